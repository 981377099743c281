"""I23 for the product page: what it shows is what the tables say."""

from ocop.core.checks_registry import Finding, register
from ocop.registry.keeping import differing
from ocop.registry.models import Entry


def pages_say_what_the_tables_say() -> Finding:
    found = Finding(rows=Entry.objects.count())
    found.problems += [
        f"Trang của “{entry.name}” ({entry.code}) khác với dữ liệu gốc; chạy `ocop register rebuild` để lập lại."
        for entry in differing()
    ]
    return found


def install() -> None:
    register("I23", "Trang sản phẩm khớp với dữ liệu gốc", pages_say_what_the_tables_say)
