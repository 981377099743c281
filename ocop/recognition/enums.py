"""Names of decisions and what they decide."""

from django.db.models import TextChoices


class DecisionKind(TextChoices):
    RECOGNISE = "recognise", "Công nhận sản phẩm OCOP"
    APPROVE_RESULT = "approve_result", "Phê duyệt kết quả và đề nghị trung ương (tiềm năng 5 sao)"
    REVOKE = "revoke", "Thu hồi công nhận"
    CORRECT = "correct", "Thay thế quyết định đã công bố"


class SigningMode(TextChoices):
    SIGNED_PDF = "signed_pdf", "Tệp PDF đã ký số"
    PAPER = "paper", "Bản giấy đã ký, quét lại, hai người xác nhận"


class HistoricStatus(TextChoices):
    """The `status` column of published lists."""

    RECOGNISED = "recognised", "Đã công nhận"
    POTENTIAL_5 = "potential_5", "Tiềm năng 5 sao"
    COUNCIL_PASSED = "council_passed", "Hội đồng đã thông qua"
    ASSESSED = "assessed", "Đã đánh giá"
    NOT_PASSED = "not_passed", "Không đạt"
    NOT_RECOGNISED = "not_recognised", "Chưa được công nhận"


class ReviewKind(TextChoices):
    PLACE = "place", "Chưa rõ đơn vị phụ trách hôm nay"
    CONTRADICTION = "contradiction", "Các nguồn ghi khác nhau"
    SAME_NAME = "same_name", "Có thể trùng với chủ thể khác"
    STARS = "stars", "Nguồn không ghi số sao"


OUTCOMES: dict[ReviewKind, dict[str, str]] = {
    ReviewKind.CONTRADICTION: {
        "this": "Bản ghi này đúng",
        "earlier": "Bản ghi trước đúng",
        "both": "Cả hai đúng: hai lần công nhận khác nhau",
        "unclear": "Chưa xác minh được, giữ cả hai",
    },
    ReviewKind.SAME_NAME: {
        "different": "Là hai chủ thể khác nhau",
        "same": "Là cùng một chủ thể (ghi nhận, chưa gộp)",
        "unclear": "Chưa xác minh được",
    },
    ReviewKind.STARS: {
        "3": "Được công nhận 3 sao",
        "4": "Được công nhận 4 sao",
        "5": "Được công nhận 5 sao",
        "unclear": "Chưa xác minh được",
    },
}
