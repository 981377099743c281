"""One criterion: cases, options, points, star marks. All frozen, all writable as plain JSON.

Points are Decimal and travel in JSON as decimal strings ("2", "2.5"), never as floats. Empty
fields are written too, so that equal things always give the same text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Scoring = Literal["single", "yes_no", "additive"]
FlagKind = Literal["corrected", "implied", "open", "observed"]
StopEffect = Literal["disqualify", "stop", "not_rated"]


def number_text(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent: 2, 2.5, 10."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line to choose. `star_marks` are the stars printed beside it, mostly none or one."""

    place: int
    points: Decimal
    label: str
    star_marks: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "points": number_text(self.points),
            "label": self.label,
            "star_marks": list(self.star_marks),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Option":
        return cls(
            place=row["place"],
            points=Decimal(row["points"]),
            label=row["label"],
            star_marks=tuple(row["star_marks"]),
        )


@dataclass(frozen=True, kw_only=True)
class Case:
    """One list of options. A criterion has one case, or several of which exactly one applies."""

    number: int
    label: str
    options: tuple[Option, ...]

    def option(self, place: int) -> Option:
        """The option at a printed place, counted from 1."""
        for option in self.options:
            if option.place == place:
                return option
        raise LookupError(f"Không có lựa chọn thứ {place}; chỉ có từ 1 đến {len(self.options)}.")

    def to_dict(self) -> dict[str, Any]:
        options = [option.to_dict() for option in self.options]
        return {"number": self.number, "label": self.label, "options": options}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Case":
        options = tuple(Option.from_dict(option) for option in row["options"])
        return cls(number=row["number"], label=row["label"], options=options)


@dataclass(frozen=True, kw_only=True)
class StopRule:
    """A rule inside the table that ends the evaluation whatever the points are.

    `disqualify` puts the product out, `stop` ends the scoring at this point, `not_rated` means
    that products of this kind are not taken up at all.
    """

    key: str
    effect: StopEffect
    text: str
    criteria: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"key": self.key, "effect": self.effect, "text": self.text, "criteria": list(self.criteria)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "StopRule":
        return cls(key=row["key"], effect=row["effect"], text=row["text"], criteria=tuple(row["criteria"]))


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A doubt about the transcript, for administrators to compare with the signed decision.

    `corrected`: a misread score was mended; `implied`: not printed, follows from the table;
    `open`: kept as read although it looks wrong; `observed`: as read, but unusual or unclear.
    """

    kind: FlagKind
    text: str
    criterion: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "text": self.text, "criterion": self.criterion}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Flag":
        return cls(kind=row["kind"], text=row["text"], criterion=row["criterion"])


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing the council scores: the option chosen gives the points.

    `star_minima` says which points a star asks for here. `implicit` criteria stand for a section
    without sub-criteria and repeat its code and title. `requirement` and `notes` are in our words.
    """

    code: str
    title: str
    max_points: Decimal
    scoring: Scoring
    cases: tuple[Case, ...]
    star_minima: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    requirement: str = ""
    notes: tuple[str, ...] = ()
    group: str = ""
    implicit: bool = False
    section_code: str = ""
    part_code: str = ""
    flags: tuple[Flag, ...] = ()

    @property
    def has_cases(self) -> bool:
        """True when the scorer must first say which of several cases applies."""
        return len(self.cases) > 1

    def case(self, number: int) -> Case:
        for case in self.cases:
            if case.number == number:
                return case
        raise LookupError(f"Tiêu chí {self.code} không có trường hợp {number}.")

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "max": number_text(self.max_points),
            "scoring": self.scoring,
            "cases": [case.to_dict() for case in self.cases],
            "star_minima": {str(star): number_text(points) for star, points in self.star_minima.items()},
            "requirement": self.requirement,
            "notes": list(self.notes),
            "group": self.group,
            "implicit": self.implicit,
            "flags": [flag.to_dict() for flag in self.flags],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], *, section: str, part: str) -> "Criterion":
        return cls(
            code=row["code"],
            title=row["title"],
            max_points=Decimal(row["max"]),
            scoring=row["scoring"],
            cases=tuple(Case.from_dict(case) for case in row["cases"]),
            star_minima={int(star): Decimal(points) for star, points in row["star_minima"].items()},
            requirement=row["requirement"],
            notes=tuple(row["notes"]),
            group=row["group"],
            implicit=row["implicit"],
            section_code=section,
            part_code=part,
            flags=tuple(Flag.from_dict(flag) for flag in row["flags"]),
        )
