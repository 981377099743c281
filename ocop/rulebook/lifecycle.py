"""Every machine of states in one place: which states exist, which moves lead where, who may make them.

Pure data. `ocop.audit.moves.apply_move` is the only code that carries a move out. `docs/generated/lifecycles.md` is generated
from here. Sources: 26/2026/QĐ-TTg Điều 6–8 for the dossier, Điều 8 for revocation; sessions and sheets follow the
council's Quy chế (the decree leaves them open).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`label` for those who work, `public` for the producer and the public, `tone` for the badge, `holder` who has it now."""

    label: str
    public: str
    tone: str  # draft, waiting, working, success, warning, danger, ended
    holder: str = ""
    final: bool = False


@dataclass(frozen=True)
class Move:
    """`permission` is the value of ocop.core.permissions.Permission; empty: done by the system, or by anyone (`open`)."""

    label: str
    sources: tuple[str, ...]
    target: str
    permission: str = ""
    needs_reason: bool = False
    open: bool = False


@dataclass(frozen=True)
class Machine:
    name: str
    noun: str
    start: str
    states: dict[str, State]
    moves: dict[str, Move]

    def moves_from(self, state: str) -> list[str]:
        return [name for name, move in self.moves.items() if state in move.sources]


DOSSIER = Machine(
    "dossier",
    "hồ sơ",
    "draft",
    {
        "draft": State("Đang soạn", "Đang soạn", "draft", "Chủ thể"),
        "awaiting_confirmation": State("Chờ chủ thể xác nhận", "Chờ ông/bà xác nhận", "waiting", "Chủ thể"),
        "submitted": State("Mới nộp, chờ xã tiếp nhận", "Đã nộp", "waiting", "UBND cấp xã"),
        "checking": State("Xã đang kiểm tra", "Xã đang kiểm tra", "working", "UBND cấp xã"),
        "returned": State("Trả lại để bổ sung", "Cần bổ sung", "warning", "Chủ thể"),
        "forwarded": State(
            "Xã đã đề nghị lên tỉnh", "Đã chuyển lên tỉnh", "waiting", "Cơ quan tham mưu cấp tỉnh"
        ),
        "received": State("Tỉnh đã tiếp nhận", "Tỉnh đang xem xét", "working", "Cơ quan tham mưu cấp tỉnh"),
        "completing": State("Tỉnh yêu cầu bổ sung", "Cần bổ sung", "warning", "Chủ thể"),
        "appraising": State("Tổ tư vấn đang đánh giá", "Tỉnh đang xem xét", "working", "Tổ tư vấn"),
        "appraised": State(
            "Tổ tư vấn đã báo cáo", "Tỉnh đang xem xét", "waiting", "Cơ quan tham mưu cấp tỉnh"
        ),
        "in_round": State("Đã xếp vào đợt", "Chờ hội đồng", "waiting", "Thư ký hội đồng"),
        "scoring": State(
            "Hội đồng cấp tỉnh đang chấm", "Hội đồng đang đánh giá", "working", "Hội đồng cấp tỉnh"
        ),
        "rated": State("Hội đồng đã có kết quả", "Chờ quyết định", "waiting", "Cơ quan tham mưu cấp tỉnh"),
        "sent_up": State(
            "Đã trình trung ương (tiềm năng 5 sao)",
            "Đã trình trung ương",
            "waiting",
            "Cơ quan tham mưu trung ương",
        ),
        "central_received": State(
            "Trung ương đã tiếp nhận", "Trung ương đang xem xét", "working", "Cơ quan tham mưu trung ương"
        ),
        "central_in_round": State(
            "Đã xếp vào đợt của trung ương", "Chờ hội đồng trung ương", "waiting", "Thư ký hội đồng"
        ),
        "central_scoring": State(
            "Hội đồng trung ương đang chấm",
            "Hội đồng trung ương đang đánh giá",
            "working",
            "Hội đồng trung ương",
        ),
        "central_rated": State(
            "Hội đồng trung ương đã có kết quả",
            "Chờ quyết định của Bộ",
            "waiting",
            "Cơ quan tham mưu trung ương",
        ),
        "sent_back": State(
            "Trung ương trả kết quả về tỉnh", "Tỉnh đang xem xét lại", "waiting", "Cơ quan tham mưu cấp tỉnh"
        ),
        "recognised": State("Đã công nhận", "Đã được công nhận", "success", "", True),
        "not_recognised": State("Không đạt từ 3 sao", "Chưa đạt từ 3 sao", "ended", "", True),
        "disqualified": State("Hồ sơ bị loại", "Hồ sơ bị loại", "danger", "", True),
        "withdrawn": State("Chủ thể đã rút", "Đã rút", "ended", "", True),
    },
    {
        "submit": Move("Nộp hồ sơ", ("draft",), "submitted", "dossier.submit"),
        "offer": Move("Gửi chủ thể xác nhận", ("draft",), "awaiting_confirmation", "dossier.desk_entry"),
        "confirm": Move("Xác nhận và nộp", ("awaiting_confirmation",), "submitted", "dossier.submit"),
        "decline": Move(
            "Chưa đồng ý, sửa tiếp", ("awaiting_confirmation",), "draft", "dossier.submit", needs_reason=True
        ),
        "resubmit": Move("Nộp lại sau bổ sung", ("returned",), "submitted", "dossier.submit"),
        "withdraw": Move(
            "Rút hồ sơ",
            (
                "draft",
                "awaiting_confirmation",
                "submitted",
                "checking",
                "returned",
                "forwarded",
                "received",
                "completing",
                "appraising",
                "appraised",
            ),
            "withdrawn",
            "dossier.submit",
            needs_reason=True,
        ),
        "accept": Move("Tiếp nhận", ("submitted",), "checking", "dossier.check"),
        "return": Move("Trả lại để bổ sung", ("checking",), "returned", "dossier.return", needs_reason=True),
        "forward": Move("Đề nghị lên tỉnh", ("checking",), "forwarded", "dossier.forward"),
        "receive": Move("Tỉnh tiếp nhận", ("forwarded",), "received", "dossier.receive"),
        "ask": Move(
            "Yêu cầu bổ sung", ("received", "appraising"), "completing", "dossier.receive", needs_reason=True
        ),
        "complete": Move("Gửi bổ sung", ("completing",), "received", "dossier.submit"),
        "assign": Move("Giao Tổ tư vấn", ("received",), "appraising", "dossier.receive"),
        "report": Move("Nộp báo cáo đánh giá", ("appraising",), "appraised", "appraisal.write"),
        "schedule": Move("Xếp vào đợt", ("appraised",), "in_round", "round.manage"),
        "unschedule": Move("Rút khỏi đợt", ("in_round",), "appraised", "round.manage", needs_reason=True),
        "open_scoring": Move("Mở chấm điểm", ("in_round",), "scoring", "session.run"),
        "settle": Move("Chốt kết quả hội đồng", ("scoring",), "rated", "session.lock"),
        "disqualify": Move(
            "Loại hồ sơ",
            ("received", "appraising", "appraised", "in_round", "rated", "central_rated", "sent_back"),
            "disqualified",
            "decision.draft",
            needs_reason=True,
        ),
        "recognise": Move(
            "Công nhận", ("rated", "central_rated", "sent_back"), "recognised", "decision.publish"
        ),
        "conclude": Move(
            "Kết luận không đạt", ("rated", "central_rated", "sent_back"), "not_recognised", "decision.draft"
        ),
        "send_up": Move("Trình trung ương", ("rated",), "sent_up", "decision.publish"),
        "receive_central": Move("Trung ương tiếp nhận", ("sent_up",), "central_received", "dossier.receive"),
        "schedule_central": Move(
            "Xếp vào đợt trung ương", ("central_received",), "central_in_round", "round.manage"
        ),
        "unschedule_central": Move(
            "Rút khỏi đợt trung ương",
            ("central_in_round",),
            "central_received",
            "round.manage",
            needs_reason=True,
        ),
        "open_central": Move(
            "Mở chấm điểm trung ương", ("central_in_round",), "central_scoring", "session.run"
        ),
        "settle_central": Move(
            "Chốt kết quả trung ương", ("central_scoring",), "central_rated", "session.lock"
        ),
        "send_back": Move(
            "Trả kết quả về tỉnh", ("central_rated",), "sent_back", "decision.publish", needs_reason=True
        ),
        "rerun": Move("Đánh giá lại ở tỉnh", ("sent_back",), "appraised", "round.manage", needs_reason=True),
    },
)

ROUND = Machine(
    "round",
    "đợt đánh giá",
    "planned",
    {
        "planned": State("Đang lập", "Đang chuẩn bị", "draft", "Cơ quan tham mưu"),
        "open": State("Đang nhận hồ sơ", "Đang nhận hồ sơ", "working", "Cơ quan tham mưu"),
        "closed": State("Đã chốt danh sách", "Đã chốt danh sách", "waiting", "Hội đồng"),
        "done": State("Đã kết thúc", "Đã kết thúc", "ended", "", True),
    },
    {
        "open": Move("Mở đợt", ("planned",), "open", "round.manage"),
        "close": Move("Chốt danh sách", ("open",), "closed", "round.manage"),
        "reopen": Move("Mở lại danh sách", ("closed",), "open", "round.manage", needs_reason=True),
        "finish": Move("Kết thúc đợt", ("closed",), "done", "round.manage"),
    },
)

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

MACHINES: dict[str, Machine] = {
    m.name: m for m in (DOSSIER, ROUND, SESSION, ITEM, SHEET, DECISION, REVOCATION, MISUSE)
}
