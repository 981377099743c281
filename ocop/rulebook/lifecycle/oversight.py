"""What is looked at after recognition. The programme rules leave the steps to the offices."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

MISUSE = Machine(
    "misuse",
    "vụ việc",
    "received",
    {
        "received": State("Mới nhận", "Đã nhận, chờ xem", "waiting", "Cơ quan phụ trách"),
        "looking": State("Đang xác minh", "Đang xác minh", "working", "Cơ quan phụ trách"),
        "confirmed": State("Có vi phạm", "Đã xác minh: có vi phạm", "danger", "Cơ quan phụ trách"),
        "unconfirmed": State("Chưa thấy vi phạm", "Đã xem: chưa thấy vi phạm", "ended", "Cơ quan phụ trách"),
        "forwarded": State(
            "Đã chuyển cơ quan khác", "Đã chuyển cơ quan có thẩm quyền", "working", "Cơ quan nhận chuyển"
        ),
        "closed": State("Đã xong", "Đã xong", "success", "", True),
    },
    {
        "look": Move("Bắt đầu xác minh", ("received",), "looking", "misuse.handle"),
        "confirm": Move("Kết luận có vi phạm", ("looking",), "confirmed", "misuse.handle", needs_reason=True),
        "dismiss": Move(
            "Kết luận chưa thấy vi phạm",
            ("received", "looking"),
            "unconfirmed",
            "misuse.handle",
            needs_reason=True,
        ),
        "forward": Move(
            "Chuyển cơ quan khác", ("received", "looking"), "forwarded", "misuse.handle", needs_reason=True
        ),
        "close": Move(
            "Kết thúc và trả lời",
            ("confirmed", "unconfirmed", "forwarded"),
            "closed",
            "misuse.handle",
            needs_reason=True,
        ),
    },
)
