"""What the market does by itself."""

from datetime import datetime

from ocop.core.timetable import daily
from ocop.market.actions import shelves, stalls


def tell(*, at: datetime) -> str:
    """Products that may not be shown any more, on shelves and for coming events. Safe to run again."""
    lines, goods = shelves.tell_lapsed(at=at), stalls.tell_lapsed(at=at)
    return f"Đã báo {lines} dòng trên kệ và {goods} sản phẩm của gian hàng."


def install() -> None:
    daily(
        "market.lapsed", at="06:40", run=tell, words="Báo sản phẩm hết hiệu lực còn trên kệ, trong gian hàng"
    )
