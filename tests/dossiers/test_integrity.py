"""`ocop check` finds what was changed behind the application's back."""

import pytest

from ocop.core.immutability import triggers_off
from ocop.dossiers import integrity
from ocop.dossiers.models import DossierVersion, Return
from ocop.notify.integrity import deliveries_told_as_they_are
from ocop.notify.models import Delivery
from ocop.producers.integrity import versions_without_gaps
from ocop.producers.models import EvidenceVersion
from ocop.programme.integrity import sets_as_loaded
from ocop.programme.models import CriteriaSetVersion
from tests.factories.accounts import AT
from tests.factories.dossiers import submitted_dossier

pytestmark = pytest.mark.django_db
CHECKS = (
    integrity.versions_hash_to_their_receipt,
    integrity.returns_have_reasons,
    versions_without_gaps,
    sets_as_loaded,
    deliveries_told_as_they_are,
)


def test_untouched_installation_has_no_problem():
    submitted_dossier()

    assert [check().problems for check in CHECKS] == [[]] * len(CHECKS)


def test_changed_manifest_is_named():
    dossier = submitted_dossier()
    version = dossier.versions.get()
    version.manifest["choices"]["1.1"] = 1
    with triggers_off():
        DossierVersion.objects.filter(pk=version.pk).update(manifest=version.manifest)

    assert dossier.code in integrity.versions_hash_to_their_receipt().problems[0]


def test_lost_paper_changed_set_silent_return_and_false_mail_are_named():
    dossier = submitted_dossier()
    tree = dossier.criteria_set.tree | {"name": "khác"}
    with triggers_off():
        CriteriaSetVersion.objects.filter(pk=dossier.criteria_set_id).update(tree=tree)
        EvidenceVersion.objects.filter(evidence=dossier.producer.evidence.first()).update(version=7)
    Return.objects.create(dossier=dossier, by_level="commune", returned_at=AT)
    Delivery.objects.update(state="sent", sent_at=None)

    problems = [
        len(check().problems)
        for check in (versions_without_gaps, sets_as_loaded, integrity.returns_have_reasons)
    ]
    assert problems == [1, 1, 1]
    assert deliveries_told_as_they_are().problems
