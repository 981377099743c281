"""What trade does by itself."""

from datetime import datetime

from ocop.core.timetable import daily
from ocop.trade.actions.deals import remind
from ocop.trade.actions.lapses import tell_lapses


def follow(*, at: datetime) -> str:
    """Warn of lapsed products and remind of dates. Safe to run again."""
    lapsed, reminded = tell_lapses(at=at), remind(at=at)
    return f"Báo {lapsed} sản phẩm hết hiệu lực trong giao dịch, nhắc {reminded} giao dịch."


def install() -> None:
    daily(
        "trade.follow",
        at="06:40",
        run=follow,
        words="Báo hai bên về sản phẩm hết hiệu lực trong giao dịch, nhắc ngày hẹn xem lại",
    )
