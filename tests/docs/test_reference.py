"""The generated reference says what the code says."""

from ocop.core.permissions import Permission
from ocop.core.view_checks import all_patterns
from ocop.rulebook.lifecycle import MACHINES
from scripts import docs_commands, docs_reference, docs_settings


def kept(name: str) -> str:
    return (docs_reference.FOLDER / name).read_text(encoding="utf-8")


def test_reference_is_what_the_code_says():
    assert docs_reference.stale() == [], "run: ocop docs"


def test_folder_holds_nothing_else():
    assert {path.name for path in docs_reference.FOLDER.iterdir()} == set(docs_reference.PAGES)


def test_lifecycles_name_every_state_and_move():
    text = kept("lifecycles.md")
    for machine in MACHINES.values():
        for key, part in {**machine.states, **machine.moves}.items():
            assert f"`{key}`" in text
            assert part.label in text


def test_roles_name_every_permission():
    text = kept("roles.md")
    assert [p for p in Permission if f"`{p}`" not in text] == []


def test_pages_name_every_address():
    text = kept("pages.md")
    assert [path for path, _ in all_patterns() if f"`/{path}`".replace("|", "\\|") not in text] == []


def test_settings_explain_every_variable_and_no_other():
    assert set(docs_settings.names_read()) == set(docs_settings.MEANINGS)


def test_settings_find_a_default_after_or():
    reads = docs_settings.names_read()["OCOP_WORKERS"]
    assert {read.default for read in reads} >= {"2"}


def test_commands_name_every_command_with_its_words():
    text = kept("commands.md")
    assert [
        name for name, words in docs_commands.our_commands().items() if f"`ocop {words}`" not in text
    ] == []
    assert "| `ocop docs` |  |" not in text
