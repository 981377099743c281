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

# Điều 9–10: supervision of criteria and of the use of the mark; the rule leaves the steps to the offices.
INSPECTION_PLAN = Machine(
    "inspection_plan",
    "kế hoạch kiểm tra",
    "draft",
    {
        "draft": State("Đang lập", "", "draft", "Cơ quan lập"),
        "given": State("Đã giao", "", "working", "Người kiểm tra"),
        "closed": State("Đã kết thúc", "", "ended", "", True),
    },
    {
        "give": Move("Giao kế hoạch", ("draft",), "given", "supervise"),
        "close": Move("Kết thúc kế hoạch", ("given",), "closed", "supervise"),
    },
)

VISIT = Machine(
    "visit",
    "cuộc kiểm tra",
    "planned",
    {
        "planned": State("Chưa kiểm tra", "Chưa kiểm tra", "waiting", "Người kiểm tra"),
        "working": State("Đang kiểm tra", "Đang kiểm tra", "working", "Người kiểm tra"),
        "submitted": State("Đã có kết quả", "Đã có kết quả", "success", "", True),
        "cancelled": State("Đã hủy", "Đã hủy", "ended", "", True),
    },
    {
        "start": Move("Bắt đầu kiểm tra", ("planned",), "working", "inspect"),
        "submit": Move("Chốt kết quả", ("working",), "submitted", "inspect"),
        "cancel": Move("Hủy cuộc kiểm tra", ("planned",), "cancelled", "supervise", needs_reason=True),
    },
)

FINDING = Machine(
    "finding",
    "lỗi ghi nhận",
    "open",
    {
        "open": State("Chờ chủ thể khắc phục", "Cần khắc phục", "warning", "Chủ thể"),
        "answered": State("Chủ thể báo đã khắc phục", "Chờ xác nhận", "waiting", "Người kiểm tra"),
        "fixed": State("Đã khắc phục", "Đã khắc phục", "success", "", True),
    },
    {
        "answer": Move("Báo đã khắc phục", ("open",), "answered", "product.edit", needs_reason=True),
        "accept": Move("Xác nhận đã khắc phục", ("answered",), "fixed", "inspect"),
        "reject": Move("Chưa đạt, khắc phục tiếp", ("answered",), "open", "inspect", needs_reason=True),
    },
)

ADVICE = Machine(
    "advice",
    "kiến nghị",
    "given",
    {
        "given": State("Chờ cơ quan cấp giấy xem", "", "warning", "Cơ quan cấp giấy"),
        "taken": State("Đã làm theo kiến nghị", "", "danger", "", True),
        "declined": State("Không làm theo", "", "ended", "", True),
    },
    {
        "take": Move("Làm theo kiến nghị", ("given",), "taken", "certificate.revoke"),
        "decline": Move("Không làm theo", ("given",), "declined", "certificate.revoke", needs_reason=True),
    },
)
