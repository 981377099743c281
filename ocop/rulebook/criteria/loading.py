"""The shipped criteria sets of a decision, read once per process."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ocop.rulebook.criteria.blocks import Block, read_blocks
from ocop.rulebook.criteria.criteria_set import CriteriaSet, Group, Part, Section
from ocop.rulebook.criteria.criterion import Flag, StopRule
from ocop.rulebook.criteria.evidence import codes_by_subject
from ocop.rulebook.criteria.files import (
    CURRENT,
    BrokenCriteriaData,
    UnknownCriteriaSet,
    decision_folder,
    read_yaml,
)
from ocop.rulebook.criteria.sectors import sectors


@cache
def load_sets(decision: str = CURRENT) -> tuple[CriteriaSet, ...]:
    """All sets of a decision in the order of their numbers."""
    folder = decision_folder(decision)
    reader = _Reader(decision, folder)
    sets = [reader.read(path) for path in sorted((folder / "sets").glob("*.yaml"))]
    return tuple(sorted(sets, key=lambda one: one.number))


def get_set(set_id: str) -> CriteriaSet:
    """One set by its id "26/2026/QĐ-TTg#9"."""
    decision, _, number = set_id.rpartition("#")
    for criteria_set in load_sets(decision):
        if str(criteria_set.number) == number:
            return criteria_set
    raise UnknownCriteriaSet(f"Quyết định {decision} không có bộ tiêu chí số {number or '(trống)'}.")


class _Reader:
    """Puts a set together from its own file, the shared blocks and the classification."""

    def __init__(self, decision: str, folder: Path) -> None:
        self.decision = decision
        self.blocks = read_blocks(folder / "blocks")
        self.rules: Mapping[str, Any] = read_yaml(folder / "rules.yaml")
        self.places = {
            entry.number: (sector, group, entry)
            for sector in sectors(decision)
            for group in sector.groups
            for entry in group.sets
        }

    def read(self, path: Path) -> CriteriaSet:
        row = read_yaml(path)
        number = int(row["number"])
        sector, group, entry = self.places[number]
        flags = tuple(_flag(flag, self.rules) for flag in row.get("flags", ()))
        parts = tuple(self._part(part, flags) for part in row["parts"])
        criteria = [c for part in parts for section in part.sections for c in section.criteria]
        return CriteriaSet(
            id=f"{self.decision}#{number}",
            decision=self.decision,
            number=number,
            slug=path.stem.split("-", 1)[1],
            name=entry.name,
            sector_code=sector.code,
            sector_name=sector.name,
            group_name=group.name,
            ministries=entry.ministries,
            parts=parts,
            samples_required=row["samples"] == "yes",
            disqualifiers=tuple(self.rules["disqualifiers"][key] for key in row.get("disqualifiers", ())),
            stop_rules=tuple(self._stop_rules(row)),
            knockout_evidence=tuple(row.get("knockout_evidence", ())),
            required_evidence=codes_by_subject(criteria, self.decision),
            commune_contents={key: tuple(codes) for key, codes in row["commune"].items()},
            hints=entry.hints,
            flags=flags,
        )

    def _part(self, row: Mapping[str, Any], flags: tuple[Flag, ...]) -> Part:
        return Part(
            code=row["code"],
            title=row["title"],
            max_points=Decimal(row["max"]),
            sections=tuple(self._section(section, row["code"], flags) for section in row["sections"]),
        )

    def _section(self, row: Mapping[str, Any], part: str, flags: tuple[Flag, ...]) -> Section:
        groups = tuple(
            Group(code=group["code"], title=group["title"], max_points=Decimal(group["max"]))
            for group in row.get("groups", ())
        )
        criteria = tuple(
            replace(
                self._block(key).criterion,
                code=code,
                implicit="is" in row,
                group=next((g.code for g in groups if code.startswith(g.code + ".")), ""),
                section_code=row["code"],
                part_code=part,
                notes=self._notes(key),
                flags=tuple(flag for flag in flags if flag.criterion == code),
            )
            for code, key in _listed(row).items()
        )
        return Section(
            code=row["code"],
            title=row.get("title", criteria[0].title),
            max_points=Decimal(row["max"]) if "max" in row else criteria[0].max_points,
            criteria=criteria,
            groups=groups,
        )

    def _block(self, key: str) -> Block:
        try:
            return self.blocks[key]
        except KeyError:
            raise BrokenCriteriaData(f"Không có khối tiêu chí {key}.") from None

    def _notes(self, key: str) -> tuple[str, ...]:
        block = self._block(key)
        return block.criterion.notes + tuple(self.rules["stop_rules"][rule]["text"] for rule in block.rules)

    def _stop_rules(self, row: Mapping[str, Any]) -> Iterator[StopRule]:
        """The stop rules of all criteria of the set; one rule may stand in several criteria."""
        found: dict[str, list[str]] = {}
        for part in row["parts"]:
            for section in part["sections"]:
                listed = _listed(section)
                for code, key in listed.items():
                    for rule in self._block(key).rules:
                        whole = self.rules["stop_rules"][rule].get("scope") == "section"
                        found.setdefault(rule, []).extend(listed if whole else [code])
        for rule, codes in found.items():
            text = self.rules["stop_rules"][rule]
            yield StopRule(key=rule, effect=text["effect"], text=text["text"], criteria=tuple(codes))


def _listed(section: Mapping[str, Any]) -> Mapping[str, str]:
    """Code → block of a section. `is:` stands in a section without criteria, which takes its own code."""
    return {section["code"]: section["is"]} if "is" in section else section["criteria"]


def _flag(row: Mapping[str, Any], rules: Mapping[str, Any]) -> Flag:
    """A flag is written out, or names (`as:`) one that many sets share."""
    text = rules["flags"][row["as"]] if "as" in row else row
    return Flag(kind=text["kind"], text=text["text"], criterion=row.get("criterion", ""))
