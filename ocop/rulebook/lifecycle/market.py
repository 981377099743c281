"""Places where products are sold and shown, and trade events. No decision prescribes the steps; they follow how offices work."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

MANAGE, REPORT = "market.manage", "market.report"
OFFICE = "Cơ quan phụ trách"

POINT = Machine(
    "point",
    "điểm bán",
    "planned",
    {
        "planned": State("Dự kiến", "Sắp mở", "draft", OFFICE),
        "open": State("Đang hoạt động", "Đang mở", "success", "Người vận hành"),
        "suspended": State("Tạm nghỉ", "Tạm nghỉ", "warning", OFFICE),
        "closed": State("Đã đóng", "Đã đóng", "ended", "", True),
    },
    {
        "open": Move("Khai trương", ("planned",), "open", MANAGE),
        "suspend": Move("Tạm nghỉ", ("open",), "suspended", MANAGE, needs_reason=True),
        "resume": Move("Mở lại", ("suspended",), "open", MANAGE),
        "close": Move("Đóng hẳn", ("planned", "open", "suspended"), "closed", MANAGE, needs_reason=True),
    },
)

TRADE_EVENT = Machine(
    "trade_event",
    "sự kiện",
    "draft",
    {
        "draft": State("Đang soạn", "", "draft", OFFICE),
        "calling": State(
            "Đang mời gian hàng", "Đang nhận đăng ký gian hàng", "waiting", "Chủ thể và cơ quan"
        ),
        "ready": State("Đã chốt chương trình", "Sắp diễn ra", "working", OFFICE),
        "running": State("Đang diễn ra", "Đang diễn ra", "success", OFFICE),
        "over": State("Đã diễn ra, chờ tổng kết", "Đã diễn ra", "working", OFFICE),
        "closed": State("Đã tổng kết", "Đã diễn ra", "ended", "", True),
        "cancelled": State("Đã hủy", "Đã hủy", "danger", "", True),
    },
    {
        "call": Move("Mời gian hàng", ("draft",), "calling", MANAGE),
        "announce": Move("Công bố, không mời gian hàng", ("draft",), "ready", MANAGE),
        "settle": Move("Chốt gian hàng", ("calling",), "ready", MANAGE),
        "start": Move("Khai mạc", ("ready",), "running", MANAGE),
        "finish": Move("Bế mạc", ("running",), "over", MANAGE),
        "record": Move("Ghi nhận sự kiện đã diễn ra", ("draft",), "over", MANAGE),
        "close": Move("Chốt tổng kết", ("over",), "closed", MANAGE),
        "cancel": Move("Hủy sự kiện", ("draft", "calling", "ready"), "cancelled", MANAGE, needs_reason=True),
    },
)

STALL = Machine(
    "stall",
    "gian hàng",
    "registered",
    {
        "registered": State("Mới đăng ký", "Đã đăng ký, chờ chọn", "waiting", OFFICE),
        "selected": State("Được chọn", "Được chọn", "success", "Chủ thể"),
        "waiting": State("Danh sách chờ", "Trong danh sách chờ", "warning", OFFICE),
        "refused": State("Không chọn", "Chưa được chọn lần này", "danger", "", True),
        "withdrawn": State("Đã rút", "Đã rút đăng ký", "ended", "", True),
    },
    {
        "select": Move("Chọn", ("registered", "waiting"), "selected", MANAGE),
        "wait": Move("Đưa vào danh sách chờ", ("registered",), "waiting", MANAGE, needs_reason=True),
        "refuse": Move("Không chọn", ("registered", "waiting"), "refused", MANAGE, needs_reason=True),
        "withdraw": Move("Rút đăng ký", ("registered", "waiting", "selected"), "withdrawn", REPORT),
    },
)
