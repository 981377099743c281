"""The command `ocop`. Commands of the rulebook run without Django and without a database.

Everything else is a Django management command under a name of the programme's own. Exit codes:
0 done, 1 the answer is no or the input was refused, 2 wrong use.
"""

import os
import sys
from collections.abc import Sequence

# `ocop <words>` → management command. Names not listed here are passed on as they are.
COMMANDS: dict[tuple[str, ...], str] = {
    ("check",): "integrity",
    ("criteria", "wording"): "criteria_wording",
    ("import", "products"): "import_products",
    ("register", "export"): "register_export",
    ("register", "rebuild"): "register_rebuild",
    ("opendata", "release"): "opendata_release",
    ("changes", "tell"): "changes_tell",
}
USAGE = """Cách dùng: ocop LỆNH [tham số]

Không cần cơ sở dữ liệu:
  ocop rate TỆP.json [--json]           tính kết quả từ phiếu điểm (TỆP là “-”: đọc từ bàn phím)
  ocop criteria check [--json]          kiểm tra các bộ tiêu chí
  ocop criteria compare THƯMỤC [--json] so với một gói câu chữ
  ocop verify TỆP [--json]              kiểm tra gói bằng chứng, giấy, mã QR, mốc nhật ký
Hệ thống:
  ocop init | serve | demo | check      cài đặt, chạy, dữ liệu thử, kiểm tra toàn vẹn
  ocop criteria wording THƯMỤC          nạp câu chữ chính thức
  ocop import products TỆP              nhập danh sách sản phẩm đã công bố
  ocop register export                  xuất sổ đăng ký công khai
  ocop indicators --unit MÃ --on NGÀY   các chỉ số của một đơn vị (VN là cả nước)
  ocop report list | MÃ --out TỆP       lập báo cáo
  ocop scenario published               dựng bản cài đặt từ số liệu đã công bố
  ocop register rebuild [--index-only]  lập lại sổ công khai, chỉ mục tìm kiếm và số đếm
  ocop opendata release                 xuất một bản dữ liệu mở mới
  ocop changes tell                     ghi nốt luồng thay đổi công khai
  ocop keys list | rotate | revoke      khóa ký mã QR và danh sách trạng thái
  ocop timetable run | keep | list      việc hệ thống tự làm theo giờ
  ocop bundle GIẤY --out TỆP            gói bằng chứng của một giấy chứng nhận
  ocop backup TỆP | ocop restore TỆP    sao lưu, khôi phục cả hệ thống
  ocop docs [--check]                   sinh lại tài liệu tra cứu (docs/generated)
  ocop django LỆNH …                    lệnh gốc của Django
  ocop help                             mọi lệnh"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    if not words or words[0] in ("-h", "--help"):
        print(USAGE, file=sys.stdout if words else sys.stderr)
        return 0 if words else 2
    if words[0] == "rate" or words[:2] in (["criteria", "check"], ["criteria", "compare"]):
        from ocop.rulebook import commands

        return commands.run(words)
    if words[0] == "verify":
        from ocop.transparency.verifying import command

        return command.run(words[1:])
    return _django(words)


def management_words(words: Sequence[str]) -> list[str]:
    """The management command and arguments that these words stand for."""
    listed = list(words)
    if listed[:1] == ["django"]:
        return listed[1:]
    for prefix, command in COMMANDS.items():
        if tuple(listed[: len(prefix)]) == prefix:
            return [command, *listed[len(prefix) :]]
    return listed


def _django(words: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    listed = management_words(words)
    if listed and not listed[0].startswith("-") and listed[0] not in {"help", "version", *get_commands()}:
        print(f"Không có lệnh {' '.join(words[:2])!r}.\n\n{USAGE}", file=sys.stderr)
        return 2
    execute_from_command_line(["ocop", *listed])
    return 0


def _use_utf8() -> None:
    """Vietnamese on every terminal and pipe, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
