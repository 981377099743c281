"""Who opens a paper: its producer, the offices that have the dossier, nobody else."""

import pytest

from ocop.core.acting import NOBODY
from ocop.core.permissions import Role
from ocop.dossiers import file_access
from ocop.dossiers.models import Dossier
from tests.factories.accounts import act
from tests.factories.dossiers import ready_dossier, submitted_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer

pytestmark = pytest.mark.django_db


def paper(dossier):
    return dossier.links.first().evidence.current.file


def readers(dossier):
    units = make_units()
    people = {
        "producer": acting_for(dossier.producer),
        "delegate": acting_for(dossier.producer, "delegate"),
        "other producer": acting_for(make_producer()),
        "commune": act(Role.COMMUNE_OFFICER, units["09556"]),
        "other commune": act(Role.COMMUNE_OFFICER, units["01290"]),
        "province": act(Role.PROVINCE_OFFICE, units["01"]),
        "other province": act(Role.PROVINCE_OFFICE, units["04"]),
        "member": act(Role.MEMBER, units["01"]),
        "centre": act(Role.CENTRAL_OFFICE, units["VN"]),
        "nobody": NOBODY,
    }
    return {name for name, acting in people.items() if file_access.may_read(paper(dossier), acting)}


def test_papers_of_a_draft_are_the_producers_alone():
    assert readers(ready_dossier()) == {"producer", "delegate"}


def test_submitted_papers_open_for_the_commune():
    assert readers(submitted_dossier()) == {"producer", "delegate", "commune"}


def test_proposed_papers_open_for_the_province_too():
    dossier = submitted_dossier()
    Dossier.objects.filter(pk=dossier.pk).update(state="received")

    assert readers(dossier) == {"producer", "delegate", "commune", "province"}


def test_app_above_may_let_its_readers_in(monkeypatch):
    dossier = submitted_dossier()
    member = act(Role.MEMBER, make_units()["01"])
    monkeypatch.setattr(file_access, "_readers", [])

    file_access.register_reader(lambda ids, acting: dossier.pk in ids and acting == member)

    assert file_access.may_read(paper(dossier), member)
