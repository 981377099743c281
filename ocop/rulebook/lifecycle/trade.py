"""Buyers, what they look for, conferences and deals. The programme rules leave these steps to the offices and both sides.

Moves marked `open` are made by a buyer or a producer about its own matter; the policies of ocop.trade say who may.
"""

from ocop.rulebook.lifecycle.model import Machine, Move, State

BUYER = Machine(
    "buyer",
    "nhà phân phối",
    "applied",
    {
        "applied": State("Chờ xác minh", "Đang chờ xác minh", "waiting", "Cơ quan tham mưu"),
        "verified": State("Đã xác minh", "Đã xác minh", "success"),
        "suspended": State("Tạm dừng", "Đang tạm dừng", "warning", "Cơ quan tham mưu"),
        "refused": State("Không xác minh", "Không được xác minh", "danger", "", True),
        "withdrawn": State("Đã rút", "Đã rút", "ended", "", True),
    },
    {
        "verify": Move("Xác minh", ("applied",), "verified", "trade.manage"),
        "refuse": Move("Không xác minh", ("applied",), "refused", "trade.manage", needs_reason=True),
        "suspend": Move("Tạm dừng", ("verified",), "suspended", "trade.manage", needs_reason=True),
        "restore": Move("Cho hoạt động lại", ("suspended",), "verified", "trade.manage"),
        "withdraw": Move(
            "Rút", ("applied", "verified", "suspended"), "withdrawn", needs_reason=True, open=True
        ),
    },
)

NEED = Machine(
    "need",
    "nhu cầu mua",
    "open",
    {
        "open": State("Đang tìm", "Đang tìm", "working", "Nhà phân phối"),
        "met": State("Đã có nguồn hàng", "Đã có nguồn hàng", "success", "", True),
        "closed": State("Thôi tìm", "Thôi tìm", "ended", "", True),
    },
    {
        "meet": Move("Đã có nguồn hàng", ("open",), "met", open=True),
        "close": Move("Thôi tìm", ("open",), "closed", needs_reason=True, open=True),
    },
)

CONFERENCE = Machine(
    "conference",
    "hội nghị kết nối",
    "planning",
    {
        "planning": State("Đang xếp lịch", "Đang chuẩn bị", "draft", "Cơ quan tổ chức"),
        "published": State("Đã gửi lịch", "Đã có lịch gặp", "working", "Cơ quan tổ chức"),
        "held": State("Đã tổ chức", "Đã tổ chức", "success", "", True),
        "cancelled": State("Đã hủy", "Đã hủy", "ended", "", True),
    },
    {
        "publish": Move("Gửi lịch gặp", ("planning",), "published", "trade.manage"),
        "hold": Move("Ghi nhận đã tổ chức", ("published",), "held", "trade.manage"),
        "cancel": Move(
            "Hủy hội nghị", ("planning", "published"), "cancelled", "trade.manage", needs_reason=True
        ),
    },
)

DEAL = Machine(
    "deal",
    "giao dịch",
    "talking",
    {
        "talking": State("Đang trao đổi", "Đang trao đổi", "waiting", "Hai bên"),
        "memorandum": State("Đã ký bản ghi nhớ", "Đã ký bản ghi nhớ", "working", "Hai bên"),
        "contract": State("Đã ký hợp đồng", "Đã ký hợp đồng", "success", "Hai bên"),
        "delivered": State("Đã giao hàng xong", "Đã giao hàng xong", "success", "", True),
        "ended": State("Đã chấm dứt", "Đã chấm dứt", "ended", "", True),
        "failed": State("Không thành", "Không thành", "danger", "", True),
    },
    {
        "agree": Move("Ký bản ghi nhớ", ("talking",), "memorandum", open=True),
        "sign": Move("Ký hợp đồng", ("talking", "memorandum"), "contract", open=True),
        "deliver": Move("Đã giao hàng xong", ("contract",), "delivered", open=True),
        "end": Move("Chấm dứt", ("memorandum", "contract"), "ended", needs_reason=True, open=True),
        "fail": Move("Không thành", ("talking", "memorandum"), "failed", needs_reason=True, open=True),
    },
)
