"""One word per concept: the glossary names every record and every state the programme knows."""

import re
from pathlib import Path

from django.apps import apps

from ocop.rulebook.lifecycle import MACHINES
from scripts.docs_reference import FOLDER

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


def test_glossary_names_every_record():
    named = set(re.findall(r"`(\w+)`", GLOSSARY.read_text(encoding="utf-8")))
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("ocop.")}
    assert ours - named == set()


def test_glossary_names_no_record_that_is_gone():
    named = set(re.findall(r"`([A-Z]\w+)`", GLOSSARY.read_text(encoding="utf-8")))
    ours = {model.__name__ for model in apps.get_models()}
    assert named - ours == {"RuleBroken", "Standing"}  # words of the code that are no records


def test_glossary_leads_to_every_state_and_move():
    assert "generated/lifecycles.md" in GLOSSARY.read_text(encoding="utf-8")
    text = (FOLDER / "lifecycles.md").read_text(encoding="utf-8")
    labels = {part.label for m in MACHINES.values() for part in (*m.states.values(), *m.moves.values())}
    assert {label for label in labels if label not in text} == set()
