"""The comparison as rows: each unit with its inputs, what three policies give it, and the fields of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ocop.core.components import Column
from ocop.places.models import Unit
from ocop.rulebook.allocation import Allocation, Share
from ocop.rulebook.allocation_policies import read_policies
from ocop.rulebook.allocation_words import explain
from ocop.targets.forms.allocations import GiveForm
from ocop.targets.queries.allocations import Below, Option

COLUMNS = [
    Column("Đơn vị"),
    Column("Đăng ký", numeric=True),
    *(Column(policy.name, numeric=True) for policy in read_policies().all),
]
GIVE_COLUMNS = [*COLUMNS, Column("Giao"), Column("Lý do sửa")]


@dataclass(frozen=True)
class Cell:
    """What one policy gives one unit; `more` is the difference to what it registered, with its sign."""

    name: str
    value: int | None
    more: str
    bar: int  # of the largest number in the table, in hundredths


@dataclass(frozen=True)
class Row:
    unit: Unit
    registered: int
    basis: str
    cells: list[Cell]
    why: tuple[str, ...]
    standing: Any
    value: Any = None  # bound fields of the form
    reason: Any = None


def table_rows(
    units: Sequence[Below], options: Sequence[Option], chosen: Option | None, form: GiveForm | None
) -> list[Row]:
    answers = [_shares(option.done) for option in options]
    most = max((share.value for shares in answers for share in shares.values()), default=0) or 1
    why = _shares(chosen.done) if chosen else {}
    rows = []
    for one in units:
        key = one.unit.key
        cells = [
            _cell(option.policy.name, shares.get(key), most)
            for option, shares in zip(options, answers, strict=True)
        ]
        fields = (form[f"v-{key}"], form[f"r-{key}"]) if form else (None, None)
        reasons = explain(why[key], chosen.done) if chosen and chosen.done else ()
        rows.append(Row(one.unit, one.inputs.registered, _basis(one), cells, reasons, one.standing, *fields))
    return rows


def totals(options: Sequence[Option]) -> list[dict[str, Any]]:
    return [
        {"name": one.policy.name, "sum": sum(one.done.values.values()) if one.done else None}
        for one in options
    ]


def _shares(done: Allocation | None) -> dict[str, Share]:
    return {share.unit.key: share for share in done.shares} if done else {}


def _cell(name: str, share: Share | None, most: int) -> Cell:
    if share is None:
        return Cell(name, None, "", 0)
    more = share.value - share.unit.registered
    return Cell(
        name, share.value, f"{more:+d}".replace("-", "−") if more else "±0", share.value * 100 // most
    )


def _basis(one: Below) -> str:
    inputs = one.inputs
    before = (
        f"năm trước đạt {inputs.reached}/{one.target_before.normalize():f}"
        if one.target_before is not None
        else f"năm trước đạt {inputs.reached}, không có chỉ tiêu"
    )
    return f"{inputs.potential} chủ thể; {inputs.expiring} phải đánh giá lại; {before}"
