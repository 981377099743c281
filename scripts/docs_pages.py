"""docs/generated/pages.md: every address and who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern

from ocop.core.permissions import ROLES
from ocop.core.view_checks import all_patterns, policy_of
from scripts.docs_markdown import code, page, table

LEAD = (
    "Mọi địa chỉ cùng chính sách vào cửa mà trang tự khai (`@public`, `@signed_in`, `@guard`); trang nào không khai thì "
    "`manage.py check` báo lỗi. Đây là cửa thứ nhất; trang nào mở một hồ sơ còn tìm trong những gì người đó được thấy: "
    "ngoài phạm vi là 404, không đủ quyền là 403 kèm câu giải thích."
)
WORDS = {"public": "mọi người", "signed_in": "người đã đăng nhập", "library": "thư viện tự kiểm tra"}


def pages() -> str:
    ours = table(
        ("Địa chỉ", "Ai vào được", "Mã nguồn", "Việc"), (_row(*found) for found in _patterns(ours=True))
    )
    library = table(
        ("Địa chỉ", "Hàm"), ((code(f"/{path}"), code(p.lookup_str)) for path, p in _patterns(ours=False))
    )
    return page("Các trang", LEAD, "## Trang của hệ thống", ours, "## Trang của thư viện đăng nhập", library)


def _patterns(*, ours: bool) -> Iterator[tuple[str, URLPattern]]:
    """In the order of addresses, so that a new page shows as one new line."""
    found = [(path, pattern) for path, pattern in all_patterns() if (policy_of(pattern) != "library") == ours]
    yield from sorted(found, key=lambda pair: pair[0])


def _row(path: str, pattern: URLPattern) -> tuple[str, str, str, str]:
    view = pattern.lookup_str.removeprefix("ocop.")
    return code(f"/{path}"), _who(policy_of(pattern) or ""), code(view), _first_line(pattern)


def _who(policy: str) -> str:
    if policy in WORDS:
        return WORDS[policy]
    asked = set(policy.split(" | "))
    return "; ".join(info.label for info in ROLES.values() if asked & set(info.permissions))


def _first_line(pattern: URLPattern) -> str:
    text = (pattern.callback.__doc__ or "").strip().splitlines()
    return text[0].split("  #")[0].strip() if text else ""
