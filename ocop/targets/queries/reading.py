"""Everything that the facts of products follow from, read in one statement: the product with its producer, published
records, decisions with certificates, first result and submission, registration, and the facts kept until now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from ocop.core.clock import local_date
from ocop.core.prepared import Prepared
from ocop.core.row_lists import Rows
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.products.models import Product
from ocop.programme.models import CriteriaSetVersion
from ocop.recognition.models import Certificate, DecisionLine, HistoricRecognition, Revocation, Suspension
from ocop.targets.models import ProductFact, Rank, Registration
from ocop.targets.queries.then import Keys

PLACED = ("now_province", "now_unit", "then_province", "then_district", "then_unit")
HISTORY = (
    *("pk", "status", "stars", "decided_on", "year", "procedure", "decision_no", "group_wording"),
    *("commune_wording", "district_wording", "province_wording"),
)
CERTIFICATES = ("pk", "valid_from", "valid_until", "stars", "line__decision__number_text")
REVOKED = ("certificate", "revoked_on")
PAUSED = ("certificate", "from_on", "until_on")
SENT_UP = ("pk", "decision__decided_on", "decision__number_text")
REGISTERED = ("registered_on", "pk", "then_province", "then_district", "then_unit")
RANK = (
    *("pk", "from_on", "potential", "ended_on", "replaced_on", "stars", "before", "sector", "valid_until"),
    *("term_known", "revoked_on", "decision_text", "pauses", "asked_place", "certificate_id", *PLACED),
)
SIBLING = ("product_id", "joined_on", "evaluated_on", "recognised_on", *PLACED[2:])


@dataclass(frozen=True)
class Issued:
    """A certificate with what happened to it."""

    pk: int
    valid_from: date
    valid_until: date
    stars: int
    number_text: str
    revoked_on: date | None
    pauses: str


@dataclass(frozen=True)
class SentUp:
    """A line of a published decision that approves a result and sends it to the centre."""

    pk: int
    decided_on: date
    number_text: str


def everything(products: QuerySet) -> QuerySet:
    """These products with all they depend on, locked."""
    mine = {"product": OuterRef("pk")}
    of_mine = {"certificate__product": OuterRef("pk")}
    sent_up = DecisionLine.objects.filter(
        **mine, decision__kind="approve_result", decision__published_at__isnull=False
    )
    family = ProductFact.objects.filter(product__producer=OuterRef("producer"))
    sector = CriteriaSetVersion.objects.filter(number=OuterRef("criteria_set_number")).order_by("-pk")
    return products.select_related(
        "unit__parent", "producer__unit__parent", "fact", "producer__fact"
    ).annotate(
        all_history=Rows(HistoricRecognition.objects.filter(**mine), HISTORY),
        all_certificates=Rows(Certificate.objects.filter(**mine), CERTIFICATES),
        all_revoked=Rows(Revocation.objects.filter(**of_mine, state="decided"), REVOKED),
        all_paused=Rows(Suspension.objects.filter(**of_mine), PAUSED),
        all_sent_up=Rows(sent_up, SENT_UP),
        all_registered=Rows(Registration.objects.filter(**mine, withdrawn_on=None), REGISTERED),
        all_ranks=Rows(Rank.objects.filter(**mine), RANK),
        all_family=Rows(family, SIBLING),
        first_result=_least(Result.objects.filter(dossier__product=OuterRef("pk")), "settled_at"),
        first_submitted=_least(Dossier.objects.filter(**mine), "submitted_at"),
        sector_code=Subquery(sector.values("sector_code")[:1]),
    )


def _least(rows: QuerySet, name: str) -> Subquery:
    return Subquery(rows.order_by().values(_one=F("pk") * 0).annotate(least=Min(name)).values("least"))


_ONE = Prepared(lambda product: everything(_locked().filter(pk=product)), product=int)


def _locked() -> QuerySet:
    return Product.objects.select_for_update(of=("self",), no_key=True)


def read_locked(pks: Sequence[int]) -> list["Read"]:
    """Locked until the transaction ends, so that two changes of one product follow each other."""
    if len(pks) == 1:
        return [Read(one) for one in _ONE.rows(product=pks[0])]
    with _by_index():
        return [Read(one) for one in everything(_locked().filter(pk__in=pks).order_by("pk"))]


def read(pks: Sequence[int]) -> list["Read"]:
    with _by_index():
        return [Read(one) for one in everything(Product.objects.filter(pk__in=pks))]


@contextmanager
def _by_index() -> Iterator[None]:
    """Each product's rows are looked up by their index. Right after many rows were written PostgreSQL may still think the
    tables are empty, and would walk them whole for each product: minutes instead of milliseconds."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


class Read:
    """One product, with the lists as objects."""

    def __init__(self, product: Any) -> None:
        self.product = product
        self.history = sorted((_record(row) for row in product.all_history), key=lambda one: one.pk)
        self.certificates = _issued(product)
        self.sent_up = sorted(
            (SentUp(pk, _day(on), text) for pk, on, text in product.all_sent_up), key=lambda one: one.pk
        )
        self.ranks = [_rank(row, product) for row in product.all_ranks]
        self.fact: ProductFact | None = getattr(product, "fact", None)
        self.registered_on, self.registered_at = _registered(product.all_registered)
        self.result = local_date(product.first_result) if product.first_result else None
        self.submitted = local_date(product.first_submitted) if product.first_submitted else None

    @property
    def family(self) -> list[Any]:
        """The kept facts of all products of its producer, as plain values."""
        return [_sibling(row) for row in self.product.all_family]


def _record(row: list[Any]) -> HistoricRecognition:
    values = dict(zip(HISTORY, row, strict=True))
    return HistoricRecognition(**{**values, "decided_on": _day(values["decided_on"])})


def _issued(product: Any) -> list[Issued]:
    revoked = {pk: _day(on) for pk, on in product.all_revoked}
    paused: dict[int, list[str]] = {}
    for pk, first, last in product.all_paused:
        paused.setdefault(pk, []).append(f"{first}/{last or ''}")
    return [
        Issued(
            *(pk, _certain(begin), _certain(until), stars, text),
            revoked.get(pk),
            ";".join(sorted(paused.get(pk, ()))),
        )
        for pk, begin, until, stars, text in sorted(product.all_certificates)
    ]


def _rank(row: list[Any], product: Any) -> Rank:
    values = dict(zip(RANK, row, strict=True))
    for name in ("from_on", "ended_on", "replaced_on", "valid_until", "revoked_on"):
        values[name] = _day(values[name])
    for name in ("potential", "term_known"):
        values[name] = bool(values[name])  # SQLite says 0 and 1
    return Rank(product=product, **values)


def _sibling(row: list[Any]) -> Any:
    days = dict(zip(SIBLING[1:4], (_day(text) for text in row[1:4]), strict=True))
    return SimpleNamespace(product_id=row[0], **days, **dict(zip(SIBLING[4:], row[4:], strict=True)))


def _registered(rows: list[list[Any]]) -> tuple[date | None, Keys | None]:
    """The earliest that stands."""
    if not rows:
        return None, None
    on, _pk, province, district, commune = min(rows)
    return _day(on), (province, district, commune)


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _certain(text: str) -> date:
    return date.fromisoformat(text)
