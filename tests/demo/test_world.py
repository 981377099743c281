"""The demo world: everything occurs in it, nothing invented sticks to anybody real, and the proof holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from ocop.accounts.models import User
from ocop.core import checks_registry
from ocop.core.acting import system
from ocop.core.clock import now, today
from ocop.core.permissions import ROLES, Role
from ocop.demo import installing
from ocop.demo.cast import CAST, PASSWORD
from ocop.demo.panel import demo_accounts
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Conflict, Sheet
from ocop.places.actions import load_units
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.actions import load_calendar, load_criteria
from ocop.recognition.models import Certificate, ReviewTask
from ocop.recognition.queries.status import status_of
from ocop.rulebook.lifecycle import MACHINES
from ocop.rulebook.validity import Status
from tests.demo.crawl import refused_links

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # each test in a savepoint of the world's transaction


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Built once for this module, in a transaction that is thrown away."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        override_settings(OCOP_DEMO=True, OCOP_DATA=folder, MEDIA_ROOT=folder / "files"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load_units()
        load_criteria(by=system(today()), at=now())
        load_calendar(by=system(today()), at=now())
        installing.install(at=now(), tell=lambda title: None)
        yield
        transaction.set_rollback(True)


def machines() -> dict[str, Any]:
    return {
        model.machine: model for model in apps.get_models() if getattr(model, "machine", None) in MACHINES
    }


@pytest.mark.parametrize("name", list(MACHINES))
def test_every_state_of_every_machine_occurs(world: None, name: str) -> None:
    found = set(machines()[name].objects.values_list("state", flat=True))
    assert found == set(MACHINES[name].states)


def test_integrity_holds(world: None) -> None:
    assert [row for row in checks_registry.run([]) if not row["ok"]] == []


def test_nothing_invented_is_attached_to_anybody_real(world: None) -> None:
    assert not Dossier.objects.filter(product__is_demo=False).exists()
    assert not Dossier.objects.filter(producer__is_demo=False).exists()
    assert not Certificate.objects.filter(product__is_demo=False).exists()
    assert not Product.objects.filter(is_demo=True, history__source_url__startswith="http").exists()
    assert all("Mẫu" in name for name in Producer.objects.filter(is_demo=True).values_list("name", flat=True))


def test_published_rows_stand_beside_it_with_their_source(world: None) -> None:
    real = Product.objects.filter(is_demo=False)
    assert real.count() > 300
    assert not real.filter(history__source_url="").exists()
    assert ReviewTask.objects.open().count() > 0


def test_certificates_are_valid_expiring_expired_suspended_and_revoked(world: None) -> None:
    found = {status_of(one, today()) for one in Certificate.objects.for_status()}
    assert {Status.VALID, Status.SUSPENDED, Status.REVOKED, Status.SUPERSEDED} <= found


def test_dossiers_build_on_certificates(world: None) -> None:
    kinds = dict(Dossier.objects.exclude(prior={}).values_list("kind", "prior__stars"))
    assert {"upgrade", "re_evaluation"} <= set(kinds)


def test_council_has_conflicts_paper_sheets_and_second_thoughts(world: None) -> None:
    assert Conflict.objects.counting().filter(source="declared").exists()
    assert Sheet.objects.filter(
        entered_by__isnull=False, state="submitted", countersigned_at__isnull=False
    ).exists()
    assert Sheet.objects.filter(entered_by__isnull=False, state="draft").exists()
    assert Sheet.objects.filter(revision=2, state="submitted").exclude(reason="").exists()


def test_every_role_has_an_account_that_gets_in(world: None) -> None:
    accounts = demo_accounts()
    assert [one.email for one in accounts] == [person.email for person in CAST]
    assert {one.role for one in accounts} == {ROLES[role].label for role in Role}
    for one in accounts:
        client = Client()
        client.post("/tai-khoan/dang-nhap/", {"login": one.email, "password": PASSWORD})
        if one.code:
            client.post("/tai-khoan/hai-lop/nhap-ma/", {"code": one.code})
        assert client.get("/lam-viec/").status_code == 200, one.email


def test_second_run_changes_nothing(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert installing.is_built()
    before = Dossier.objects.count()
    call_command("demo")
    assert "giữ nguyên" in capsys.readouterr().err
    assert Dossier.objects.count() == before


def test_accounts_are_printed_with_the_password(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo", "--accounts")
    out = capsys.readouterr().out
    assert PASSWORD in out
    assert all(person.email in out for person in CAST)


def test_nothing_lies_in_the_future(world: None) -> None:
    assert not Dossier.objects.filter(state_at__gt=now()).exists()
    assert not Certificate.objects.filter(issued_at__gt=now()).exists()


def test_published_file_is_the_one_the_readme_describes() -> None:
    lines = installing.HISTORY.read_text(encoding="utf-8").count("\n")
    assert lines == 451
    assert "450 dòng" in (Path(installing.HISTORY).parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("email", [member.email for member in CAST])
def test_every_link_a_person_sees_leads_to_a_page(world: None, email: str) -> None:
    client = Client()
    client.force_login(User.objects.get(email=email), backend="ocop.accounts.backends.PersonBackend")
    assert list(refused_links(client, "/lam-viec/")) == []
