"""Products with pictures."""

from ocop.documents.enums import FileKind
from ocop.producers.models import Producer
from ocop.products import actions
from ocop.products.models import Product
from tests.factories.accounts import AT
from tests.factories.producers import acting_for, make_file, make_producer


def product_data(**changes: object) -> dict[str, object]:
    return {
        "name": "Nước mắm thử",
        "criteria_set_number": 9,
        "summary": "Nước mắm ủ chượp 12 tháng.",
        "story": "Nghề của làng.",
        "ingredients": "Cá, muối",
        "process": "Ủ chượp, lọc, đóng chai",
        "packaging": "Chai thủy tinh 500 ml",
        "capacity": "12.000 lít",
        "price": 85000,
        "price_unit": "chai",
        "markets": "Trong tỉnh và Hà Nội",
        **changes,
    }


def make_product(producer: Producer | None = None, photo: bool = True, **changes: object) -> Product:
    producer = producer or make_producer()
    by = acting_for(producer)
    product = actions.create_product(producer=producer, data=product_data(**changes), by=by, at=AT)
    if photo:
        actions.add_photo(product=product, file=make_file(FileKind.PHOTO, "anh.pdf", by), by=by, at=AT)
    return product
