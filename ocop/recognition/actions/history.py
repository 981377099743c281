"""Bringing published recognitions in: each row whole or not at all, the same row once, doubts to a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.text import fold
from ocop.places.queries.resolve import Resolution, resolve_place
from ocop.producers.enums import Origin
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus, ReviewKind
from ocop.recognition.imports.contradictions import contradiction
from ocop.recognition.imports.matching import UNKNOWN, Known, PlaceWords, legal_form, name_key
from ocop.recognition.imports.rows import Row, digest, parse
from ocop.recognition.models import HistoricRecognition, ReviewTask
from ocop.recognition.policies.history import check_can_import, check_row_in_scope
from ocop.recognition.signals import standing_changed
from ocop.rulebook.procedures import procedure_for_record


@dataclass
class Outcome:
    """What became of a row: imported, unchanged, review (imported, with a question) or refused."""

    row: int
    outcome: str
    reason: str = ""


@dataclass
class Import:
    """One run. Remembers producers and products so that each row costs the same."""

    by: Acting
    at: datetime
    dry_run: bool = False
    demo: bool = False
    changed: dict[int, Product] = field(default_factory=dict)
    producers: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)
    resolved: dict[tuple[str, ...], Resolution] = field(default_factory=dict)

    def load(self) -> None:
        self.seen = set(HistoricRecognition.objects.values_list("row_hash", flat=True))
        known: dict[int, Known] = {}
        for one in HistoricRecognition.objects.select_related("product__producer").order_by("pk"):
            producer = one.product.producer
            if producer.pk not in known:
                known[producer.pk] = Known(producer.pk)
                self.producers[name_key(producer.name)].append(known[producer.pk])
            known[producer.pk].places.append(
                PlaceWords(fold(one.province_wording), fold(one.district_wording), fold(one.commune_wording))
            )
            known[producer.pk].products[fold(one.product_wording)] = one.product_id

    def tell(self) -> None:
        """Apps above follow each changed product once, in the same transaction; a dry run changes nothing."""
        for product in () if self.dry_run else self.changed.values():
            standing_changed.send(sender=HistoricRecognition, product=product, at=self.at)
        self.changed.clear()


PORTION = 200


def import_products(
    *,
    rows: Iterable[tuple[int, dict[str, str]]],
    by: Acting,
    at: datetime,
    dry_run: bool = False,
    demo: bool = False,
) -> list[Outcome]:
    """Import rows of published lists. A row that cannot stand is refused with its reason; nothing of it is kept.
    `demo` marks what they bring in as invented.

    Committed in portions, so that a long list does not keep others from writing; breaking off and starting again is
    safe, because a row that is in changes nothing.
    """
    check_can_import(by=by)
    waiting = list(rows)
    run = Import(by, at, dry_run, demo)
    run.load()
    size = len(waiting) or 1 if dry_run else PORTION
    outcomes: list[Outcome] = []
    for start in range(0, len(waiting), size):
        with transaction.atomic():
            outcomes += [_import_one(run, number, text) for number, text in waiting[start : start + size]]
            run.tell()
            if dry_run:
                transaction.set_rollback(True)
    return outcomes


def _import_one(run: Import, number: int, text: dict[str, str]) -> Outcome:
    try:
        if digest(text) in run.seen:
            return Outcome(number, "unchanged")
        row = parse(number, text)
        with transaction.atomic():
            reasons = _keep(run, row)
        run.seen.add(row.digest)
    except RuleBroken as refusal:
        return Outcome(number, "refused", refusal.sentence)
    return Outcome(number, "review", " ".join(reasons)) if reasons else Outcome(number, "imported")


def _keep(run: Import, row: Row) -> list[str]:
    """Write producer, product and recognition; returns the questions that were raised."""
    place = _resolve(run, row)
    check_row_in_scope(place, by=run.by)
    known, alike = _producer(run, row, place)
    product = _product(run, row, known, place)
    earlier = list(product.history.all())
    kept = HistoricRecognition.objects.create(
        product=product, row_hash=row.digest, imported_at=run.at, **_columns(row)
    )
    questions = []
    if place.code not in {"today", "whole"}:
        labels = [{"key": unit.key, "label": unit.address} for unit in place.candidates[:60]]
        questions.append((ReviewKind.PLACE, place.reason, labels))
    if kept.stars is None and kept.status == HistoricStatus.RECOGNISED:
        questions.append((ReviewKind.STARS, "Nguồn nói đã công nhận nhưng không ghi số sao.", []))
    if alike:
        questions.append((ReviewKind.SAME_NAME, alike, []))
    against = contradiction(kept, earlier)
    if against:
        questions.append(
            (ReviewKind.CONTRADICTION, against, [{"key": str(one.pk), "label": str(one)} for one in earlier])
        )
    ReviewTask.objects.bulk_create(
        ReviewTask(
            record=kept,
            kind=kind,
            reason=reason,
            candidates=candidates,
            created_at=run.at,
            province_key=place.province.key if place.province else "",
        )
        for kind, reason, candidates in questions
    )
    if not run.dry_run:
        record(
            "history.import",
            about=kept,
            by=run.by,
            at=run.at,
            data={"row": row.digest[:10], "questions": [str(q[0]) for q in questions]},
        )
    run.changed[product.pk] = product
    return [reason for _, reason, _ in questions]


def _resolve(run: Import, row: Row) -> Resolution:
    wording = tuple(row.text[name] for name in ("commune", "district", "province"))
    key = (*wording, str(row.decided_on or row.year or ""))
    if key not in run.resolved:
        run.resolved[key] = resolve_place(*wording, on=row.decided_on)
    return run.resolved[key]


def _producer(run: Import, row: Row, place: Resolution) -> tuple[Known, str]:
    """The producer of that name at that place; a new one when none, or several, fit."""
    name, where = row.text["producer"] or UNKNOWN, PlaceWords.of(row)
    namesakes = run.producers[name_key(name)]
    fitting = [known for known in namesakes if known.fits(where)]
    if row.text["producer"] and len(fitting) == 1:
        fitting[0].places.append(where)
        return fitting[0], ""
    made = Producer.objects.create(
        code=public_code("CT"),
        name=name,
        legal_form=legal_form(row),
        unit=place.unit or place.province,
        place_wording=_wording(row),
        origin=Origin.IMPORTED,
        created_at=run.at,
        is_demo=run.demo,
    )
    known = Known(made.pk, [where])
    namesakes.append(known)
    several = row.text["producer"] and len(fitting) > 1
    return (
        known,
        f"Có {len(fitting)} chủ thể cùng tên “{name}” đều có thể là chủ thể này; đã giữ riêng."
        if several
        else "",
    )


def _product(run: Import, row: Row, known: Known, place: Resolution) -> Product:
    key = fold(row.text["product_name"])
    if key in known.products:
        product = Product.objects.select_related("unit").get(pk=known.products[key])
        if (
            place.unit
            and (product.unit is None or product.unit.level == "province")
            and place.unit.level == "commune"
        ):
            product.unit = place.unit
            product.save(update_fields=["unit"])
        return product
    product = Product.objects.create(
        code=public_code("SP"),
        name=row.text["product_name"],
        producer_id=known.pk,
        unit=place.unit or place.province,
        place_wording=_wording(row),
        group_wording=row.text["group"],
        origin=Origin.IMPORTED,
        created_at=run.at,
        is_demo=run.demo,
    )
    known.products[key] = product.pk
    return product


def _wording(row: Row) -> str:
    return ", ".join(row.text[name] for name in ("commune", "district", "province") if row.text[name])


def _columns(row: Row) -> dict[str, object]:
    found = procedure_for_record(row.decided_on or row.year).procedure
    return {
        "stars": row.stars,
        "status": row.status,
        "score": row.score,
        "decision_no": row.text["decision_no"],
        "decided_on": row.decided_on,
        "year": row.year,
        "year_wording": row.text["year"],
        "procedure": found.key if found else "",
        "product_wording": row.text["product_name"],
        "producer_wording": row.text["producer"],
        "producer_type_wording": row.text["producer_type"],
        "group_wording": row.text["group"],
        "commune_wording": row.text["commune"],
        "district_wording": row.text["district"],
        "province_wording": row.text["province"],
        "evidence_grade": row.text["evidence"][:1],
        "source_url": row.text["source_url"],
        "note": row.text["note"],
    }
