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


class VoidKind(TextChoices):
    """Why a sheet is not counted. Nothing of this is ever read as zero points."""

    CONFLICT = "conflict", "Xung đột lợi ích"
    ABSTAINED = "abstained", "Thành viên không chấm sản phẩm này"
    ABSENT = "absent", "Vắng mặt"
    POSTPONED = "postponed", "Sản phẩm hoãn sang phiên khác"
    AMENDED = "amended", "Loại phiếu theo điều chỉnh sau khi khóa"


# States of an item in which the marks of counted sheets are open to the council.
REVEALED = ("discussing", "agreed", "settled")
# States of a session in which members score or talk about scores.
RUNNING = ("scoring", "lock_proposed")
