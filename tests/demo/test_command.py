"""`ocop demo` builds only where nobody real can be hurt."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ocop.core.clock import now
from ocop.core.errors import RuleBroken
from ocop.demo import installing
from tests.factories.accounts import make_person


def test_demo_without_demo_mode_is_refused(settings: Any) -> None:
    settings.OCOP_DEMO = False
    with pytest.raises(CommandError, match="OCOP_DEMO=1"):
        call_command("demo")


@pytest.mark.django_db
def test_demo_over_real_people_is_refused(settings: Any) -> None:
    settings.OCOP_DEMO = True
    make_person("Nguyễn Có Thật")
    with pytest.raises(RuleBroken, match="người dùng thật"):
        installing.install(at=now(), tell=lambda title: None)


@pytest.mark.django_db
def test_force_on_an_installation_that_is_no_demo_is_refused(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    settings.OCOP_DEMO = True
    file = tmp_path / "that.sqlite3"
    file.write_bytes(b"so lieu that")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    with pytest.raises(CommandError):
        call_command("demo", "--force")
    assert file.read_bytes() == b"so lieu that"


@pytest.mark.django_db
def test_accounts_before_the_build_say_what_to_do(settings: Any) -> None:
    settings.OCOP_DEMO = True
    with pytest.raises(CommandError, match="ocop demo"):
        call_command("demo", "--accounts")
