"""Handing in: what is frozen, what stops it, and that it happens once."""

import pytest

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.dossiers.actions import submitting
from ocop.dossiers.queries.manifest import build_manifest, digest
from tests.factories.accounts import AT
from tests.factories.dossiers import draft_dossier, ready_dossier, submitted_dossier
from tests.factories.producers import acting_for

pytestmark = pytest.mark.django_db


def test_submit_freezes_a_version_whose_hash_is_that_of_its_manifest():
    dossier = ready_dossier()

    version = submitting.submit(dossier=dossier, by=acting_for(dossier.producer), at=AT)

    dossier.refresh_from_db()
    version.refresh_from_db()
    assert (dossier.state, dossier.submitted_at, version.number) == ("submitted", AT, 1)
    assert version.sha256 == digest(version.manifest)
    assert version.files.count() == len(version.manifest["evidence"]) + 1


def test_submit_refuses_an_empty_draft_and_names_what_is_missing():
    dossier = draft_dossier()

    with pytest.raises(RuleBroken) as refused:
        submitting.submit(dossier=dossier, by=acting_for(dossier.producer), at=AT)

    assert refused.value.code == "dossier.incomplete"
    assert any("Chưa tự chấm tiêu chí 1.1" in sentence for sentence in refused.value.details)
