"""A council at work: session, item, sheet. They follow the council's Quy chế (the decree leaves them open)."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

SESSION = Machine(
    "session",
    "phiên họp hội đồng",
    "preparing",
    {
        "preparing": State("Đang chuẩn bị", "Đang chuẩn bị", "draft", "Thư ký"),
        "declaring": State("Thành viên khai xung đột lợi ích", "Đang họp", "working", "Thành viên"),
        "scoring": State("Đang chấm điểm", "Đang họp", "working", "Thành viên"),
        "lock_proposed": State("Chờ người thứ hai khóa", "Đang họp", "waiting", "Chủ tịch / Thư ký"),
        "locked": State("Đã khóa kết quả", "Đã có kết quả", "success", "", True),
        "cancelled": State("Đã hủy", "Đã hủy", "ended", "", True),
    },
    {
        "convene": Move("Gửi giấy mời, mở khai báo", ("preparing",), "declaring", "session.run"),
        "open": Move("Mở chấm điểm", ("declaring",), "scoring", "session.run"),
        "propose_lock": Move("Đề nghị khóa kết quả", ("scoring",), "lock_proposed", "session.lock"),
        "refuse_lock": Move(
            "Không khóa, chấm tiếp", ("lock_proposed",), "scoring", "session.lock", needs_reason=True
        ),
        "lock": Move("Khóa kết quả", ("lock_proposed",), "locked", "session.lock"),
        "cancel": Move(
            "Hủy phiên", ("preparing", "declaring"), "cancelled", "session.run", needs_reason=True
        ),
    },
)

ITEM = Machine(
    "item",
    "sản phẩm trong phiên",
    "waiting",
    {
        "waiting": State("Chưa chấm", "Chờ hội đồng", "waiting", "Thành viên"),
        "scoring": State("Đang chấm", "Hội đồng đang đánh giá", "working", "Thành viên"),
        "discussing": State(
            "Lệch điểm quá mức, đang thảo luận", "Hội đồng đang đánh giá", "warning", "Hội đồng"
        ),
        "agreed": State("Đủ phiếu, có kết quả tạm", "Hội đồng đang đánh giá", "working", "Thư ký"),
        "settled": State("Đã chốt", "Chờ quyết định", "success", "", True),
        "postponed": State("Hoãn sang phiên khác", "Chờ hội đồng", "ended", "", True),
    },
    {
        "start": Move("Bắt đầu chấm", ("waiting",), "scoring", "session.run"),
        "gather": Move("Đủ phiếu", ("scoring", "discussing"), "agreed"),
        "dispute": Move("Lệch điểm quá mức", ("scoring", "discussing"), "discussing"),
        "reopen": Move(
            "Chấm lại sau thảo luận", ("discussing", "agreed"), "scoring", "session.run", needs_reason=True
        ),
        "settle": Move("Chốt", ("agreed",), "settled", "session.lock"),
        "postpone": Move(
            "Hoãn", ("waiting", "scoring", "discussing"), "postponed", "session.run", needs_reason=True
        ),
    },
)

SHEET = Machine(
    "sheet",
    "phiếu điểm",
    "draft",
    {
        "draft": State("Đang chấm", "", "draft", "Thành viên"),
        "submitted": State("Đã nộp", "", "success", "", True),
        "superseded": State("Đã thay bằng phiếu chấm lại", "", "ended", "", True),
        "void": State("Không tính (xung đột lợi ích)", "", "ended", "", True),
    },
    {
        "submit": Move("Nộp phiếu", ("draft",), "submitted", "sheet.write"),
        "supersede": Move(
            "Thay bằng phiếu mới", ("submitted",), "superseded", "session.run", needs_reason=True
        ),
        "void": Move("Không tính phiếu", ("draft", "submitted"), "void", "", open=True, needs_reason=True),
    },
)
