"""Reads over products."""

from django.db.models import QuerySet

from ocop.products.models import Outlet, Product, ProductPhoto

WISHED = {
    "summary": "giới thiệu ngắn",
    "story": "câu chuyện sản phẩm",
    "ingredients": "nguyên liệu, thành phần",
    "process": "quy trình sản xuất",
    "packaging": "quy cách đóng gói",
    "capacity": "sản lượng mỗi năm",
    "markets": "nơi tiêu thụ chính",
    "price": "giá bán lẻ",
}


def photos_of(product: Product) -> QuerySet[ProductPhoto]:
    """The pictures shown, the first one first."""
    return product.photos.filter(removed_at=None).select_related("file").prefetch_related("file__copies")


def outlets_of(product: Product) -> QuerySet[Outlet]:
    """Where it can be bought, as the producer says today."""
    return product.outlets.filter(removed_at=None)


def unsaid(product: Product) -> list[str]:
    """What the description still leaves out, in words; a help, not a rule."""
    return [name for field, name in WISHED.items() if not getattr(product, field)]
