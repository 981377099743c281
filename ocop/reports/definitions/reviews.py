"""Reports of a period: the commune's quarter, the province's year, the nation's period."""

from ocop.reports.definitions.columns import LEFT, MAKER, PLACE, PRODUCT, RANKED, REGISTERED
from ocop.reports.enums import PeriodKind
from ocop.reports.outlines import Field, Outline, RowTable, Section, UnitTable

TAKING_PART = ("products_taking_part", "evaluated_products", "recognised_products", "recognised_share")
STARS = ("stars_3", "stars_4", "stars_5", "potential_5")
SHARES = ("stars_3_share", "stars_4_share", "stars_5_share", "potential_5_share")
SECTORS = tuple(f"sector_{name}" for name in ("food", "drinks", "herbs", "crafts", "ornamentals", "tourism"))
VALIDITY = (
    "valid_products",
    "expiring_products",
    "lapsed_products",
    "suspended_products",
    "revoked_products",
)
FLOWS = (
    *("evaluated_in_year", "recognised_in_year", "recognised_again"),
    *("upgraded_in_year", "lapsed_in_year", "revoked_in_year"),
)
MAKERS = (
    *("producers", "producers_recognised", "producers_recognised_share", "producers_cooperatives"),
    *("producers_groups", "producers_enterprises", "producers_households"),
    *("producers_women", "producers_minority"),
)
FORMS = ("producers_cooperatives_share", "producers_enterprises_share", "producers_households_share")
DOSSIERS = ("dossiers_submitted", "dossiers_accepted", "dossiers_forwarded")
PLAN = ("registered_products", "registered_over_plan", "registered_share_of_plan", "evaluated_share_of_plan")
MARKET = ("points_of_sale", "trade_events", "conferences", "training_classes", "study_trips")
BY_UNIT = (
    *("products_taking_part", "recognised_products", "valid_products"),
    *("recognised_in_year", "lapsed_products", "producers"),
)
NEW = RowTable(
    "recognised",
    "Sản phẩm được công nhận mới trong kỳ",
    "Công nhận mới",
    "recognised_in_year",
    (PRODUCT, MAKER, PLACE, Field("Được công nhận lần đầu", "recognised_on", 1.4, "date")),
    ("recognised_on", "product__sort_key", "pk"),
)
EXPIRING = RowTable(
    "expiring",
    "Sản phẩm sắp hết hạn công nhận",
    "Sắp hết hạn",
    "expiring_products",
    (*RANKED, LEFT),
    ("valid_until", "product__sort_key", "pk"),
)
REGISTERED_LINES = RowTable(
    "registered", "Sản phẩm đăng ký đánh giá trong năm", "Đăng ký", "registered_products", REGISTERED
)
COMMUNE_QUARTER = Outline(
    "commune_quarter",
    "Báo cáo quý của xã",
    "Kết quả Chương trình trong quý của một xã, phường, đặc khu, gửi cấp tỉnh.",
    "BÁO CÁO",
    "Kết quả thực hiện Chương trình mỗi xã một sản phẩm",
    "BC",
    ("commune",),
    PeriodKind.QUARTER,
    (
        Section("Sản phẩm (lũy kế)", (*TAKING_PART, *STARS)),
        Section("Trong quý", FLOWS),
        Section("Hiệu lực công nhận", VALIDITY),
        Section("Chủ thể (lũy kế)", MAKERS),
        Section("Hồ sơ trong quý", DOSSIERS),
        Section("Đăng ký và kế hoạch năm", PLAN[:3]),
        Section("Thị trường, tập huấn", MARKET),
    ),
    (NEW, EXPIRING, REGISTERED_LINES),
)
PROVINCE_YEAR = Outline(
    "province_year",
    "Báo cáo năm của tỉnh",
    "Kết quả Chương trình trong năm của tỉnh, thành phố, có bảng từng xã, phường, gửi trung ương.",
    "BÁO CÁO",
    "Kết quả thực hiện Chương trình mỗi xã một sản phẩm",
    "BC",
    ("province",),
    PeriodKind.YEAR,
    (
        Section("Sản phẩm (lũy kế)", (*TAKING_PART, *STARS, *SHARES)),
        Section("Sản phẩm theo ngành (lũy kế)", SECTORS),
        Section("Trong năm", FLOWS),
        Section("Hiệu lực công nhận", VALIDITY),
        Section("Chủ thể (lũy kế)", (*MAKERS, *FORMS)),
        Section("Địa phương", ("units_total", "units_registering", "units_without_product")),
        Section("Hồ sơ trong năm", (*DOSSIERS, "dossiers_sent_up")),
        Section("Đăng ký và kế hoạch năm", PLAN),
        Section("Thị trường, tập huấn", MARKET),
    ),
    (UnitTable("units", "Kết quả theo xã, phường, đặc khu", "Theo đơn vị", BY_UNIT), NEW, EXPIRING),
)
NATIONAL_REVIEW = Outline(
    "national_review",
    "Báo cáo tổng kết giai đoạn của cả nước",
    "Kết quả Chương trình của một giai đoạn trên cả nước, có bảng từng tỉnh, thành phố.",
    "BÁO CÁO",
    "Tổng kết Chương trình mỗi xã một sản phẩm",
    "BC",
    ("nation",),
    PeriodKind.SPAN,
    (
        Section("Địa phương", ("provinces_taking_part", "provinces_evaluating", "provinces_deciding")),
        Section("Sản phẩm (lũy kế)", (*TAKING_PART, *STARS, *SHARES, "recognised_times_target")),
        Section("Sản phẩm theo ngành (lũy kế)", SECTORS),
        Section("Trong giai đoạn", FLOWS),
        Section("Hiệu lực công nhận", VALIDITY),
        Section("Chủ thể (lũy kế)", (*MAKERS, *FORMS)),
        Section("Thị trường, tập huấn", MARKET),
    ),
    (UnitTable("units", "Kết quả theo tỉnh, thành phố", "Theo tỉnh", BY_UNIT),),
)
REVIEWS = (NATIONAL_REVIEW, PROVINCE_YEAR, COMMUNE_QUARTER)
