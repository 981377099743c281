"""Bars drawn by the server. The table with the same numbers always stands beside the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, HEAD = 640, 220, 28, 22


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    value: str


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - FOOT

    @property
    def words(self) -> str:
        """What a screen reader says instead of the picture."""
        return f"{self.title}: " + "; ".join(f"{bar.label}: {bar.value}" for bar in self.bars)


def column_chart(title: str, rows: Sequence[tuple[str, int]]) -> Chart | None:
    """One column per row; nothing to draw when all are nought."""
    most = max((value for _, value in rows), default=0)
    if not most:
        return None
    step = WIDTH // len(rows)
    room = HEIGHT - FOOT - HEAD
    bars = []
    for place, (label, value) in enumerate(rows):
        height = value * room // most
        bars.append(
            Bar(
                x=place * step + step // 6,
                y=HEIGHT - FOOT - height,
                width=step * 2 // 3,
                height=height,
                middle=place * step + step // 2,
                label=label,
                value=f"{value:,}".replace(",", "."),
            )
        )
    return Chart(title, bars)
