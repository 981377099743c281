"""Documents that cannot rot: what they point to is there, and no word in them names a file that is gone."""

import re

import pytest

from tests.architecture.tree import CHECKOUT, files, name_of

LINK = re.compile(r"\[[^\]]*\]\((?!https?://|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(
    r"`((?:ocop|config|templates|reference|scripts|docs|tests|static|frontend|locale|requirements)/[\w./\-]+)`"
)
IN_CODE = re.compile(r"(?<![\w/.\-])((?:docs/)?[a-z][\w\-/]*\.md|docs/adr/\d{4})\b(?!\")")
DOCUMENTS = [path for path in files(".md") if "generated" not in path.parts]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_named_files_exist(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name in NAMED.findall(text) if not (CHECKOUT / name.rstrip(".")).exists()] == []


def test_every_guide_is_in_the_index():
    folder = CHECKOUT / "docs" / "guide"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [
        path.name
        for path in folder.glob("*.md")
        if path.name != "README.md" and f"({path.name})" not in index
    ] == []


def test_every_record_of_a_decision_is_in_the_index():
    folder = CHECKOUT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    names = sorted(path.name for path in folder.glob("0*.md"))
    assert [name for name in names if f"({name})" not in index] == []
    assert len({name[:4] for name in names}) == len(names), "two records share a number"


def test_documents_named_in_code_exist():
    """`docs/adr/0007` may stand for the record of that number; a page named without a folder lies in docs."""
    found = set()
    for path in files(".py", ".html", ".yaml", ".js", ".css"):
        for name in IN_CODE.findall(path.read_text(encoding="utf-8")):
            if not any(any((CHECKOUT / folder).glob(f"{name}*")) for folder in ("", "docs")):
                found.add(f"{name_of(path)}: {name}")
    assert found == set()


def test_every_page_can_be_reached_from_the_first_one():
    seen, waiting = set(), [CHECKOUT / "README.md"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        links = [(path.parent / link).resolve() for link in LINK.findall(path.read_text(encoding="utf-8"))]
        waiting += [link for link in links if link.suffix == ".md" and link.exists() and link not in seen]
    documents = {path.resolve() for path in (CHECKOUT / "docs").rglob("*.md")}
    assert sorted(name_of(path) for path in documents - seen) == []


def test_architecture_names_every_room():
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (CHECKOUT / "ocop").glob("*/__init__.py")}
    assert sorted(room for room in rooms if f"`ocop/{room}`" not in text) == []
