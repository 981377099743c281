"""Reads over products."""

from ocop.products.models import Product

TOURISM_SET = 26


def missing_of_product(product: Product) -> list[str]:
    """What Mẫu 01 and Mẫu 02 still need of the product, in words."""
    needed = {
        "bộ tiêu chí": product.criteria_set_number,
        "giới thiệu ngắn": product.summary,
        "câu chuyện sản phẩm": product.story,
        "quy trình sản xuất": product.process,
        "sản lượng mỗi năm": product.capacity,
        "nơi tiêu thụ chính": product.markets,
        "ảnh sản phẩm": product.photos.filter(removed_at=None).exists(),
    }
    if product.criteria_set_number != TOURISM_SET:
        needed |= {"nguyên liệu, thành phần": product.ingredients, "quy cách đóng gói": product.packaging}
    return [name for name, value in needed.items() if not value]
