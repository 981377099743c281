"""The auditor's pages: everything in scope, nothing beyond, filters, paging, the proof."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ocop.audit import record, verbs
from ocop.audit.actions import make_checkpoint
from ocop.core.acting import Acting
from ocop.core.immutability import triggers_off
from ocop.core.permissions import Role
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.places import make_units

LIST = "/lam-viec/nhat-ky/"


@pytest.fixture
def units(db):
    return make_units()


@pytest.fixture
def client(units):
    return signed_in(act(Role.AUDITOR, units["VN"], make_person("Vũ Kiểm Toán")))


def note(verb: str, by: Acting, about=None, at=AT, **data) -> int:
    with transaction.atomic():
        return record(verb, about=about or by.person, by=by, at=at, data=data).seq


def rows_of(answer) -> list[int]:
    return [row["event"].seq for row in answer.context["rows"]]


@pytest.fixture
def offices(units):
    """Two offices of Hà Nội and Cao Bằng, three events."""
    hanoi = act(Role.PROVINCE_OFFICE, units["01"], make_person("Đặng Thị Hoà"))
    commune = act(Role.COMMUNE_OFFICER, units["01290"], make_person("Lê Văn Bình"))
    note("appointment.made", hanoi)
    note("appointment.ended", commune, at=AT + timedelta(days=1))
    note("appointment.made", commune, at=AT + timedelta(days=2))
    return hanoi, commune


def test_events_stand_newest_first_with_names(client, offices):
    answer = client.get(LIST)

    assert rows_of(answer) == [3, 2, 1]
    page = answer.content.decode()
    assert "Kết thúc vai trò" in page
    assert "Cán bộ cấp xã – Xã Bảo Lâm" in page


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"viec": "appointment.made"}, [3, 1]),
        ({"nguoi": "dang hoa"}, [1]),
        ({"don_vi": "bao lam"}, [3, 2]),
        ({"don_vi": "01"}, [1]),
        ({"tu": "03/11/2026"}, [3, 2]),
        ({"den": "03/11/2026"}, [2, 1]),
        ({"tu": "3/11/2026", "den": "3/11/2026"}, [2]),
        ({"tu": "hôm qua"}, [3, 2, 1]),
        ({"nguoi": "không có ai"}, []),
    ],
)
def test_filters(client, offices, filters, expected):
    assert rows_of(client.get(LIST, filters)) == expected


def test_events_of_one_record(client, offices):
    answer = client.get(LIST, {"loai": "accounts.user", "ma": str(offices[1].person.pk)})

    assert rows_of(answer) == [3, 2]


def test_a_province_auditor_reads_its_own_province(units, offices):
    province = signed_in(act(Role.AUDITOR, units["01"]))

    assert rows_of(province.get(LIST)) == [1]
    assert province.get(f"{LIST}1/").status_code == 200
    assert province.get(f"{LIST}2/").status_code == 404


def test_others_do_not_read_the_trail(units, offices):
    for role, unit in (
        (Role.ADMINISTRATOR, "VN"),
        (Role.PROVINCE_OFFICE, "01"),
        (Role.COMMUNE_OFFICER, "09556"),
    ):
        office = signed_in(act(role, units[unit]))
        for path in ("", "1/", "kiem-tra/"):
            assert office.get(LIST + path).status_code == 403, (role, path)


def test_pages_go_back_in_time_at_the_same_price(client, offices):
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(120):
        note("appointment.made", offices[number % 2])
    with CaptureQueriesContext(connection) as many:
        first = client.get(LIST)
    second = client.get(LIST + first.context["next_url"])
    third = client.get(LIST + second.context["next_url"])

    assert len(many) == len(few) <= 11
    assert rows_of(first) + rows_of(second) + rows_of(third) == list(range(123, 0, -1))
    assert third.context["next_url"] == ""


@pytest.mark.parametrize("cursor", ["abc", "-1", "9" * 30, "", "\x00", "1.5"])
def test_broken_cursors_show_the_list(client, offices, cursor):
    assert client.get(LIST, {"truoc": cursor}).status_code == 200


def test_an_entry_shows_what_its_hash_covers(client, offices):
    seq = note("appointment.ended", offices[0], reason="Chuyển công tác <b>")

    page = client.get(f"{LIST}{seq}/").content.decode()

    assert "Chuyển công tác &lt;b&gt;" in page
    assert client.get(f"{LIST}{10**25}/").status_code == 404


def test_the_chain_is_proved_on_the_page(client, offices):
    make_checkpoint(at=AT)
    assert client.get(f"{LIST}kiem-tra/").content.decode().count("không có lỗi") == 3

    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET verb = 'x' WHERE seq = 2")

    assert "Mục #2 đã bị sửa" in client.get(f"{LIST}kiem-tra/").content.decode()


def test_verbs_have_labels_from_machines_and_registry():
    assert verbs.label("dossier.submit") != "dossier.submit"
    assert verbs.label("appointment.made") == "Cử vào vai trò"
    assert verbs.label("la.lung") == "la.lung"
