"""The first page: its pictures are there and small, its commands exist."""

import re

from ocop import cli
from tests.architecture.tree import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
LARGEST = 150_000


def test_pictures_are_there_small_and_described():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert len(pictures) >= 7
    for words, place in pictures:
        path = CHECKOUT / place
        assert path.exists(), place
        assert path.stat().st_size <= LARGEST, place
        assert len(words) > 10, f"{place} is not described"


def test_named_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.M))
    documents = [README, *(p.read_text(encoding="utf-8") for p in (CHECKOUT / "docs").rglob("*.md"))]
    named = {name for text in documents for name in re.findall(r"`make ([a-z-]+)", text)}
    assert named - targets == set()


def test_named_commands_exist():
    from django.core.management import get_commands

    known = {*get_commands(), *(words[0] for words in cli.COMMANDS), "rate", "verify", "django", "help"}
    documents = [README, *(p.read_text(encoding="utf-8") for p in (CHECKOUT / "docs").rglob("*.md"))]
    named = {name for text in documents for name in re.findall(r"`(?:\.venv/bin/)?ocop ([a-z_]+)", text)}
    assert named - known == set()
