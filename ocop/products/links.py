"""Addresses of shops on the net: only plain https addresses of named hosts are taken and shown."""

import re
from urllib.parse import urlsplit

LONGEST = 300
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)


def link_complaint(link: str) -> str:
    """What is wrong with the address and how to mend it; empty when it may be shown."""
    if len(link) > LONGEST:
        return f"Địa chỉ dài quá {LONGEST} ký tự; hãy dùng địa chỉ ngắn hơn."
    if re.search(r"[\s<>\"'\\^`{|}]", link):
        return "Địa chỉ có dấu cách hoặc ký tự lạ; hãy sao chép lại từ thanh địa chỉ của trình duyệt."
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or ""), parts.port
    except ValueError:
        return "Địa chỉ này không đọc được; hãy sao chép lại từ thanh địa chỉ của trình duyệt."
    if parts.scheme != "https":
        return "Địa chỉ phải bắt đầu bằng https://"
    if parts.username is not None or port not in (None, 443):
        return "Địa chỉ không được kèm tên đăng nhập hay cổng; hãy ghi dạng https://ten-mien/…"
    if not _HOST.fullmatch(host.lower()):
        return "Tên miền chưa đúng; hãy ghi dạng https://ten-mien.vn/…"
    return ""
