"""The dossier and the round it is filed in. Source: 26/2026/QĐ-TTg Điều 6–8."""

from ocop.rulebook.lifecycle.model import Machine, Move, State

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
