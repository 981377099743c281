"""docs/generated/commands.md: every command of `ocop` with its arguments."""

import argparse
from collections.abc import Iterator

from django.core.management import BaseCommand, get_commands, load_command_class

from ocop import cli
from scripts.docs_markdown import code, page, table

LEAD = (
    "Mọi lệnh của chương trình `.venv/bin/ocop`. Mã thoát: 0 là xong, 1 là câu trả lời “không” hoặc bị từ chối (có lý do "
    "bằng chữ), 2 là dùng sai. `--json` in đúng một tài liệu JSON ra đầu ra chuẩn. Lệnh gốc của Django: `ocop django …`."
)
WITHOUT_DATABASE = (
    ("ocop rate TỆP [--json]", "Tính kết quả từ phiếu điểm; TỆP là `-` thì đọc từ đầu vào chuẩn."),
    ("ocop criteria check [--json]", "Kiểm tra các bộ tiêu chí đi kèm."),
    ("ocop criteria compare THƯ_MỤC [--json]", "So các bộ tiêu chí với một gói câu chữ."),
)
DJANGO_OPTIONS = {
    *("help", "version", "verbosity", "settings", "pythonpath", "traceback"),
    *("no_color", "force_color", "skip_checks"),
}


def commands() -> str:
    ours = sorted(_rows(), key=lambda row: row[0])
    return page(
        "Lệnh",
        LEAD,
        "## Không cần cơ sở dữ liệu",
        table(("Lệnh", "Việc"), ((code(line), text) for line, text in WITHOUT_DATABASE)),
        "## Của hệ thống",
        table(("Lệnh", "Việc", "Tham số"), ours),
    )


def our_commands() -> dict[str, str]:
    """Management command → the words after `ocop`."""
    words = {command: " ".join(prefix) for prefix, command in cli.COMMANDS.items()}
    return {name: words.get(name, name) for name, app in get_commands().items() if app.startswith("ocop.")}


def _rows() -> Iterator[tuple[str, str, str]]:
    for name, words in our_commands().items():
        command = load_command_class(get_commands()[name], name)
        yield code(f"ocop {words}"), command.help, "; ".join(_arguments(command, name))


def _arguments(command: BaseCommand, name: str) -> Iterator[str]:
    parser = command.create_parser("ocop", name)
    for action in parser._actions:
        if action.dest not in DJANGO_OPTIONS:
            shown = code(action.option_strings[-1] if action.option_strings else action.dest)
            help_ = action.help if action.help and action.help != argparse.SUPPRESS else ""
            yield f"{shown} {help_}".strip()
