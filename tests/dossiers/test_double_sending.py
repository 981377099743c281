"""The same submission sent many times at once: one version, one receipt for everybody."""

from functools import partial
from pathlib import Path

import pytest
from django.urls import reverse

from ocop.audit.models import Event
from ocop.dossiers.models import DossierVersion
from tests.factories.accounts import signed_in
from tests.factories.dossiers import ready_dossier
from tests.factories.parallel import at_once, real_database
from tests.factories.producers import acting_for

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 6


def written(dossier_id: int) -> tuple[int, int]:
    versions = DossierVersion.objects.filter(dossier_id=dossier_id).count()
    return versions, Event.objects.filter(verb="dossier.submit").count()


@pytest.mark.parametrize("same_key", [True, False])
def test_one_version_however_often_it_is_sent(tmp_path: Path, same_key: bool) -> None:
    dossier = ready_dossier()
    by = acting_for(dossier.producer)
    clients = [signed_in(by) for _ in range(SENDERS)]
    keys = ["one-key" if same_key else f"key-{number}" for number in range(SENDERS)]
    url = reverse("dossiers:submit", args=[dossier.code])

    with real_database(tmp_path):
        sends = [
            partial(client.post, url, {"agreed": "on", "_once": key})
            for client, key in zip(clients, keys, strict=True)
        ]
        answers = {(answer.status_code, answer.headers.get("Location", "")) for answer in at_once(sends)}
        (counts,) = at_once([partial(written, dossier.pk)])

    assert answers == {(302, reverse("dossiers:receipt", args=[dossier.code]))}
    assert counts == (1, 1)
