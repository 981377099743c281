"""The generated reference in docs/generated: one file per page, written by `ocop docs`, compared by a test."""

from collections.abc import Callable
from pathlib import Path

from scripts.docs_checks import checks
from scripts.docs_commands import commands
from scripts.docs_indicators import indicators_page
from scripts.docs_lifecycles import lifecycles
from scripts.docs_messages import messages
from scripts.docs_open_data import open_data
from scripts.docs_pages import pages
from scripts.docs_roles import roles
from scripts.docs_settings import settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "generated"
PAGES: dict[str, Callable[[], str]] = {
    "checks.md": checks,
    "commands.md": commands,
    "indicators.md": indicators_page,
    "lifecycles.md": lifecycles,
    "messages.md": messages,
    "open-data.md": open_data,
    "pages.md": pages,
    "roles.md": roles,
    "settings.md": settings,
}


def stale() -> list[str]:
    """The files that no longer say what the code says."""
    return [name for name, text in PAGES.items() if _kept(name) != text()]


def write() -> list[str]:
    """Write what changed and name it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed = stale()
    for name in changed:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
    return changed


def _kept(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
