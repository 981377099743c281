"""Results that wait for a decision, decisions in every state, and certificates.

The council's part is written as rows (a locked session's outcome with a given mean); everything from the decision on is
made by the actions that users trigger. `world()` gives one province with its office, two officers and a signer.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ocop.core.acting import Acting
from ocop.core.fields import public_code
from ocop.core.permissions import Role
from ocop.documents.signatures import sign_pdf_demo
from ocop.dossiers.models import Dossier, DossierVersion
from ocop.dossiers.queries.manifest import build_manifest, digest
from ocop.evaluation.models import Council, Item, Result, Session
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.models import CriteriaSetVersion, Round
from ocop.recognition.actions import decisions, publishing, signing
from ocop.recognition.models import Certificate, Decision
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_units
from tests.factories.programme import make_criteria_set

_number = count(1)
DAY = AT.date()
SIGNER = {"signer_name": "Trần Văn Ký", "signer_title": "Chủ tịch"}


@dataclass
class Office:
    """One issuing body: who drafts, who publishes, who signs."""

    unit: Unit
    commune: Unit
    drafter: Acting
    publisher: Acting
    signer: Acting
    council: Council
    round: Round


def make_office(key: str = "01", on: date = DAY) -> Office:
    units = make_units()
    unit, commune = units[key], units["01273" if key == "04" else "09556"]
    role = Role.CENTRAL_OFFICE if key == "VN" else Role.PROVINCE_OFFICE
    level = "central" if key == "VN" else "province"
    drafter, publisher = (
        act(role, unit, make_person(name), on) for name in ("Lê Thị Soạn", "Vũ Văn Công Bố")
    )
    signer = act(Role.SIGNER, unit, make_person("Trần Văn Ký"), on)
    council = Council.objects.create(
        code=public_code("HD"),
        unit=unit,
        level=level,
        name="Hội đồng thử",
        reference="QĐ 1/QĐ-UBND",
        established_on=date(2026, 9, 1),
        created_at=AT,
    )
    round_ = Round.objects.create(
        code=public_code("DOT"),
        unit=unit,
        level=level,
        year=2026,
        number=next(_number),
        name="Đợt 2 năm 2026",
        proposed_by_on=date(2026, 10, 30),
        done_by_on=date(2026, 12, 30),
        state="closed",
        state_at=AT,
    )
    return Office(unit, commune, drafter, publisher, signer, council, round_)


def make_rated(
    office: Office,
    name: str = "Nước mắm thử",
    mean: str = "72.5",
    stars: int | None = None,
    *,
    commune: Unit | None = None,
    procedure: str = "26-2026",
    at: datetime = AT - timedelta(days=1),
    product: Product | None = None,
    demo: bool = False,
) -> Result:
    """A dossier whose council result was locked: stars follow the mean unless given."""
    central = office.council.level == "central"
    product = product or _product(name, commune or office.commune, demo)
    dossier = Dossier.objects.create(
        code=public_code("HS"),
        product=product,
        producer=product.producer,
        unit=product.unit,
        kind="first",
        criteria_set=_criteria_set(),
        procedure=procedure,
        state="central_rated" if central else "rated",
        state_at=at,
        created_at=at,
        submitted_at=at,
        sent_up_at=at if central else None,
        round=None if central else office.round,
        central_round=office.round if central else None,
    )
    freeze(dossier, at)
    return settle(office, dossier, mean, stars, at=at)


def _criteria_set() -> CriteriaSetVersion:
    with transaction.atomic():
        return make_criteria_set(9)


def _product(name: str, commune: Unit, demo: bool) -> Product:
    number = next(_number)
    producer = Producer.objects.create(
        code=public_code("CT"),
        name=f"Hợp tác xã {name} {number}",
        legal_form="htx",
        unit=commune,
        address="Tổ 3",
        representative="Nguyễn Thị Lan",
        created_at=AT,
        is_demo=demo,
    )
    return Product.objects.create(
        code=public_code("SP"),
        official_code=f"01-09556-{number}-2026",
        name=name,
        producer=producer,
        unit=commune,
        criteria_set_number=9,
        created_at=AT,
        is_demo=demo,
    )


def freeze(dossier: Dossier, at: datetime) -> DossierVersion:
    """The frozen version, with the manifest that submitting writes."""
    manifest = build_manifest(dossier, at=at)
    return DossierVersion.objects.create(
        dossier=dossier,
        number=1,
        manifest=manifest,
        sha256=digest(manifest),
        self_total=Decimal(70),
        submitted_at=at,
    )


def settle(
    office: Office, dossier: Dossier, mean: str, stars: int | None = None, *, at: datetime = AT
) -> Result:
    """The locked outcome of one product in one session of this office's council."""
    session = Session.objects.create(
        code=public_code("PH"),
        council=office.council,
        round=office.round,
        name="Phiên thử",
        meets_at=at,
        state="locked",
        state_at=at,
        created_at=at,
    )
    item = Item.objects.create(
        session=session,
        dossier=dossier,
        version=dossier.versions.last(),
        place=1,
        state="settled",
        state_at=at,
    )
    value = Decimal(mean)
    band = next((n for n, low in ((5, 90), (4, 70), (3, 50), (2, 30)) if value >= low), 1)
    missed = (
        [{"stars": 4, "criterion": "3.5", "needs": "2", "has": "1"}]
        if stars is not None and stars < band
        else []
    )
    rating = {
        "criteria_set": "26/2026/QĐ-TTg#9",
        "rules": {},
        "sheets": [{"seat": 1, "total": mean}],
        "mean": mean,
        "mean_shown": mean,
        "parts": {
            "A": {"mean": "30", "shown": "30.00"},
            "B": {"mean": "17", "shown": "17.00"},
            "C": {"mean": "25.5", "shown": "25.50"},
        },
        "gap": "4",
        "gap_exceeded": False,
        "panel": {"3.5": {"points": "1", "choice": 1}},
        "band_stars": band,
        "stars": band if stars is None else stars,
        "missed_gates": missed,
    }
    return Result.objects.create(
        item=item,
        dossier=dossier,
        level=office.council.level,
        mean=mean,
        mean_shown=value.quantize(Decimal("0.01")),
        band_stars=band,
        stars=band if stars is None else stars,
        rating=rating,
        counted=5,
        settled_at=at,
    )


