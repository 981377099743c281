"""Plans of the programme and rounds of registration. The law prescribes no steps; these follow the usual path of a paper."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

PLAN = Machine(
    "plan",
    "kế hoạch",
    "draft",
    {
        "draft": State("Đang soạn", "Đang soạn", "draft", "Cơ quan lập kế hoạch"),
        "submitted": State("Đã trình", "Đã trình", "waiting", "Lãnh đạo UBND"),
        "issued": State("Đã ban hành", "Đang thực hiện", "success", "Cơ quan lập kế hoạch"),
        "amended": State("Đã thay bằng bản điều chỉnh", "Đã được điều chỉnh", "ended", "", True),
        "closed": State("Đã tổng kết", "Đã tổng kết", "ended", "", True),
    },
    {
        "submit": Move("Trình ban hành", ("draft",), "submitted", "plan.manage"),
        "return": Move("Trả về soạn tiếp", ("submitted",), "draft", "plan.manage", needs_reason=True),
        "issue": Move("Ban hành", ("submitted",), "issued", "plan.manage"),
        "replace": Move("Thay bằng bản điều chỉnh", ("issued",), "amended", "plan.manage"),
        "close": Move("Tổng kết, kết thúc", ("issued",), "closed", "plan.manage", needs_reason=True),
    },
)

CALL = Machine(
    "call",
    "đợt đăng ký",
    "open",
    {
        "open": State("Chưa chốt", "Đang nhận đăng ký", "working", "Cơ quan mở đợt"),
        "closed": State("Đã chốt", "Đã chốt danh sách", "success", "", True),
    },
    {"close": Move("Chốt danh sách", ("open",), "closed", "target.set")},
)
