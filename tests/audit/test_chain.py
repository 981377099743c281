"""The chain: gap-free, append-only on the engine, and every tampering named at its first bad entry."""

import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.audit import checks, record
from ocop.audit.actions import make_checkpoint, plain
from ocop.audit.chain import canonical, event_hash
from ocop.audit.models import ChainHead, Checkpoint, Event
from ocop.core import checks_registry
from ocop.core.acting import Acting, system
from ocop.core.immutability import triggers_off
from ocop.core.permissions import Role
from tests.factories.accounts import AT, act, make_person
from tests.factories.parallel import at_once, real_database
from tests.factories.places import make_units

BY = system(AT.date())


@pytest.fixture
def chain(db) -> list[Event]:
    """Six events about one person."""
    person = make_person("Nguyễn Văn Chuỗi")
    with transaction.atomic():
        return [
            record("thu.viec", about=person, by=BY, at=AT + timedelta(seconds=n), data={"n": n})
            for n in range(6)
        ]


def problem() -> str:
    return checks.verify_chain().problems[0]


def tamper(sql: str, *params: object) -> None:
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_events_are_numbered_without_gap_and_linked(chain):
    assert [event.seq for event in chain] == [1, 2, 3, 4, 5, 6]
    assert [event.previous for event in chain[1:]] == [event.hash for event in chain[:-1]]
    finding = checks.verify_chain()
    assert (finding.ok, finding.rows) == (True, 6)


@pytest.mark.django_db(transaction=True)
def test_without_transaction_nothing_is_recorded():
    person = make_person()

    with pytest.raises(RuntimeError, match="transaction of its change"):
        record("x", about=person, by=BY, at=AT)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_event_and_no_gap():
    person = make_person()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("x", about=person, by=BY, at=AT)
        raise ZeroDivisionError
    with transaction.atomic():
        event = record("y", about=person, by=BY, at=AT)

    assert event.seq == 1


