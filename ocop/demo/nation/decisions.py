"""Rows of decisions with their lines, certificates, revocations and suspensions."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

from django.db import models
from django.utils.timezone import make_aware

from ocop.demo.nation.counting import Numbers
from ocop.demo.nation.histories import Term, history, period_day, periods
from ocop.demo.nation.names import code, token
from ocop.demo.nation.past import historic_row
from ocop.demo.nation.people import Signing
from ocop.demo.nation.places import Places
from ocop.demo.nation.products import MadeProduct
from ocop.demo.nation.writing import Row
from ocop.places.models import Unit
from ocop.recognition.enums import DecisionKind, SigningMode
from ocop.recognition.models import (
    Certificate,
    Decision,
    DecisionLine,
    HistoricRecognition,
    PaperConfirmation,
    Revocation,
    Suspension,
)
from ocop.rulebook.numbering import decision_number, padded
from ocop.rulebook.validity import valid_until

MONTHS = 36  # every procedure so far
SIGNER, TITLE = "Người ký (dữ liệu giả định)", "Phó Chủ tịch"
ANNEX = 200  # lines of one decision at most: the office publishes in several, as offices do
TITLES = {
    DecisionKind.RECOGNISE: "Về việc công nhận sản phẩm OCOP (dữ liệu giả định)",
    DecisionKind.REVOKE: "Về việc thu hồi công nhận (dữ liệu giả định)",
}


@dataclass
class Given:
    """A certificate to be, in the decision that gives it."""

    product: MadeProduct
    term: Term
    pk: int
    next: "Given | None" = None
    decided: "Made | None" = None


@dataclass
class Made:
    """A decision: its day, office, and what it says."""

    pk: int
    office: Unit
    day: date
    kind: DecisionKind
    given: list[Given] = field(default_factory=list)
    taken: list[Given] = field(default_factory=list)
    number_text: str = ""


@dataclass
class Drawn:
    rows: dict[type[models.Model], list[Row]]


def draw(
    products: list[MadeProduct],
    start: dict[Any, int],
    rng: Random,
    today: date,
    places: Places,
    numbers: Numbers,
    signs: Signing,
    at: datetime,
) -> Drawn:
    """Everything that was decided about these products, numbered in the order of the days."""
    pks = count(start[Certificate])
    wanted: dict[tuple[int, int, DecisionKind], list[Given]] = defaultdict(list)
    past: list[Row] = []
    for product in products:
        given = [Given(product, term, next(pks)) for term in history(product.pk, rng, today)]
        for one, following in zip(given, given[1:], strict=False):
            one.next = following
        for one in given:
            wanted[_office(one, places), one.term.period, DecisionKind.RECOGNISE].append(one)
        if given and given[-1].term.revoked:
            one = given[-1]
            later = min(one.term.period + rng.randint(1, 5), periods(today) - 1)
            if later > one.term.period:
                wanted[_office(one, places), later, DecisionKind.REVOKE].append(one)
        if not given:
            past.append(historic_row(start[HistoricRecognition] + len(past), product, rng, at))
    decided = _decisions(wanted, start[Decision], places)
    rows = _rows(decided, start, rng, today, numbers, signs)
    rows[HistoricRecognition] = past
    return Drawn(rows)


def _office(one: Given, places: Places) -> int:
    """Five stars are the centre's, the others the province's."""
    return len(places.offices) - 1 if one.term.stars == 5 else one.product.producer.place.office


def _decisions(wanted: dict[Any, list[Given]], pk: int, places: Places) -> list[Made]:
    found = []
    for (office, period, kind), given in wanted.items():
        for begin in range(0, len(given), ANNEX):
            made = Made(0, places.offices[office], period_day(period, office), kind)
            part = given[begin : begin + ANNEX]
            if kind == DecisionKind.RECOGNISE:
                made.given = part
                for one in part:
                    one.decided = made
            else:
                made.taken = part
            found.append(made)
    found.sort(key=lambda made: (made.day, made.office.key, made.kind))
    for step, made in enumerate(found):
        made.pk = pk + step
    return found


def _rows(
    decided: list[Made], start: dict[Any, int], rng: Random, today: date, numbers: Numbers, signs: Signing
) -> dict[type[models.Model], list[Row]]:
    rows: dict[type[models.Model], list[Row]] = {
        model: []
        for model in (Decision, PaperConfirmation, DecisionLine, Certificate, Revocation, Suspension)
    }
    for made in decided:
        rows[Decision].append(_decision(made, numbers, signs))
        for person in signs.confirmed_by:
            rows[PaperConfirmation].append(
                {
                    "id": start[PaperConfirmation] + len(rows[PaperConfirmation]),
                    "decision_id": made.pk,
                    "file_id": signs.file,
                    "person_id": person,
                    "at": _moment(made.day, 15),
                }
            )
        for place, one in enumerate(made.given, 1):
            line = start[DecisionLine] + len(rows[DecisionLine])
            said = _said(one, rng)
            rows[DecisionLine].append(_line(line, place, one, made, said))
            rows[Certificate].append(_certificate(one, made, line, said, numbers, rng))
            for stop in one.term.stops:
                rows[Suspension].append(
                    _suspension(start[Suspension] + len(rows[Suspension]), one, made, stop, today)
                )
        for one in made.taken:
            rows[Revocation].append(_revocation(start[Revocation] + len(rows[Revocation]), one, made))
    return rows


def _moment(day: date, hour: int) -> datetime:
    return make_aware(datetime.combine(day, time(hour)))


def _decision(made: Made, numbers: Numbers, signs: Signing) -> Row:
    year, central = made.day.year, made.office.level == "nation"
    number = numbers.next(made.office.pk, "decision", year)
    made.number_text = decision_number(number, "QĐ-BNNMT" if central else "QĐ-UBND")
    return {
        "id": made.pk,
        "code": code("QD", made.pk),
        "unit_id": made.office.pk,
        "level": "central" if central else "province",
        "kind": made.kind,
        "title": TITLES[made.kind],
        "body": {"bases": [], "articles": [], "place": made.office.name},
        "number": number,
        "year": year,
        "number_text": made.number_text,
        "decided_on": made.day,
        "draft_file_id": signs.file,
        "signing_mode": SigningMode.PAPER,
        "signed_file_id": signs.file,
        "scan_by_id": signs.scanned_by,
        "signature": {},
        "signer_name": SIGNER,
        "signer_title": TITLE,
        "signed_at": _moment(made.day, 14),
        "created_at": _moment(made.day, 8),
        "published_at": _moment(made.day, 16),
        "state": "published",
        "state_at": _moment(made.day, 16),
    }


def _said(one: Given, rng: Random) -> Row:
    product, place = one.product, one.product.producer.place
    low = {3: 50, 4: 70, 5: 90}[one.term.stars]
    mean = Decimal(rng.randint(low * 100, (low + (10 if low == 90 else 20)) * 100 - 1)) / 100
    return {
        "product": product.name,
        "official_code": product.official_code,
        "producer": product.producer.name,
        "address": f"{product.producer.row['address']}, {place.address}",
        "place": place.full_name,
        "group": product.goods.group,
        "sector": product.goods.sector_name,
        "mean": f"{mean:.2f}",
        "kind": "Đánh giá, phân hạng lần đầu",
        "version": "",
    }


def _line(pk: int, place: int, one: Given, made: Made, said: Row) -> Row:
    return {
        "id": pk,
        "decision_id": made.pk,
        "place": place,
        "product_id": one.product.pk,
        "stars": one.term.stars,
        "mean_shown": said["mean"],
        "snapshot": said,
        "frozen_at": _moment(made.day, 16),
    }


def _certificate(one: Given, made: Made, line: int, said: Row, numbers: Numbers, rng: Random) -> Row:
    year = made.day.year
    number = numbers.next(made.office.pk, "certificate", year)
    follower = one.next.decided if one.next else None
    return {
        "id": one.pk,
        "token": token(rng),
        "number_text": f"{padded(number)}/{year}/GCN-OCOP-{made.office.key}",
        "number": number,
        "year": year,
        "unit_id": made.office.pk,
        "product_id": one.product.pk,
        "line_id": line,
        "stars": one.term.stars,
        "valid_from": made.day,
        "valid_until": valid_until(made.day, MONTHS),
        "issued_at": _moment(made.day, 16),
        "superseded_on": follower.day if follower else None,
        "superseded_by_id": one.next.pk if one.next else None,
        "snapshot": {
            **said,
            "decision": made.number_text,
            "decided_on": made.day.isoformat(),
            "issuer": made.office.full_name,
            "issuer_place": made.office.name,
            "level": "central" if made.office.level == "nation" else "province",
            "signer_name": SIGNER,
            "signer_title": TITLE,
            "authority": [],
            "demo": True,
            "photo": "",
            "corrects": False,
        },
    }


def _suspension(pk: int, one: Given, made: Made, stop: tuple[int, int | None], today: date) -> Row:
    since, until = stop
    first = min(made.day + timedelta(days=since), today)
    return {
        "id": pk,
        "certificate_id": one.pk,
        "from_on": first,
        "until_on": max(made.day + timedelta(days=until), first) if until else None,
        "reason": "Chờ kết quả kiểm tra nhãn hàng hóa (dữ liệu giả định).",
        "at": _moment(first, 9),
    }


def _revocation(pk: int, one: Given, made: Made) -> Row:
    concluded = made.day - timedelta(days=8)
    return {
        "id": pk,
        "certificate_id": one.pk,
        "ground": "b",
        "words": "Kiểm tra sau công nhận không còn đạt (dữ liệu giả định).",
        "concluded_on": concluded,
        "concluded_by": "Đoàn kiểm tra (dữ liệu giả định)",
        "due_on": concluded + timedelta(days=15),
        "proposed_at": _moment(concluded, 9),
        "decision_id": made.pk,
        "revoked_on": made.day,
        "state": "decided",
        "state_at": _moment(made.day, 16),
    }
