"""What can be done, and which role may. Scope (which unit) and state rules are separate: see policies."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    # producer's side
    PRODUCER_EDIT = "producer.edit"
    EVIDENCE_EDIT = "evidence.edit"
    PRODUCT_EDIT = "product.edit"
    DOSSIER_WRITE = "dossier.write"
    DOSSIER_SUBMIT = "dossier.submit"
    DELEGATE_MANAGE = "delegate.manage"
    # commune
    DOSSIER_CHECK = "dossier.check"
    DOSSIER_RETURN = "dossier.return"
    DOSSIER_FORWARD = "dossier.forward"
    DESK_ENTRY = "dossier.desk_entry"
    # province and centre
    DOSSIER_RECEIVE = "dossier.receive"
    APPRAISAL_WRITE = "appraisal.write"
    ROUND_MANAGE = "round.manage"
    COUNCIL_MANAGE = "council.manage"
    SESSION_RUN = "session.run"
    SESSION_LOCK = "session.lock"
    SHEET_WRITE = "sheet.write"
    RESULT_VIEW = "result.view"
    DECISION_DRAFT = "decision.draft"
    DECISION_SIGN = "decision.sign"
    DECISION_PUBLISH = "decision.publish"
    CERTIFICATE_REVOKE = "certificate.revoke"
    HISTORY_REVIEW = "history.review"
    # after recognition
    MISUSE_HANDLE = "misuse.handle"
    SIMILARITY_VIEW = "similarity.view"
    SUPERVISE = "supervise"
    PERIODIC_REPORT = "periodic.report"
    SUPPORT_VIEW = "support.view"
    SUPPORT_CLAIM = "support.claim"
    SUPPORT_MANAGE = "support.manage"
    MARKET_MANAGE = "market.manage"
    MARKET_REPORT = "market.report"
    TRADE_MANAGE = "trade.manage"
    TRADE_VIEW = "trade.view"
    TRADE_OFFER = "trade.offer"
    TRADE_BUY = "trade.buy"
    # people and places
    TRAINING_MANAGE = "training.manage"
    VILLAGES_MANAGE = "villages.manage"
    # seeing
    WORK_VIEW = "work.view"
    DOSSIER_VIEW = "dossier.view"
    DECISION_VIEW = "decision.view"
    PRODUCER_VIEW = "producer.view"
    RECORDS_IMPORT = "records.import"
    BOUNDARY_APPLY = "boundary.apply"
    BOUNDARY_REVIEW = "boundary.review"
    AUDIT_VIEW = "audit.view"
    INSPECT = "inspect"
    # running the system
    PEOPLE_MANAGE = "people.manage"
    REFERENCE_MANAGE = "reference.manage"
    CALENDAR_MANAGE = "calendar.manage"
    JOB_MANAGE = "job.manage"
    # figures of the programme
    FIGURES_VIEW = "figures.view"
    FIGURES_DECLARE = "figures.declare"
    TARGET_SET = "target.set"
    PLAN_REGISTER = "plan.register"
    PLAN_MANAGE = "plan.manage"
    REPORT_MAKE = "report.make"


class Role(StrEnum):
    PRODUCER = "producer"
    DELEGATE = "delegate"
    POINT_OPERATOR = "point_operator"
    BUYER = "buyer"
    COMMUNE_OFFICER = "commune_officer"
    PROVINCE_OFFICE = "province_office"
    ADVISER = "adviser"
    SECRETARY = "secretary"
    MEMBER = "member"
    CHAIR = "chair"
    SIGNER = "signer"
    CENTRAL_OFFICE = "central_office"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleInfo:
    """How a role is called, what it is for, at which level of unit it is held, and what it may do."""

    role: Role
    label: str
    purpose: str
    levels: tuple[str, ...]  # of places.Level; empty: not held in a unit (producer side)
    mfa: bool
    permissions: frozenset[Permission]


P = Permission
_PRODUCER = frozenset(
    {
        P.WORK_VIEW,
        P.DOSSIER_VIEW,
        P.PRODUCER_VIEW,
        P.PRODUCER_EDIT,
        P.EVIDENCE_EDIT,
        P.PRODUCT_EDIT,
        P.DOSSIER_WRITE,
        P.DOSSIER_SUBMIT,
        P.DELEGATE_MANAGE,
        P.SUPPORT_VIEW,
        P.SUPPORT_CLAIM,
        P.PERIODIC_REPORT,
        P.MARKET_REPORT,
        P.TRADE_OFFER,
    }
)
_SEE = frozenset({P.WORK_VIEW, P.DOSSIER_VIEW, P.PRODUCER_VIEW})
_OFFICE = _SEE | {
    P.RECORDS_IMPORT,
    P.BOUNDARY_REVIEW,
    P.SIMILARITY_VIEW,
    P.DOSSIER_RECEIVE,
    P.DOSSIER_RETURN,
    P.ROUND_MANAGE,
    P.COUNCIL_MANAGE,
    P.RESULT_VIEW,
    P.DECISION_VIEW,
    P.DECISION_DRAFT,
    P.DECISION_PUBLISH,
    P.CERTIFICATE_REVOKE,
    P.HISTORY_REVIEW,
    P.CALENDAR_MANAGE,
    P.FIGURES_VIEW,
    P.FIGURES_DECLARE,
    P.TARGET_SET,
    P.PLAN_MANAGE,
    P.REPORT_MAKE,
    P.MISUSE_HANDLE,
    P.TRAINING_MANAGE,
    P.VILLAGES_MANAGE,
    P.MARKET_MANAGE,
    P.TRADE_MANAGE,
    P.TRADE_VIEW,
    P.SUPERVISE,
    P.SUPPORT_VIEW,
    P.SUPPORT_CLAIM,
    P.SUPPORT_MANAGE,
}


def _info(
    role: Role,
    label: str,
    purpose: str,
    levels: tuple[str, ...],
    mfa: bool,
    *grants: Permission,
    base: frozenset[Permission] = frozenset(),
) -> RoleInfo:
    return RoleInfo(role, label, purpose, levels, mfa, base | frozenset(grants))


ROLES: dict[Role, RoleInfo] = {
    info.role: info
    for info in (
        _info(
            Role.PRODUCER,
            "Chủ thể OCOP",
            "Lập và nộp hồ sơ, giữ kho minh chứng của mình",
            (),
            False,
            base=_PRODUCER,
        ),
        _info(
            Role.DELEGATE,
            "Người được chủ thể ủy quyền",
            "Soạn hồ sơ thay chủ thể; không nộp và không ủy quyền tiếp",
            (),
            False,
            base=_PRODUCER - {P.DOSSIER_SUBMIT, P.DELEGATE_MANAGE, P.SUPPORT_CLAIM},
        ),
        _info(
            Role.POINT_OPERATOR,
            "Người vận hành điểm bán",
            "Báo số liệu hằng tháng và hàng trên kệ của điểm được giao",
            (),
            False,
            P.WORK_VIEW,
            P.MARKET_REPORT,
        ),
        _info(
            Role.BUYER,
            "Nhà phân phối",
            "Tìm sản phẩm, đăng nhu cầu mua, hẹn gặp và ghi giao dịch với chủ thể",
            (),
            False,
            P.WORK_VIEW,
            P.TRADE_BUY,
        ),
        _info(
            Role.COMMUNE_OFFICER,
            "Cán bộ cấp xã",
            "Tiếp nhận, kiểm tra thành phần, lập Mẫu 03, chuyển lên tỉnh",
            ("commune",),
            True,
            P.DOSSIER_CHECK,
            P.DOSSIER_RETURN,
            P.DOSSIER_FORWARD,
            P.DESK_ENTRY,
            P.RECORDS_IMPORT,
            P.FIGURES_VIEW,
            P.FIGURES_DECLARE,
            P.PLAN_REGISTER,
            P.PLAN_MANAGE,
            P.REPORT_MAKE,
            P.MISUSE_HANDLE,
            P.SUPERVISE,
            P.SUPPORT_VIEW,
            P.SUPPORT_CLAIM,
            P.SUPPORT_MANAGE,
            P.TRAINING_MANAGE,
            P.VILLAGES_MANAGE,
            P.MARKET_MANAGE,
            P.TRADE_VIEW,
            base=_SEE,
        ),
        _info(
            Role.PROVINCE_OFFICE,
            "Cơ quan tham mưu cấp tỉnh",
            "Tiếp nhận, lập đợt, chuẩn bị hội đồng và quyết định",
            ("province",),
            True,
            P.PEOPLE_MANAGE,
            base=_OFFICE,
        ),
        _info(
            Role.ADVISER,
            "Thành viên Tổ tư vấn",
            "Thẩm định hồ sơ, ghi báo cáo đánh giá",
            ("province", "nation"),
            True,
            P.APPRAISAL_WRITE,
            P.SIMILARITY_VIEW,
            base=_SEE,
        ),
        _info(
            Role.SECRETARY,
            "Thư ký hội đồng",
            "Lập phiên họp, theo dõi tiến độ, lập biên bản",
            ("province", "nation"),
            True,
            P.COUNCIL_MANAGE,
            P.SESSION_RUN,
            P.SESSION_LOCK,
            P.RESULT_VIEW,
            base=_SEE,
        ),
        _info(
            Role.MEMBER,
            "Thành viên hội đồng",
            "Khai xung đột lợi ích và chấm điểm",
            ("province", "nation"),
            True,
            P.SHEET_WRITE,
            base=_SEE,
        ),
        _info(
            Role.CHAIR,
            "Chủ tịch hội đồng",
            "Điều hành phiên họp, chấm điểm, cùng khóa kết quả",
            ("province", "nation"),
            True,
            P.SHEET_WRITE,
            P.SESSION_RUN,
            P.SESSION_LOCK,
            P.RESULT_VIEW,
            base=_SEE,
        ),
        _info(
            Role.SIGNER,
            "Người ký quyết định",
            "Ký quyết định công nhận, thu hồi",
            ("province", "nation"),
            True,
            P.DECISION_VIEW,
            P.DECISION_SIGN,
            P.RESULT_VIEW,
            P.FIGURES_VIEW,
            base=_SEE,
        ),
        _info(
            Role.CENTRAL_OFFICE,
            "Cơ quan tham mưu trung ương",
            "Nhận hồ sơ tiềm năng 5 sao, tổ chức đánh giá cấp trung ương",
            ("nation",),
            True,
            P.BOUNDARY_APPLY,
            base=_OFFICE,
        ),
        _info(
            Role.INSPECTOR,
            "Người kiểm tra, giám sát",
            "Xem hồ sơ đã công nhận, kiến nghị thu hồi",
            ("commune", "province", "nation"),
            True,
            P.INSPECT,
            P.SIMILARITY_VIEW,
            P.DECISION_VIEW,
            P.FIGURES_VIEW,
            base=_SEE,
        ),
        _info(
            Role.AUDITOR,
            "Kiểm toán viên",
            "Đọc toàn bộ nhật ký, không sửa được gì",
            ("province", "nation"),
            True,
            P.AUDIT_VIEW,
            P.DECISION_VIEW,
            P.FIGURES_VIEW,
            P.RESULT_VIEW,
            P.SUPPORT_VIEW,
            base=_SEE,
        ),
        _info(
            Role.ADMINISTRATOR,
            "Quản trị hệ thống",
            "Người dùng, bổ nhiệm, dữ liệu nền; không thấy điểm",
            ("province", "nation"),
            True,
            P.WORK_VIEW,
            P.PEOPLE_MANAGE,
            P.REFERENCE_MANAGE,
            P.BOUNDARY_APPLY,
            P.CALENDAR_MANAGE,
            P.JOB_MANAGE,
        ),
    )
}