@pytest.mark.parametrize(
    "sql",
    ["UPDATE audit_event SET verb = 'x' WHERE seq = 3", "DELETE FROM audit_event WHERE seq = 3"],
)
def test_the_database_itself_refuses_changes(chain, sql):
    with (
        pytest.raises(DatabaseError, match="ocop: immutable"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(seq=3).update(verb="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(seq=3).delete()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "khac"),
        ("about_id", "999"),
        ("about_label", "Người khác"),
        ("role", "administrator"),
        ("unit_key", "01"),
        ("person_id", 999),
        ("party_id", 999),
        ("data", '{"n": 99}'),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_field_is_named(chain, column, value):
    tamper(f"UPDATE audit_event SET {column} = %s WHERE seq = 3", value)

    assert problem() == "Mục #3 đã bị sửa: nội dung không khớp mã băm."


def test_a_changed_moment_is_named(chain):
    tamper("UPDATE audit_event SET at = %s WHERE seq = 4", datetime(2026, 1, 1, tzinfo=UTC))

    assert "Mục #4 đã bị sửa" in problem()


def test_a_changed_link_is_named(chain):
    tamper("UPDATE audit_event SET previous = %s WHERE seq = 5", "0" * 64)

    assert "Mục #5 không nối" in problem()


def test_a_removed_entry_is_named(chain):
    tamper("DELETE FROM audit_event WHERE seq = 2")

    assert problem() == "Mục #2 bị mất: sau #1 là #3."


def test_swapped_entries_are_named(chain):
    tamper("UPDATE audit_event SET seq = seq + 100 WHERE seq = 3")
    tamper("UPDATE audit_event SET seq = 3 WHERE seq = 4")
    tamper("UPDATE audit_event SET seq = 4 WHERE seq = 103")

    assert "Mục #3" in problem()


def test_an_inserted_entry_is_named(chain):
    last = chain[-1]
    fields = {name: getattr(last, name) for name in checks.FIELDS}
    with triggers_off():
        Event(seq=7, previous=last.hash, hash="a" * 64, **fields).save(force_insert=True)

    assert "Mục #7 đã bị sửa" in problem()


def test_a_cut_end_is_named(chain):
    tamper("DELETE FROM audit_event WHERE seq > 4")

    assert "Mục #5 bị mất: chuỗi đã ghi đến #6" in problem()


def test_a_cut_end_with_mended_head_is_found_by_the_checkpoint(chain):
    make_checkpoint(at=AT)
    tamper("DELETE FROM audit_event WHERE seq > 4")
    ChainHead.objects.update(seq=4, hash=chain[3].hash)

    assert checks.verify_chain().ok
    assert "Mốc #6 không khớp" in checks.verify_checkpoints().problems[0]


def test_a_chain_written_anew_is_found_by_the_checkpoint(chain):
    make_checkpoint(at=AT)
    previous = chain[1].hash
    with triggers_off():
        for event in chain[2:]:
            event.verb, event.previous = "khac", previous
            fields = {"seq": event.seq, **{name: getattr(event, name) for name in checks.FIELDS}}
            event.hash = previous = event_hash(previous, fields)
            event.save()
    ChainHead.objects.update(hash=previous)

    assert checks.verify_chain().ok
    assert not checks.verify_checkpoints().ok


def test_a_checkpoint_is_made_once_per_end_and_verifies(chain):
    first = make_checkpoint(at=AT)

    assert make_checkpoint(at=AT + timedelta(days=1)) == first
    assert (first.seq, first.hash) == (6, chain[-1].hash)
    finding = checks.verify_checkpoints()
    assert (finding.ok, finding.rows) == (True, 1)


def test_a_forged_signature_is_found(chain):
    make_checkpoint(at=AT)
    with triggers_off():
        Checkpoint.objects.update(signature=base64.b64encode(b"x" * 64).decode())

    assert "Chữ ký của mốc #6 không hợp lệ" in checks.verify_checkpoints().problems[0]


def test_an_empty_chain_holds(db):
    assert checks.verify_chain().ok


def test_secrets_and_identity_numbers_are_found(db):
    person = make_person()
    with transaction.atomic():
        record("a", about=person, by=BY, at=AT, data={"password": "x"})
        record("b", about=person, by=BY, at=AT, data={"note": "số 001085012345 của ông"})
        record("c", about=person, by=BY, at=AT, data={"points": "30.5", "hash": "0" * 64})

    assert [line.split(":")[0] for line in checks.no_secrets().problems] == ["Mục #1", "Mục #2"]


def test_line_breaks_cannot_forge_an_entry(db):
    person = make_person("Một\nHai\r\n#7 Ba\x00")
    with transaction.atomic():
        event = record("a", about=person, by=BY, at=AT, data={"note": "x\x00y"})

    assert event.about_label == "Một Hai #7 Ba"
    assert event.data == {"note": "xy"}
    assert checks.no_secrets().ok


def test_an_event_tells_who_acted_for_which_office(db):
    units = make_units()
    acting = act(Role.PROVINCE_OFFICE, units["01"])
    with transaction.atomic():
        event = record("a", about=acting.person, by=acting, at=AT)

    assert (event.person_id, event.role, event.unit_key) == (acting.person.pk, "province_office", "01")
    assert checks.verify_chain().ok


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_recorded_survives_the_database(db, data):
    """Canonical form of what was written equals that of what is read back, for any data an action may hand over."""
    with transaction.atomic():
        event = record("a", about=ChainHead(pk=1), by=Acting(), at=AT, data=data)
        event.refresh_from_db()
        assert canonical(event.data) == canonical(plain(data))
        assert checks.verify_chain().ok
        transaction.set_rollback(True)


def test_the_registry_runs_a_check_by_number(chain):
    rows = {row["key"]: row for row in checks_registry.run(["I27", "I28"])}

    assert rows["I27"]["ok"]
    assert rows["I27"]["rows"] == 6
    assert set(rows) == {"I27", "I28"}


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_chain_without_gap(tmp_path):
    """Eight writers, ten events each, starting on an empty chain; some of their transactions roll back."""
    person = make_person()

    def write(number: int) -> None:
        for step in range(10):
            with suppress(ZeroDivisionError), transaction.atomic():
                record("a", about=person, by=BY, at=AT, data={"writer": number, "step": step})
                if step == 5:
                    raise ZeroDivisionError

    def look() -> tuple[bool, int, list[int]]:
        finding = checks.verify_chain()
        return finding.ok, finding.rows, list(Event.objects.order_by("seq").values_list("seq", flat=True))

    with real_database(tmp_path):
        at_once([partial(write, number) for number in range(8)])
        assert at_once([look]) == [(True, 72, list(range(1, 73)))]
