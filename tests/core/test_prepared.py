"""A prepared statement gives what its queryset gives."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Count, F

from ocop.accounts.models import Appointment, User
from ocop.core.permissions import Role
from ocop.core.prepared import Prepared
from ocop.core.prepared_writes import insert_of, swap, update_of, write
from ocop.notify.models import Notification
from tests.factories.accounts import AT, act, make_person
from tests.factories.places import make_unit

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def held_by(person, on):
    return Appointment.objects.filter(person=person).on(on).select_related("unit").order_by("pk")


def test_prepared_objects_carry_relations_and_annotations(django_assert_num_queries):
    acting = act(Role.COMMUNE_OFFICER, make_unit("09556", name="Tây Mỗ"))
    statement = Prepared(
        lambda person, on: held_by(person, on).annotate(who=F("person__email")), person=int, on=date
    )
    for _ in range(3):
        with django_assert_num_queries(1):
            (found,) = statement.rows(person=acting.person.pk, on=ON)
            assert found.unit.full_name == acting.unit.full_name
    expected = held_by(acting.person, ON).get()
    assert (found, found.from_on, found.who) == (expected, expected.from_on, acting.person.email)
    assert not found._state.adding and found.get_deferred_fields() == set()


def test_prepared_statement_binds_other_values_each_time():
    people = [make_person() for _ in range(5)]
    one = Prepared(lambda pk: User.objects.filter(pk=pk), pk=int)
    assert [one.first(pk=person.pk) for person in people] == people
    assert one.first(pk=10**9) is None and one.rows(pk=-1) == []


def test_prepared_tuples_flat_values_and_counts():
    person = make_person(full_name="Nguyễn Thị “Ổi” 100 %")
    by_name = User.objects.filter
    pairs = Prepared(lambda name: by_name(full_name=name).values_list("pk", "full_name"), name=str)
    flat = Prepared(lambda name: by_name(full_name=name).values_list("email", flat=True), name=str)
    many = Prepared(
        lambda pk: by_name(pk=pk).values("pk").annotate(n=Count("pk")).values_list("n", flat=True), pk=int
    )
    assert pairs.rows(name=person.full_name) == [(person.pk, person.full_name)]
    assert flat.rows(name=person.full_name) == [person.email]
    assert many.rows(pk=person.pk) == [1]


def test_prepared_json_comes_back_as_json():
    from tests.factories.evaluation import make_world

    council = make_world(2).council
    rules = Prepared(lambda pk: type(council).objects.filter(pk=pk), pk=int).first(pk=council.pk).rules
    assert rules == council.rules and isinstance(rules, dict)


def test_prepared_statement_names_a_value_it_does_not_use():
    with pytest.raises(TypeError, match="name"):
        Prepared(lambda pk, name: User.objects.filter(pk=pk), pk=int, name=str).rows(pk=1, name="x")
    with pytest.raises(KeyError):
        Prepared(lambda pk: User.objects.filter(pk=pk), pk=int).rows()


@pytest.mark.django_db(transaction=True)
def test_prepared_lock_needs_a_transaction():
    person = make_person()
    held = Prepared(lambda pk: User.objects.select_for_update().filter(pk=pk), pk=int)
    if connection.features.has_select_for_update:
        with pytest.raises(RuntimeError):
            held.rows(pk=person.pk)
    with transaction.atomic():
        assert held.rows(pk=person.pk) == [person]


def test_write_goes_through_the_fields():
    notice = Notification(
        person=make_person(), key="k", title="Ba\u0323n", text="x", url="", created_at=AT, about_id="1"
    )
    write(insert_of(notice))
    stored = Notification.objects.get()
    assert stored.public_id == notice.public_id and stored.created_at == AT
    stored.read_at = AT
    write(update_of(stored, ["read_at"]))
    assert Notification.objects.get().read_at == AT


def test_write_refuses_a_row_that_is_not_there():
    person = make_person()
    person.pk = 10**9
    with pytest.raises(RuntimeError, match="not there"):
        write(update_of(person, ["full_name"]))


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="one statement for both exists on PostgreSQL only"
)
def test_swap_writes_both_rows_or_none():
    person = make_person()
    notice = Notification(person=person, key="k", title="Bạn", text="x", url="", created_at=AT, about_id="1")
    person.full_name = "Lê Thị Mới"
    changed = update_of(person, ["full_name"])
    assert not swap(changed, insert_of(notice), only_if="full_name = %s", values=["không ai"])
    assert not Notification.objects.exists()
    assert swap(changed, insert_of(notice), only_if="is_active = %s", values=[True])
    assert User.objects.get(pk=person.pk).full_name == "Lê Thị Mới"
    assert Notification.objects.get().public_id == notice.public_id
