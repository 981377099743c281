"""Lists of visits and findings, and the rows of the field form."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.rulebook.lifecycle import FINDING, VISIT
from ocop.rulebook.oversight import read_oversight
from ocop.supervision.enums import Answer
from ocop.supervision.models import Finding, Visit
from ocop.supervision.queries.checklists import checklist

RELATED = ("product__producer__unit", "product__unit", "plan", "case", "unit", "inspector")


def filtered_visits(visits: QuerySet[Visit], params: Any) -> QuerySet[Visit]:
    state = params.get("tinh_trang", "")
    if state in VISIT.states:
        visits = visits.filter(state=state)
    return _named(visits, params)


def filtered_findings(findings: QuerySet[Finding], params: Any, on: date) -> QuerySet[Finding]:
    state = params.get("tinh_trang", "")
    if state == "qua-han":
        findings = findings.filter(state="open", due_on__lt=on)
    elif state in FINDING.states:
        findings = findings.filter(state=state)
    return _named(findings, params)


def _named(found: QuerySet[Any], params: Any) -> QuerySet[Any]:
    for word in words(params.get("q", "")[:100])[:4]:
        found = found.filter(
            Q(product__search_key__contains=word) | Q(product__producer__search_key__contains=word)
        )
    return found


def with_findings(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    return visits.select_related(*RELATED).annotate(faults=Count("findings"))


def form_rows(visit: Visit) -> list[dict[str, Any]]:
    """Topic by topic: the items with what was answered so far."""
    answers = {one.item: one for one in visit.answers.all()}
    topics: dict[str, dict[str, Any]] = {}
    for item in checklist(visit):
        topic = topics.setdefault(
            item.topic, {"code": item.topic, "title": read_oversight().topics[item.topic], "rows": []}
        )
        value = answers[item.code].value if item.code in answers else ""
        note = answers[f"note:{item.code}"].note if f"note:{item.code}" in answers else ""
        label = Answer(value).label if value else ""
        topic["rows"].append({"item": item, "value": value, "note": note, "label": label})
    return list(topics.values())


def export(visits: QuerySet[Visit], *, office: str) -> bytes:
    columns = [
        Column("Mã", 14),
        Column("Loại", 22),
        Column("Sản phẩm", 30),
        Column("Chủ thể", 30),
        Column("Xã, phường", 22),
        Column("Chọn theo", 14),
        Column("Điểm rủi ro", 10, "integer"),
        Column("Vì sao", 40),
        Column("Ngày kiểm tra", 12, "date"),
        Column("Người kiểm tra", 22),
        Column("Số lỗi", 8, "integer", total=True),
        Column("Trạng thái", 18),
    ]
    sheet = Sheet("Kiểm tra", columns, _rows(visits), title="Các cuộc kiểm tra sau công nhận", office=office)
    return write_xlsx([sheet])


PICKED = {"risk": "Rủi ro", "lot": "Bốc thăm", "": ""}


def _rows(visits: QuerySet[Visit]) -> Iterator[list[Any]]:
    for one in with_findings(visits).iterator(chunk_size=500):
        yield [
            one.code,
            one.get_kind_display(),
            one.product.name,
            one.product.producer.name,
            one.product.unit.full_name if one.product.unit else "",
            PICKED[one.picked_by],
            one.points,
            why_words(one),
            one.visited_on,
            one.inspector.full_name if one.inspector else "",
            one.faults,
            one.state_label,
        ]


def why_words(visit: Visit) -> str:
    return "; ".join(
        f"{words}{f' ×{number}' if number > 1 else ''} ({points} điểm)" for words, number, points in visit.why
    )
