"""Names of targets and of indicator themes."""

from django.db.models import TextChoices


class Sense(TextChoices):
    AT_LEAST = "at_least", "Ít nhất"
    AT_MOST = "at_most", "Nhiều nhất"
    ABOUT = "about", "Khoảng"


class Theme(TextChoices):
    """Groups of indicators, in the order of a report."""

    PRODUCTS = "products", "Sản phẩm"
    STARS = "stars", "Sản phẩm theo hạng sao"
    SECTORS = "sectors", "Sản phẩm theo ngành"
    VALIDITY = "validity", "Hiệu lực công nhận"
    YEAR = "year", "Trong kỳ"
    PRODUCERS = "producers", "Chủ thể"
    PLAN = "plan", "Đăng ký và kế hoạch"
    UNITS = "units", "Địa phương"
    DOSSIERS = "dossiers", "Hồ sơ"
    MARKET = "market", "Thị trường"
    PEOPLE = "people", "Đào tạo, tập huấn"
    VILLAGES = "villages", "Làng nghề, du lịch"
    SUPPORT = "support", "Hỗ trợ, giám sát"
    FRAME = "frame", "Khung chương trình"
