"""Figures that no record of this system gives yet: an office declares them with a paper, and they are shown as declared.

When a later part holds the records (points of sale, classes, craft villages), that part registers the same key as counted;
declared figures of earlier periods stay beside it.
"""

from ocop.core.indicators import Indicator, register
from ocop.targets.enums import Theme

MARKET = "chờ phần thị trường"
VILLAGES = "chờ phần làng nghề, du lịch"
PAPER = "chỉ có trong văn bản"

ROWS = (
    ("exhibit_stars_least", "Hạng sao thấp nhất của sản phẩm trưng bày", "Hạng sao thấp nhất được mời trưng bày", "sao", Theme.MARKET, MARKET),
    ("exhibit_stars_most", "Hạng sao cao nhất của sản phẩm trưng bày", "Hạng sao cao nhất được mời trưng bày", "sao", Theme.MARKET, MARKET),
    ("central_evaluating", "Sản phẩm đang được Hội đồng cấp trung ương đánh giá (trước khi có hệ thống)", "Số sản phẩm trung ương báo cáo", "sản phẩm", Theme.STARS, "hồ sơ trước 2026 không có trong hệ thống"),
    ("tourism_products_per_district_least", "Sản phẩm du lịch mỗi huyện có tiềm năng (tối thiểu)", "Mức tối thiểu trong kế hoạch", "sản phẩm/huyện", Theme.VILLAGES, PAPER),
    ("tourism_products_per_district_most", "Sản phẩm du lịch mỗi huyện có tiềm năng (đến)", "Mức cao trong kế hoạch", "sản phẩm/huyện", Theme.VILLAGES, PAPER),
    ("tourism_protected_share", "Tỷ lệ sản phẩm du lịch được bảo hộ SHTT và công nhận từ 3 sao", "100 × sản phẩm đạt cả hai ÷ sản phẩm du lịch", "%", Theme.VILLAGES, VILLAGES),
    ("sectors", "Nhóm lĩnh vực sản phẩm OCOP", "Số nhóm theo phân loại của quyết định đang áp dụng", "nhóm lĩnh vực", Theme.FRAME, "phân loại cũ không nạp vào hệ thống"),
    ("programme_years", "Số năm thực hiện được tổng kết", "Số năm của giai đoạn", "năm", Theme.FRAME, PAPER),
    ("anniversary_years", "Số năm kỷ niệm của dịp tổ chức sự kiện", "Số năm nêu trong bài, không phải chỉ số của Chương trình", "năm", Theme.FRAME, PAPER),
)  # fmt: skip


def install() -> None:
    register(
        *(
            Indicator(key, words, formula, measure, theme, waits_for=waits)
            for key, words, formula, measure, theme, waits in ROWS
        )
    )
