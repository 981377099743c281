"""Lists as of a day: what expires, and who and what is in the programme."""

from ocop.reports.definitions.columns import LEFT, PRODUCERS, RANKED
from ocop.reports.enums import PeriodKind
from ocop.reports.outlines import Outline, RowTable, Section

OFFICES = ("commune", "province", "nation")
EXPIRY = Outline(
    "expiry_list",
    "Danh sách sản phẩm sắp hết hạn công nhận",
    "Để nhắc chủ thể lập hồ sơ đánh giá lại: sản phẩm sắp hết hạn, theo ngày, và sản phẩm đã hết hạn.",
    "DANH SÁCH",
    "Sản phẩm OCOP sắp hết hạn công nhận",
    "DS",
    OFFICES,
    PeriodKind.DAY,
    (
        Section(
            "Hiệu lực công nhận",
            (
                *("valid_products", "expiring_products", "lapsed_products"),
                *("suspended_products", "term_unknown_products"),
            ),
        ),
    ),
    (
        RowTable(
            "expiring",
            "Sản phẩm sắp hết hạn",
            "Sắp hết hạn",
            "expiring_products",
            (*RANKED, LEFT),
            ("valid_until", "product__sort_key", "pk"),
        ),
        RowTable(
            "lapsed",
            "Sản phẩm đã hết hạn, chưa được công nhận lại",
            "Đã hết hạn",
            "lapsed_products",
            RANKED,
            ("valid_until", "product__sort_key", "pk"),
        ),
    ),
)
CATALOGUE = Outline(
    "products_and_producers",
    "Danh mục sản phẩm và chủ thể",
    "Toàn bộ sản phẩm còn hiệu lực và chủ thể tham gia Chương trình của đơn vị vào một ngày.",
    "DANH MỤC",
    "Sản phẩm OCOP còn hiệu lực và chủ thể tham gia Chương trình mỗi xã một sản phẩm",
    "DM",
    OFFICES,
    PeriodKind.DAY,
    (
        Section(
            "Sản phẩm",
            (
                *("products_taking_part", "recognised_products", "valid_products"),
                *("stars_3", "stars_4", "stars_5", "potential_5"),
            ),
        ),
        Section(
            "Chủ thể",
            (
                *("producers", "producers_recognised", "producers_cooperatives", "producers_groups"),
                *("producers_enterprises", "producers_households"),
            ),
        ),
    ),
    (
        RowTable("valid", "Sản phẩm còn hiệu lực", "Sản phẩm", "valid_products", RANKED),
        RowTable("producers", "Chủ thể tham gia Chương trình", "Chủ thể", "producers", PRODUCERS),
    ),
)
LISTS = (EXPIRY, CATALOGUE)