def make_draft(
    office: Office, *results: Result, kind: str = "recognise", at: datetime = AT, **more: Any
) -> Decision:
    """A draft with its signer named, ready to be sent."""
    decision = decisions.draft_decision(
        kind=kind, results=results, round_=office.round, by=office.drafter, at=at, **more
    )
    return name_signer(decision, office, at=at)


def name_signer(decision: Decision, office: Office, *, at: datetime = AT) -> Decision:
    return decisions.edit_decision(
        decision=decision, title=decision.title, body=decision.body, by=office.drafter, at=at, **SIGNER
    )


def make_sent(office: Office, *results: Result, on: date = DAY, at: datetime = AT, **more: Any) -> Decision:
    return decisions.send_for_signature(
        decision=make_draft(office, *results, at=at, **more), decided_on=on, by=office.drafter, at=at
    )


def signed_upload(decision: Decision, *, name: str = "Trần Văn Ký", at: datetime = AT) -> SimpleUploadedFile:
    """The draft as the signer's tool gives it back. Needs OCOP_DEMO (fixture `demo_keys`)."""
    pdf = sign_pdf_demo(decision.draft_file.read_bytes(), signer_name=name, at=at)
    return SimpleUploadedFile("quyet-dinh-da-ky.pdf", pdf, "application/pdf")


def sign(decision: Decision, office: Office, *, at: datetime = AT) -> Decision:
    return signing.sign_with_pdf(
        decision=decision, upload=signed_upload(decision, at=at), by=office.signer, at=at
    )


def make_published(
    office: Office, *results: Result, on: date = DAY, at: datetime = AT, **more: Any
) -> Decision:
    decision = sign(make_sent(office, *results, on=on, at=at, **more), office, at=at)
    return publishing.publish(decision=decision, by=office.publisher, at=at)


def make_certificate(
    office: Office,
    name: str = "Nước mắm thử",
    *,
    mean: str = "72.5",
    on: date = DAY,
    at: datetime = AT,
    **more: Any,
) -> Certificate:
    decision = make_published(
        office, make_rated(office, name, mean, at=at - timedelta(days=1), **more), on=on, at=at
    )
    return Certificate.objects.get(line__decision=decision)
