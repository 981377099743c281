"""The tables that are counted, and how a row of each reads in a drill-down."""

from ocop.core.indicators import Places, Source, register_source
from ocop.dossiers.models import Dossier
from ocop.places.models import Unit
from ocop.targets.models import ProducerFact, ProductFact, Rank, Registration

PLACED: Places = {
    "now": {"province": "now_province", "commune": "now_unit"},
    "then": {"province": "then_province", "district": "then_district", "commune": "then_unit"},
}
# A dossier names the commune that received it, which is the commune of its day and its line of succession.
FILED: Places = {
    "now": {"province": "unit__province_key", "commune": "unit__key"},
    "then": {"province": "unit__province_key", "commune": "unit__key"},
}
SELF: Places = {
    "now": {"province": "province_key", "commune": "key"},
    "then": {"province": "province_key", "district": "parent__key", "commune": "key"},
}
PRODUCT = (
    ("Sản phẩm", "product.name"),
    ("Chủ thể", "product.producer.name"),
    ("Nơi", "product.place_wording"),
)
SOURCES = (
    Source(
        "products",
        ProductFact,
        "sản phẩm",
        PLACED,
        (*PRODUCT, ("Tham gia từ", "joined_on"), ("Được công nhận lần đầu", "recognised_on")),
        ("product__sort_key", "pk"),
        ("product__producer",),
    ),
    Source(
        "ranks",
        Rank,
        "lần công nhận của sản phẩm",
        PLACED,
        (
            *PRODUCT,
            ("Số sao", "stars"),
            ("Từ ngày", "from_on"),
            ("Đến hết", "valid_until"),
            ("Quyết định", "decision_text"),
        ),
        ("product__sort_key", "pk"),
        ("product__producer",),
    ),
    Source(
        "producers",
        ProducerFact,
        "chủ thể",
        PLACED,
        (
            ("Chủ thể", "producer.name"),
            ("Loại hình", "producer.get_legal_form_display"),
            ("Nơi", "producer.place_wording"),
            ("Tham gia từ", "joined_on"),
        ),
        ("producer__sort_key", "pk"),
        ("producer",),
    ),
    Source(
        "registrations",
        Registration,
        "sản phẩm đăng ký",
        PLACED,
        (
            ("Sản phẩm", "product_name"),
            ("Chủ thể", "producer_name"),
            ("Đơn vị đăng ký", "unit.full_name"),
            ("Năm", "year"),
            ("Ngày đăng ký", "registered_on"),
        ),
        ("product_name", "pk"),
        ("unit",),
    ),
    Source(
        "units",
        Unit,
        "đơn vị hành chính",
        SELF,
        (("Đơn vị", "address"), ("Mã", "code")),
        ("sort_key", "pk"),
        units_themselves=True,
    ),
    Source(
        "dossiers",
        Dossier,
        "hồ sơ",
        FILED,
        (
            ("Hồ sơ", "code"),
            ("Sản phẩm", "product.name"),
            ("Chủ thể", "producer.name"),
            ("Xã, phường", "unit.full_name"),
        ),
        ("pk",),
        ("product", "producer", "unit"),
    ),
)


def install() -> None:
    for one in SOURCES:
        register_source(one)
