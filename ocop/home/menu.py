"""The headings of the work area's menu, in the order in which an office works through a year."""

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hằng ngày", ("work", "notify:inbox", "dossiers:mine", "dossiers:office-queue", "evaluation:scoring")),
    ("Cơ sở và sản phẩm", ("producers", "products")),
    ("Hồ sơ và đánh giá", ("dossiers", "evaluation", "radar")),
    ("Quyết định, giấy chứng nhận", ("recognition", "watch")),
    ("Sau công nhận", ("supervision", "support")),
    ("Thị trường", ("market", "trade")),
    ("Đào tạo, làng nghề", ("training", "villages")),
    ("Kế hoạch, số liệu", ("plans", "targets", "reports")),
    ("Quản trị", ("people", "places", "boundaries", "programme", "jobs", "audit", "notify")),
)
