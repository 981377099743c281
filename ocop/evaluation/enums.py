"""Names of the council's work."""

from django.db.models import TextChoices


class SeatRole(TextChoices):
    CHAIR = "chair", "Chủ tịch hội đồng"
    VICE_CHAIR = "vice_chair", "Phó Chủ tịch hội đồng"
    MEMBER = "member", "Thành viên"
    SECRETARY = "secretary", "Thư ký (không chấm điểm)"


class ConflictKind(TextChoices):
    """Why a member takes no part in a product (settings of the Quy chế; the decree is silent)."""

    OWN = "own", "Là chủ thể hoặc người góp vốn"
    FAMILY = "family", "Người thân trong gia đình chủ thể"
    EMPLOYED = "employed", "Làm việc hoặc mới làm việc cho chủ thể"
    CONTRACT = "contract", "Có hợp đồng, tư vấn, mua bán với chủ thể"
    CHECKED = "checked", "Đã tự mình kiểm tra, thẩm định hồ sơ này"
    OTHER = "other", "Lý do khác"


class ConflictSource(TextChoices):
    DECLARED = "declared", "Thành viên tự khai"
    REPORTED = "reported", "Người khác báo"
    DETECTED = "detected", "Hệ thống đối chiếu"
