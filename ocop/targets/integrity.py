"""I50, I54: facts and kept sums equal a full recount of the registers; I51, I52: what offices state holds together."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Min, Prefetch, Sum

from ocop.core.checks_registry import Finding, register
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.rulebook.allocation import CannotAllocate, allocate
from ocop.rulebook.tallies import COLUMNS
from ocop.targets.actions.tallies import cells_of
from ocop.targets.models import (
    Allocation,
    AllocationLine,
    DeclaredFigure,
    ProducerFact,
    ProductFact,
    Rank,
    Tally,
    Target,
    UnitStart,
)
from ocop.targets.queries.changes import START_PATHS, all_changes
from ocop.targets.queries.deriving import Deriver, derive_producers
from ocop.targets.queries.reading import PLACED

PORTION = 500
DAYS = ("joined_on", "evaluated_on", "recognised_on")
RANK = (
    *("product_id", "from_on", "ended_on", "replaced_on", "stars", "potential", "before", "valid_until"),
    *("revoked_on", "pauses", "sector", *PLACED),
)


def facts_equal_recount() -> Finding:
    deriver, finding = Deriver(), Finding()
    pks = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), PORTION):
        some = pks[start : start + PORTION]
        facts, ranks = deriver.products(some)
        kept = ProductFact.objects.filter(product__in=some)
        _compare(finding, "Sản phẩm", kept, facts, ("product_id", "sector", *DAYS, *PLACED))
        _compare(finding, "Lần công nhận", Rank.objects.filter(product__in=some), ranks, RANK)
    makers = list(Producer.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(makers), PORTION):
        some = makers[start : start + PORTION]
        kept_ones = ProducerFact.objects.filter(producer__in=some)
        _compare(finding, "Chủ thể", kept_ones, derive_producers(some), ("producer_id", *DAYS, *PLACED))
    return finding


def _compare(
    finding: Finding, what: str, kept: Iterable[Any], counted: Iterable[Any], names: tuple[str, ...]
) -> None:
    """As multisets of whole rows."""
    told, real = (sorted(repr([getattr(row, n) for n in names]) for row in rows) for rows in (kept, counted))
    finding.rows += len(told)
    for row in sorted(set(real) ^ set(told))[:20] or ([] if told == real else ["số dòng khác nhau"]):
        finding.problems.append(f"{what}: số liệu đang giữ khác sổ gốc: {row}")


def kept_equal_recount() -> Finding:
    """The sums that pages read are those of the kept facts, and units started on the day of their first recognised product."""
    finding = Finding()
    real = {cell: {n: v for n, v in found.items() if v} for cell, found in cells_of(all_changes()).items()}
    rows = Tally.objects.values("place", "grain", "year", "day").order_by().annotate(**_sums())
    told: dict[Any, Any] = {}
    for row in rows.iterator(chunk_size=2000):
        finding.rows += 1
        numbers = {name: row[f"sum_{name}"] for name in COLUMNS if row[f"sum_{name}"]}
        if numbers:
            told[row["place"], row["grain"], row["year"], row["day"]] = numbers
    for cell in sorted(cell for cell in {*real, *told} if real.get(cell) != told.get(cell))[:20]:
        finding.problems.append(
            f"{cell[0]}, ngày {cell[3]:%d/%m/%Y}: tổng đang giữ {told.get(cell)} khác {real.get(cell)}"
        )
    finding.problems += [
        f"{path} {key}: ngày đầu của đơn vị không đúng" for path, key in _wrong_starts()[:20]
    ]
    return finding


def _sums() -> dict[str, Sum]:
    return {f"sum_{name}": Sum(name) for name in COLUMNS}


def _wrong_starts() -> list[tuple[str, str]]:
    told = {(path, key): day for path, key, day in UnitStart.objects.values_list("path", "key", "first_on")}
    real: dict[tuple[str, str], Any] = {}
    for path in START_PATHS:
        facts = ProductFact.objects.exclude(recognised_on=None).exclude(**{path: ""}).order_by()
        real |= {(path, key): day for key, day in facts.values_list(path).annotate(Min("recognised_on"))}
    return sorted(name for name in {*told, *real} if told.get(name) != real.get(name))


def statements_name_indicators() -> Finding:
    """Every target and declared figure speaks of an indicator that exists."""
    from ocop.core.indicators import find

    finding = Finding()
    for model in (Target, DeclaredFigure):
        for key, unit in model.objects.values_list("indicator", "unit__full_name"):  # type: ignore[attr-defined]
            finding.rows += 1
            if find(key) is None:
                finding.problems.append(f"{model.__name__} của {unit} nói về chỉ số không có: {key}")
    return finding


def allocations_hold() -> Finding:
    """What was given adds up to the total, follows from what was kept with it, and became the targets of the units."""
    finding = Finding()
    lines = AllocationLine.objects.select_related("unit", "target")
    for given in Allocation.objects.prefetch_related(Prefetch("lines", lines)).iterator(chunk_size=50):
        finding.rows += 1
        rows = list(given.lines.all())
        if sum(line.value for line in rows) != given.total:
            finding.problems.append(f"{given.code}: các đơn vị cộng lại khác tổng {given.total}")
        if _computed_again(given, rows) != {line.unit.key: line.computed for line in rows}:
            finding.problems.append(f"{given.code}: tính lại ra số khác số đã ghi")
        finding.problems += [
            f"{given.code}: chỉ tiêu của {line.unit.full_name} khác phân bổ"
            for line in rows
            if not _became(given, line)
        ]
    return finding


def _computed_again(given: Allocation, rows: list[AllocationLine]) -> dict[str, int]:
    try:
        return allocate(given.total, [line.inputs for line in rows], given.used_policy).values
    except CannotAllocate:
        return {}


def _became(given: Allocation, line: AllocationLine) -> bool:
    one = line.target
    if one is None:
        return line.value == 0
    said = (one.unit_id, one.indicator, one.year_from, one.year_until, one.value)
    return said == (line.unit_id, given.indicator, given.year, given.year, line.value)


def install() -> None:
    register("I50", "Số liệu chỉ số bằng đúng số đếm lại từ sổ gốc", facts_equal_recount)
    register("I54", "Tổng đang giữ của cả nước và từng tỉnh bằng đúng số đếm lại", kept_equal_recount)
    register("I51", "Chỉ tiêu và số khai báo thuộc chỉ số có định nghĩa", statements_name_indicators)
    register(
        "I52", "Phân bổ chỉ tiêu cộng đúng tổng, tính lại được, đúng với chỉ tiêu đã giao", allocations_hold
    )
