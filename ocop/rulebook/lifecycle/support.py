"""A claim for support money. The programme's rules leave the steps to the places that pay; no payment is executed here."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

CLAIM = Machine(
    "claim",
    "đề nghị hỗ trợ",
    "filed",
    {
        "filed": State("Mới nộp, chờ kiểm tra", "Đã nộp, chờ kiểm tra", "waiting", "Cơ quan chi"),
        "incomplete": State("Cần bổ sung giấy tờ", "Cần bổ sung giấy tờ", "warning", "Chủ thể"),
        "checked": State("Đủ giấy tờ, chờ duyệt", "Đủ giấy tờ, chờ duyệt", "waiting", "Cơ quan chi"),
        "approved": State("Đã duyệt, chờ chi", "Đã duyệt, chờ chi", "working", "Cơ quan chi"),
        "paid": State("Đã chi", "Đã chi", "success", "", True),
        "refused": State("Từ chối", "Không được hỗ trợ", "danger", "", True),
        "withdrawn": State("Chủ thể đã rút", "Đã rút", "ended", "", True),
    },
    {
        "ask": Move(
            "Yêu cầu bổ sung", ("filed", "checked"), "incomplete", "support.manage", needs_reason=True
        ),
        "complete": Move("Báo đã bổ sung", ("incomplete",), "filed", "support.claim"),
        "check": Move("Xác nhận đủ giấy tờ", ("filed",), "checked", "support.manage"),
        "approve": Move("Duyệt", ("checked",), "approved", "support.manage"),
        "pay": Move("Ghi đã chi", ("approved",), "paid", "support.manage"),
        "refuse": Move(
            "Từ chối",
            ("filed", "incomplete", "checked", "approved"),
            "refused",
            "support.manage",
            needs_reason=True,
        ),
        "bounce": Move(
            "Hệ thống từ chối",
            ("filed", "incomplete", "checked", "approved"),
            "refused",
            "",
            needs_reason=True,
            open=True,
        ),
        "withdraw": Move(
            "Rút đề nghị", ("filed", "incomplete", "checked"), "withdrawn", "support.claim", needs_reason=True
        ),
    },
)
