"""Classes, conferences and study trips. No decision prescribes the steps: they are those of an office's own plan."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

TRAINING = Machine(
    "training",
    "lớp",
    "planned",
    {
        "planned": State("Đang chuẩn bị", "Chưa mở ghi danh", "draft", "Đơn vị tổ chức"),
        "open": State("Đang ghi danh", "Đang nhận ghi danh", "waiting", "Đơn vị tổ chức"),
        "running": State("Đang diễn ra", "Đang diễn ra", "working", "Đơn vị tổ chức"),
        "finished": State("Đã kết thúc", "Đã kết thúc", "working", "Đơn vị tổ chức"),
        "closed": State("Đã hoàn tất", "Đã hoàn tất", "success", "", True),
        "cancelled": State("Đã hủy", "Đã hủy", "ended", "", True),
    },
    {
        "open": Move("Mở ghi danh", ("planned",), "open", "training.manage"),
        "start": Move("Bắt đầu", ("open",), "running", "training.manage"),
        "finish": Move("Kết thúc", ("running",), "finished", "training.manage"),
        "close": Move("Hoàn tất", ("finished",), "closed", "training.manage"),
        "cancel": Move(
            "Hủy", ("planned", "open", "running"), "cancelled", "training.manage", needs_reason=True
        ),
    },
)
