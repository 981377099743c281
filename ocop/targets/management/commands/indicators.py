"""`ocop indicators --unit CODE --on DATE --json`: every indicator of a unit as of a day."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ocop.core.clock import today
from ocop.core.errors import RuleBroken
from ocop.core.indicators import Boundary
from ocop.targets.queries.areas import unit_of_code
from ocop.targets.queries.computing import Figure, figures, scope_of


class Command(BaseCommand):
    help = "Các chỉ số của một đơn vị tính đến một ngày (VN là cả nước; huyện cũ dùng mã 3 chữ số)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="VN", help="mã đơn vị")
        parser.add_argument(
            "--on", type=_day, default=None, help="ngày tính, dạng 2026-11-22; mặc định hôm nay"
        )
        parser.add_argument(
            "--from", dest="start", type=_day, default=None, help="ngày đầu kỳ; mặc định 01/01 của năm"
        )
        parser.add_argument(
            "--boundary",
            choices=[one.value for one in Boundary],
            default="now",
            help="now: địa giới hiện nay; then: địa giới lúc đó",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or today()
        try:
            unit = unit_of_code(options["unit"])
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from None
        scope = scope_of(unit, on, start=options["start"], boundary=Boundary(options["boundary"]))
        found = figures(scope)
        if not options["json"]:
            for one in found:
                self.stdout.write(f"{one.text or '–':>10} {one.indicator.measure:<16} {one.indicator.words}")
            return
        answer = {
            "unit": options["unit"],
            "name": unit.full_name,
            "on": on.isoformat(),
            "from": scope.start.isoformat(),
            "boundary": str(scope.area.boundary),
            "indicators": [_told(one) for one in found],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _told(one: Figure) -> dict[str, Any]:
    """`value` is null where nothing was declared, or a share has no whole. `declared` stands beside a computed value."""
    known = one.indicator
    told: dict[str, Any] = {
        "key": known.key,
        "name": known.words,
        "value": one.text or None,
        "unit_of_measure": known.measure,
        "kind": one.kind,
        "rows": one.rows,
        "formula": known.formula,
        "source": known.origin,
        "rounding": known.rounding.words,
        "target": format(one.target.value.normalize(), "f") if one.target else None,
    }
    if one.declared:
        said = one.declared
        told["declared"] = {
            "value": format(said.value.normalize(), "f"),
            "from": said.from_on.isoformat(),
            "until": said.until_on.isoformat(),
            "document": said.document,
        }
    return told


def _day(text: str) -> date:
    return date.fromisoformat(text)
