"""What is measured, against what, and how much it may cost (peers told as multiples of the bare view)."""

from bench.measure import Row

NONE = float("inf")

# Peers are not installed in each run: "≤ 1/5 wagtail" means a fifth of wagtail's recorded multiple of a bare view.
ROWS = [
    Row(1, "Trang kiểm tra QR", "check", "bare", must=5, reach=3.5, most_sql=1),
    Row(1, "  quét lại, 304", "again", "bare", must=NONE, reach=2, most_sql=1),
    Row(2, "Danh sách, trang 1", "list", "bare", must=22.6, reach=11.3, most_sql=3),
    Row(2, "  so với SQL viết tay", "list", "floor_list", must=NONE, reach=2.5, most_sql=3),
    Row(2, "  đã nhớ sẵn", "known", "bare", must=NONE, reach=NONE, most_sql=3),
    Row(2, "  lọc tỉnh, sao", "filtered", "bare", must=22.6, reach=11.3, most_sql=3),
    Row(3, "Trang sâu so với trang 1", "deep", "list", must=1.3, reach=1.1, most_sql=3),
    Row(4, "Trang sản phẩm", "product", "bare", must=17, reach=NONE, most_sql=3),
    Row(4, "  so với ORM một dòng", "product", "floor_product", must=NONE, reach=1.5, most_sql=3),
    Row(5, "Tìm: 24 dòng, tổng, bộ lọc", "search", "bare", must=31, reach=12.4, most_sql=4),
    Row(5, "  so với SQL viết tay", "search", "floor_search", must=NONE, reach=2, most_sql=4),
    Row(6, "Gợi ý khi gõ", "suggest", "bare", must=6, reach=4, most_sql=1),
    Row(7, "API 50 dòng", "api", "bare", must=27.9, reach=NONE, most_sql=2),
    Row(7, "  so với json_agg", "api", "floor_api", must=NONE, reach=2, most_sql=2),
    Row(7, "API tìm 50 dòng", "api_search", "bare", must=103, reach=NONE, most_sql=4),
]
# Wagtail's list is 113, NetBox's API 418 and its search 1,554 times a bare view; oscar's limits are all wider.

TIMES = {
    "bare": 20, "check": 12, "again": 12, "list": 8, "known": 8, "filtered": 8, "deep": 8, "product": 8, "search": 10,
    "suggest": 10, "api": 6, "api_search": 6, "floor_list": 8, "floor_product": 8, "floor_search": 10, "floor_api": 6,
}  # fmt: skip
GROWTH = {
    "check": 2,
    "list": 2,
    "filtered": 2,
    "deep": 2,
    "product": 2,
    "search": 8,
    "suggest": 3,
    "api": 2,
    "api_search": 8,
}
WORST_SEARCH_MS = 100  # p95 at two million products, the worst question included


def fresh() -> list[Row]:
    """Rows without figures, for one run."""
    return [Row(r.number, r.name, r.ours, r.floor, r.must, r.reach, most_sql=r.most_sql) for r in ROWS]
