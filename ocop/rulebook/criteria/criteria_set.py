"""One set of criteria: a printed table of a decision with all that a dossier in it must know.

For example bộ sản phẩm 9 "Tương, nước mắm, gia vị dạng lỏng khác" of 26/2026/QĐ-TTg. Codes of
criteria are unique inside a set and say nothing outside it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from ocop.rulebook.criteria.criterion import Criterion, Flag, StopRule, number_text

SCHEMA = "ocop-criteria-set/1"
PLAIN_FIELDS = ("id", "decision", "number", "slug", "name", "sector_code", "sector_name", "group_name")


class UnknownCriterion(LookupError):
    """A code that the criteria set does not have."""


class NotACriteriaSet(ValueError):
    """Stored data of another shape or version."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Third level inside a section (6.1 Ngoại hình > 6.1.1 Tạp chất); it only carries a maximum."""

    code: str
    title: str
    max_points: Decimal

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "title": self.title, "max": number_text(self.max_points)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Group":
        return cls(code=row["code"], title=row["title"], max_points=Decimal(row["max"]))


@dataclass(frozen=True, kw_only=True)
class Section:
    code: str
    title: str
    max_points: Decimal
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "max": number_text(self.max_points),
            "groups": [group.to_dict() for group in self.groups],
            "criteria": [criterion.to_dict() for criterion in self.criteria],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], *, part: str) -> "Section":
        return cls(
            code=row["code"],
            title=row["title"],
            max_points=Decimal(row["max"]),
            groups=tuple(Group.from_dict(group) for group in row["groups"]),
            criteria=tuple(Criterion.from_dict(c, section=row["code"], part=part) for c in row["criteria"]),
        )


@dataclass(frozen=True, kw_only=True)
class Part:
    code: str
    title: str
    max_points: Decimal
    sections: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "max": number_text(self.max_points),
            "sections": [section.to_dict() for section in self.sections],
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Part":
        return cls(
            code=row["code"],
            title=row["title"],
            max_points=Decimal(row["max"]),
            sections=tuple(Section.from_dict(section, part=row["code"]) for section in row["sections"]),
        )


@dataclass(frozen=True, kw_only=True)
class CriteriaSet:
    """The table itself.

    Official: names, codes, points, ministries. Ours: the wording of disqualifiers, stop rules and
    hints, and which criteria a piece of evidence (`required_evidence`), a knock-out document
    (`knockout_evidence`) or a content of Mẫu số 03 (`commune_contents`) belongs to.
    """

    id: str
    decision: str
    number: int
    slug: str
    name: str
    sector_code: str
    sector_name: str
    group_name: str
    ministries: tuple[str, ...]
    parts: tuple[Part, ...]
    samples_required: bool = True
    disqualifiers: tuple[str, ...] = ()
    stop_rules: tuple[StopRule, ...] = ()
    knockout_evidence: tuple[str, ...] = ()
    required_evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    commune_contents: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    hints: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in the order of the printed table."""
        return tuple(c for part in self.parts for section in part.sections for c in section.criteria)

    @cached_property
    def _by_code(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    @property
    def max_points(self) -> Decimal:
        return sum((part.max_points for part in self.parts), Decimal(0))

    def has(self, code: str) -> bool:
        return code in self._by_code

    def criterion(self, code: str) -> Criterion:
        """The criterion with this code; UnknownCriterion when the set has none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCriterion(f"Bộ tiêu chí {self.id} không có tiêu chí {code}.") from None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data; `from_dict` gives back an equal set."""
        return {
            "schema": SCHEMA,
            **{key: getattr(self, key) for key in PLAIN_FIELDS},
            "ministries": list(self.ministries),
            "samples_required": self.samples_required,
            "disqualifiers": list(self.disqualifiers),
            "stop_rules": [rule.to_dict() for rule in self.stop_rules],
            "knockout_evidence": list(self.knockout_evidence),
            "required_evidence": {key: list(codes) for key, codes in self.required_evidence.items()},
            "commune_contents": {key: list(codes) for key, codes in self.commune_contents.items()},
            "hints": list(self.hints),
            "flags": [flag.to_dict() for flag in self.flags],
            "parts": [part.to_dict() for part in self.parts],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "CriteriaSet":
        if data.get("schema") != SCHEMA:
            raise NotACriteriaSet(
                f"Dữ liệu bộ tiêu chí phải có schema {SCHEMA}, ở đây là {data.get('schema')!r}."
            )
        return cls(
            **{key: data[key] for key in PLAIN_FIELDS},
            ministries=tuple(data["ministries"]),
            samples_required=data["samples_required"],
            disqualifiers=tuple(data["disqualifiers"]),
            stop_rules=tuple(StopRule.from_dict(row) for row in data["stop_rules"]),
            knockout_evidence=tuple(data["knockout_evidence"]),
            required_evidence={key: tuple(codes) for key, codes in data["required_evidence"].items()},
            commune_contents={key: tuple(codes) for key, codes in data["commune_contents"].items()},
            hints=tuple(data["hints"]),
            flags=tuple(Flag.from_dict(row) for row in data["flags"]),
            parts=tuple(Part.from_dict(row) for row in data["parts"]),
        )

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: two sets with the same digest say the same."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
