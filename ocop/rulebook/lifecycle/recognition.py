"""Decisions, and revocation (26/2026/QĐ-TTg Điều 8)."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

DECISION = Machine(
    "decision",
    "quyết định",
    "draft",
    {
        "draft": State("Dự thảo", "", "draft", "Cơ quan tham mưu"),
        "for_signature": State("Trình ký", "", "waiting", "Người ký"),
        "signed": State("Đã ký", "", "working", "Cơ quan tham mưu"),
        "published": State("Đã công bố", "Đã công bố", "success", "", True),
        "superseded": State("Đã được thay thế", "Đã được thay thế", "ended", "", True),
        "dropped": State("Bỏ dự thảo", "", "ended", "", True),
    },
    {
        "send": Move("Trình ký", ("draft",), "for_signature", "decision.draft"),
        "take_back": Move(
            "Rút về sửa", ("for_signature", "signed"), "draft", "decision.draft", needs_reason=True
        ),
        "refuse": Move("Không ký, trả lại", ("for_signature",), "draft", "decision.sign", needs_reason=True),
        "sign": Move("Ký", ("for_signature",), "signed", "decision.sign"),
        "accept_scan": Move("Xác nhận đủ hai người bản giấy", ("for_signature",), "signed", "decision.view"),
        "publish": Move("Công bố", ("signed",), "published", "decision.publish"),
        "supersede": Move(
            "Thay bằng quyết định mới", ("published",), "superseded", "decision.publish", needs_reason=True
        ),
        "drop": Move("Bỏ dự thảo", ("draft",), "dropped", "decision.draft", needs_reason=True),
    },
)

REVOCATION = Machine(
    "revocation",
    "việc thu hồi",
    "proposed",
    {
        "proposed": State("Có kết luận, chờ quyết định", "", "warning", "Cơ quan tham mưu"),
        "decided": State("Đã có quyết định thu hồi", "Đã thu hồi", "danger", "", True),
        "dismissed": State("Không thu hồi", "", "ended", "", True),
    },
    {
        "decide": Move("Thu hồi", ("proposed",), "decided", "decision.publish"),
        "dismiss": Move("Không thu hồi", ("proposed",), "dismissed", "certificate.revoke", needs_reason=True),
    },
)
