"""Shared criteria: each distinct criterion is written once and referred to by its key.

    dong-goi-bao-bi:
      title: Đóng gói, bao bì sản phẩm
      max: 3
      minima: {3: 2}
      options:
      - 0 | Gói thường, không bao bì
      - 1 | Gói thường, bao bì đơn giản
      - 2 *** | Gói sáng tạo, bao bì đẹp
      - 3 | Gói sáng tạo, tiện dụng, bao bì đẹp và sang trọng

`minima` repeats what the asterisks say, so that a lost asterisk is found. A block that differs
only in points takes the labels of another: `labels: <key>` and `points: [0, 1, 2 ****]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ocop.rulebook.criteria.criterion import Case, Criterion, Option
from ocop.rulebook.criteria.files import BrokenCriteriaData, read_yaml

SCORINGS = ("single", "yes_no", "additive")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A criterion without a code, and the keys of the stop rules that stand in it."""

    key: str
    criterion: Criterion
    rules: tuple[str, ...]


def read_blocks(folder: Path) -> dict[str, Block]:
    """All shared criteria of one decision, by key."""
    rows: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, row in read_yaml(path).items():
            if key in rows:
                raise BrokenCriteriaData(f"Khối tiêu chí {key} được viết hai lần.")
            rows[key] = row
    return {key: _block(key, row, rows) for key, row in rows.items()}


def _block(key: str, row: Mapping[str, Any], rows: Mapping[str, Any]) -> Block:
    try:
        criterion = Criterion(
            code="",
            title=row["title"],
            max_points=Decimal(row["max"]),
            scoring=row.get("scoring", "single"),
            cases=_cases(row, rows),
            star_minima={int(star): Decimal(points) for star, points in row.get("minima", {}).items()},
            requirement=row.get("requirement", ""),
            notes=tuple(row.get("notes", ())),
        )
    except (KeyError, ValueError, InvalidOperation) as error:
        raise BrokenCriteriaData(f"Khối tiêu chí {key}: thiếu hoặc sai {error}.") from error
    if criterion.scoring not in SCORINGS:
        raise BrokenCriteriaData(f"Khối tiêu chí {key}: không có cách chấm {criterion.scoring}.")
    return Block(key=key, criterion=criterion, rules=tuple(row.get("rules", ())))


def _cases(row: Mapping[str, Any], rows: Mapping[str, Any]) -> tuple[Case, ...]:
    if "cases" in row:
        return tuple(
            Case(number=number, label=case["label"], options=_options(case["options"]))
            for number, case in enumerate(row["cases"], 1)
        )
    return (Case(number=1, label="", options=_options(_lines(row, rows))),)


def _lines(row: Mapping[str, Any], rows: Mapping[str, Any]) -> list[str]:
    """The option lines; with `labels:` they are put together from another block's labels."""
    if "options" in row:
        return list(row["options"])
    labels = [line.split("|", 1)[1] for line in rows[row["labels"]]["options"]]
    return [f"{points} |{label}" for points, label in zip(row["points"], labels, strict=True)]


def _options(lines: list[str]) -> tuple[Option, ...]:
    return tuple(_option(place, line) for place, line in enumerate(lines, 1))


def _option(place: int, line: str) -> Option:
    """`2 *** | nhãn`: points, the printed asterisks (several groups may follow), the label."""
    head, bar, label = line.partition("|")
    points, *marks = head.split()
    if not bar or any(set(mark) != {"*"} for mark in marks):
        raise ValueError(f"dòng lựa chọn {line!r}")
    return Option(
        place=place,
        points=Decimal(points),
        label=label.strip(),
        star_marks=tuple(len(mark) for mark in marks),
    )
