"""Protected rows: the engine itself refuses, for every declared protection."""

import pytest
from django.db import DatabaseError, connection, transaction

from ocop.audit import record
from ocop.audit.actions import make_checkpoint
from ocop.core.acting import system
from ocop.core.immutability import MESSAGE, install, protections, triggers_off
from tests.factories.accounts import AT, make_person

pytestmark = pytest.mark.django_db


def installed() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {row[0] for row in cursor.fetchall() if row[0].startswith("keep_")}


def test_every_protection_has_its_triggers():
    tables = {name.split("keep_")[1].rsplit("_", 2)[0] for name in installed()}

    assert {rule.model._meta.db_table[:40] for rule in protections()} <= {table[:40] for table in tables}


def test_installing_again_changes_nothing():
    before = installed()
    install()

    assert installed() == before


def test_checkpoints_neither_change_nor_go():
    person = make_person()
    record("a", about=person, by=system(AT.date()), at=AT)
    mark = make_checkpoint(at=AT)

    for change in (lambda: type(mark).objects.update(hash="0" * 64), mark.delete):
        with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
            change()


def test_triggers_come_back_after_a_test_of_tampering():
    before = installed()
    with triggers_off():
        assert installed() == set()

    assert installed() == before
