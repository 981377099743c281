"""Numbers of decisions and certificates: gap-free for each office and year, on top of what was given before (I20)."""

from ocop.programme.models import NumberSeries


class Numbers:
    def __init__(self) -> None:
        self._last: dict[tuple[int, str, int], int] = {
            (one.unit_id, one.kind, one.year): one.last
            for one in NumberSeries.objects.filter(kind__in=["decision", "certificate"])
        }
        self._given: set[tuple[int, str, int]] = set()

    def next(self, unit: int, kind: str, year: int) -> int:
        key = (unit, kind, year)
        self._last[key] = self._last.get(key, 0) + 1
        self._given.add(key)
        return self._last[key]

    def save(self) -> None:
        for unit, kind, year in sorted(self._given):
            NumberSeries.objects.update_or_create(
                unit_id=unit, kind=kind, year=year, defaults={"last": self._last[unit, kind, year]}
            )
