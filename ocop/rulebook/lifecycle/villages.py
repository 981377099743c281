"""Craft villages and trades: titles are given and taken back by decisions of the province (NĐ 52/2018/NĐ-CP, Điều 5–6)."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

VILLAGE = Machine(
    "village",
    "làng nghề",
    "listed",
    {
        "listed": State("Có nghề, chưa công nhận", "Chưa được công nhận", "waiting", "UBND cấp tỉnh"),
        "recognised": State("Đã được công nhận", "Được công nhận", "success"),
        "withdrawn": State("Thôi công nhận", "Thôi công nhận", "ended"),
    },
    {
        "recognise": Move(
            "Ghi quyết định công nhận", ("listed", "withdrawn"), "recognised", "villages.manage"
        ),
        "withdraw": Move(
            "Ghi quyết định thôi công nhận",
            ("recognised",),
            "withdrawn",
            "villages.manage",
            needs_reason=True,
        ),
    },
)
