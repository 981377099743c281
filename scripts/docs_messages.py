"""docs/generated/messages.md: every message the system sends."""

from ocop.notify.catalogue import MESSAGES
from scripts.docs_markdown import code, page, table

LEAD = (
    "Mọi thông báo hệ thống gửi (hộp thông báo, thư điện tử). `{about}` là tên hồ sơ, giấy hoặc việc; chỉ những chỗ trống "
    "ghi ở cột cuối được điền. Lời nằm ở `ocop/notify/catalogue.py` và ở `messages.py` của các phần bên trên."
)


def messages() -> str:
    rows = (
        (code(key), message.title, message.text, ", ".join(code(name) for name in message.allowed))
        for key, message in sorted(MESSAGES.items())
    )
    return page("Thông báo", LEAD, table(("Khóa", "Tiêu đề", "Nội dung", "Chỗ trống"), rows))
