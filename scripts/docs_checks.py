"""docs/generated/checks.md: what `ocop check` looks at, and what it does not."""

from ocop.core import checks_registry
from scripts.docs_markdown import code, page, table

LEAD = (
    "Các phép kiểm tra mà `ocop check` chạy trên dữ liệu của một bản cài. Một số có nhiều phép; số đó đạt khi mọi phép đạt. "
    "Danh sách đầy đủ các bất biến, kể cả những điều chỉ bài thử chứng minh hoặc chưa làm: `docs/security-model.md`."
)


def checks() -> str:
    rows = (
        (c.key, c.title, code(f"{c.func.__module__}.{c.func.__name__}")) for c in checks_registry.registered()
    )
    return page("Kiểm tra toàn vẹn", LEAD, table(("Số", "Điều được kiểm tra", "Mã nguồn"), sorted(rows)))
