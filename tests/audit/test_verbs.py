"""Auditors read words: every verb that the code writes into the trail has its label."""

import ast

from ocop.audit import verbs
from tests.architecture.tree import application_files, parsed


def written_verbs() -> set[str]:
    found = set()
    for path in application_files():
        for node in ast.walk(parsed(path)):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in {"record", "audit.record"}
                and node.args
            ):
                constants = [part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                found |= {
                    part.value for part in constants if isinstance(part.value, str) and "." in part.value
                }
    return {verb for verb in found if not verb.startswith(".")} - {"."}


def test_every_verb_of_the_code_has_its_words():
    assert sorted(verb for verb in written_verbs() if verbs.label(verb) == verb) == []


def test_a_move_is_called_as_in_the_table_of_moves():
    assert verbs.label("dossier.forward") == "Đề nghị lên tỉnh (hồ sơ)"


def test_an_unknown_verb_is_shown_as_it_is():
    assert verbs.label("strange.verb") == "strange.verb"
