"""Read `reference/procedures/*.yaml`; whatever is not well formed is refused with its place."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ocop.rulebook.bands import Band, check_bands
from ocop.rulebook.levels import Level
from ocop.rulebook.procedures.model import (
    Clock,
    Competence,
    DossierKind,
    FormField,
    Item,
    Procedure,
    RoundRule,
    Setting,
    Step,
)

FOLDER = Path(__file__).resolve().parents[3] / "reference" / "procedures"
SCHEMA = "ocop-procedure/1"
CERTAINTIES = frozenset("VQP?")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BrokenProcedure(ValueError):
    """A procedure file that does not say what its format asks for."""


@cache
def read_procedures(folder: Path = FOLDER) -> tuple[Procedure, ...]:
    """All procedures by the day they came into force; their days must follow one another."""
    found = [read_procedure(path) for path in folder.glob("*.yaml")]
    found.sort(key=lambda procedure: procedure.in_force_from)
    for earlier, later in zip(found, found[1:], strict=False):
        if earlier.in_force_to is None or (later.in_force_from - earlier.in_force_to).days != 1:
            raise BrokenProcedure(f"Giữa {earlier.name} và {later.name} có ngày trùng hoặc hở.")
    return tuple(found)


def read_procedure(path: Path) -> Procedure:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        if data.get("schema") != SCHEMA:
            raise BrokenProcedure(f"schema phải là {SCHEMA}")
        return _procedure(data)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise BrokenProcedure(f"Tệp quy trình {path.name} thiếu hoặc sai: {error}.") from error


def _procedure(data: Mapping[str, Any]) -> Procedure:
    force = data["in_force"]
    window = data.get("re_evaluation_window")
    revocation = data.get("revocation", {})
    samples = data.get("samples", {})
    return Procedure(
        key=str(data["key"]),
        name=data["name"],
        decisions=tuple(data["decisions"]),
        in_force_from=_day(force["from"]),
        in_force_to=_day(force["to"]) if force["to"] else None,
        records_from=_day(data.get("records_from", force["from"])),
        parts={code: Decimal(str(points)) for code, points in data["parts"].items()},
        bands=check_bands([_band(row) for row in data["bands"]]),
        competence={int(stars): _competence(int(stars), row) for stars, row in data["competence"].items()},
        forward_from_points=Decimal(str(data["forwarding"]["from_points"])),
        certificate_from_stars=int(data["certificate"]["from_stars"]),
        validity_months=int(data["certificate"]["months"]),
        steps=tuple(_step(row) for row in data["steps"]),
        commune_contents=_items(data.get("commune_contents", ())),
        clocks={row["key"]: _clock(row) for row in data.get("clocks", ())},
        rounds=tuple(_round(row) for row in data.get("rounds", ())),
        window_days=(window["opens_days_before"], window["closes_days_before"]) if window else None,
        dossiers={key: _dossier(key, row) for key, row in data.get("dossiers", {}).items()},
        form_fields=tuple(_form_field(row) for row in data.get("form_fields", ())),
        samples=int(samples.get("count", 0)),
        no_samples_for_sets=tuple(samples.get("none_for_sets", ())),
        revocation_grounds=_items(revocation.get("grounds", ())),
        revocation_by={int(s): Level(one) for s, one in revocation.get("decided_by", {}).items()},
        transition=_items(data.get("transition", ())),
        settings=tuple(_setting(row) for row in data.get("settings", ())),
        sources=tuple(data["sources"]),
        certainty=_marks(data),
        articles=_articles(data),
    )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise BrokenProcedure(f"{value!r} không phải ngày")
    return value


def _mark(value: str) -> str:
    if value not in CERTAINTIES:
        raise BrokenProcedure(f"mức chắc chắn {value!r} phải là V, Q, P hoặc ?")
    return value


def _band(row: Mapping[str, Any]) -> Band:
    return Band(int(row["stars"]), Decimal(str(row["at_least"])), row["printed"])


def _competence(stars: int, row: Mapping[str, Any]) -> Competence:
    return Competence(
        stars=stars,
        receives=Level(row["receives"]),
        assesses=tuple(Level(one) for one in row["assesses"]),
        scores=tuple(Level(one) for one in row["scores"]),
        decides=Level(row["decides"]),
        signer=row["signer"],
        article=row["article"],
        certainty=_mark(row["certainty"]),
    )


def _clock(row: Mapping[str, Any]) -> Clock:
    if row["unit"] not in ("working", "calendar"):
        raise BrokenProcedure(f"đơn vị {row['unit']!r} phải là working hoặc calendar")
    return Clock(**{**row, "certainty": _mark(row["certainty"])})


def _step(row: Mapping[str, Any]) -> Step:
    return Step(**{**row, "level": Level(row["level"])})


def _round(row: Mapping[str, Any]) -> RoundRule:
    return RoundRule(
        level=Level(row["level"]),
        number=int(row["number"]),
        proposed_by=_month_day(row["proposed_by"]),
        done_by=_month_day(row["done_by"]),
        next_year=bool(row.get("next_year", False)),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    date(2024, month, day)
    return month, day


def _items(rows: Any) -> tuple[Item, ...]:
    return tuple(Item(**row) for row in rows)


def _dossier(key: str, row: Mapping[str, Any]) -> DossierKind:
    return DossierKind(key, row["name"], row["article"], _items(row["items"]))


def _form_field(row: Mapping[str, Any]) -> FormField:
    return FormField(
        **{**row, "kinds": tuple(row.get("kinds", ())), "not_sets": tuple(row.get("not_sets", ()))}
    )


def _setting(row: Mapping[str, Any]) -> Setting:
    return Setting(row["key"], row["value"], row["why"], _mark(row["certainty"]))


def _marks(data: Mapping[str, Any]) -> dict[str, str]:
    marks = _each(data, "certainty")
    marks |= {key[:-10]: mark for key, mark in data.items() if key.endswith("_certainty")}
    return {key: _mark(mark) for key, mark in marks.items()}


def _articles(data: Mapping[str, Any]) -> dict[str, str]:
    plain = {key[:-8]: text for key, text in data.items() if key.endswith("_article")}
    return _each(data, "article") | plain


def _each(data: Mapping[str, Any], wanted: str) -> dict[str, str]:
    return {key: row[wanted] for key, row in data.items() if isinstance(row, dict) and wanted in row}
