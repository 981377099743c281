"""The pages for managing people: in scope, in Vietnamese, at a fixed number of queries."""

import inspect
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.accounts.views import people, profile
from ocop.core.permissions import Role
from tests.factories.accounts import AT, act, make_appointment, make_person, signed_in
from tests.factories.places import make_units

LIST = "/lam-viec/nguoi-dung/"


@pytest.fixture
def units(db):
    return make_units()


@pytest.fixture
def admin(units):
    return act(Role.ADMINISTRATOR, units["VN"], make_person("Phạm Quản Trị"))


@pytest.fixture
def client(admin):
    return signed_in(admin)


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_people_stand_by_given_name(client, units):
    for name in ("Trần Văn Đạt", "Lê Thị Ánh", "Nguyễn Văn Dũng", "Bùi Ân"):
        make_appointment(make_person(name), Role.COMMUNE_OFFICER, units["09556"])

    page = client.get(LIST).content.decode()

    order = [page.index(f">{name}<") for name in ("Lê Thị Ánh", "Bùi Ân", "Nguyễn Văn Dũng", "Trần Văn Đạt")]
    assert order == sorted(order)


def test_search_needs_no_marks(client):
    make_person("Đặng Thị Hoà")
    make_person("Lê Văn Bình")

    page = client.get(LIST, {"q": "dang hoa"}).content.decode()

    assert "Đặng Thị Hoà" in page
    assert "Lê Văn Bình" not in page


def test_the_list_filters_by_role(client, units):
    make_appointment(make_person("Cán Bộ Xã"), Role.COMMUNE_OFFICER, units["09556"])

    page = client.get(LIST, {"vai_tro": "commune_officer"}).content.decode()

    assert "Cán Bộ Xã" in page
    assert "Phạm Quản Trị" not in re.sub(r"<header.*?</header>", "", page, flags=re.S)


def test_the_list_costs_the_same_for_3_and_300_rows(client, units):
    for _ in range(3):
        make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"])
    few = queries_of(client, LIST)
    for _ in range(100):
        make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"])

    assert queries_of(client, LIST) == few
    assert few <= 9


def test_pages_lead_on_and_back(client):
    for number in range(60):
        make_person(f"Người Thứ {number:02d}")

    first = client.get(LIST).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first).group(1).replace("&amp;", "&")
    second = client.get(LIST + following).content.decode()

    assert "Người Thứ 00" in first
    assert "Người Thứ 59" in second
    assert 'rel="prev"' in second


def test_the_province_office_sees_its_own_people_only(units):
    mine = make_appointment(make_person("Của Tỉnh"), Role.COMMUNE_OFFICER, units["09556"])
    other = make_appointment(make_person("Tỉnh Khác"), Role.COMMUNE_OFFICER, units["01290"])
    office = signed_in(act(Role.PROVINCE_OFFICE, units["01"]))

    page = office.get(LIST).content.decode()

    assert "Của Tỉnh" in page
    assert "Tỉnh Khác" not in page
    assert office.get(f"{LIST}{mine.person_id}/").status_code == 200
    assert office.get(f"{LIST}{other.person_id}/").status_code == 404
    assert office.get(f"{LIST}vai-tro/{other.pk}/ket-thuc/").status_code == 404


@pytest.mark.parametrize("path", ["", "them/", "cho-xac-nhan/"])
def test_others_get_403_with_the_sentence(units, path):
    answer = signed_in(act(Role.COMMUNE_OFFICER, units["09556"])).get(LIST + path)

    assert answer.status_code == 403
    assert "Quản trị hệ thống" in answer.content.decode()


def test_a_new_person_is_invited_and_appointed_in_one_go(client, units, django_capture_on_commit_callbacks):
    form = {
        "email": "can.bo@vidu.vn",
        "full_name": "Vũ Thị Cán",
        "phone": "0912345678",
        "role": "commune_officer",
        "unit_q": "phường hà đông, hà nội",
        "unit": "09556",
        "from_on": "02/11/2026",
        "reference": "QĐ 5/QĐ-UBND",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{LIST}them/", form)

    person = User.objects.get(email="can.bo@vidu.vn")
    assert answer["Location"] == f"{LIST}{person.pk}/"
    assert person.appointments.get().unit == units["09556"]
    assert "Lời mời dùng hệ thống OCOP" in mail.outbox[0].subject


def test_a_refused_office_invites_nobody(client, units):
    form = {
        "email": "a@vidu.vn",
        "full_name": "A B",
        "role": "commune_officer",
        "unit_q": "Hà Nội",
        "unit": "01",
    }

    page = client.post(f"{LIST}them/", {**form, "from_on": "2/11/2026", "reference": "x"}).content.decode()

    assert "chỉ có ở: cấp xã" in page
    assert not User.objects.filter(email="a@vidu.vn").exists()


def test_finding_the_place_keeps_everything_typed(client, units):
    page = client.post(
        f"{LIST}them/", {"email": "a@vidu.vn", "unit_q": "ha dong", "unit_tim": "1", "reference": "QĐ 5"}
    ).content.decode()

    assert "Phường Hà Đông, Hà Nội" in page
    assert 'value="QĐ 5"' in page
    assert "Không được bỏ trống" not in page


def test_a_far_reaching_role_travels_through_the_second_person(client, units):
    person = make_person("Người Ký")
    form = {"role": "signer", "unit": "01", "unit_q": "", "from_on": "01/11/2026", "reference": "QĐ 1"}
    client.post(f"{LIST}{person.pk}/cu/", form)
    asked = RoleRequest.objects.get()
    second = signed_in(act(Role.ADMINISTRATOR, units["VN"]))

    own = client.get(f"{LIST}cho-xac-nhan/{asked.pk}/")
    without_reason = second.post(f"{LIST}cho-xac-nhan/{asked.pk}/", {"quyet_dinh": "tu_choi", "reason": ""})
    done = second.post(f"{LIST}cho-xac-nhan/{asked.pk}/", {"quyet_dinh": "dong_y", "reason": ""})

    assert own.status_code == 403
    assert "người đề nghị" in own.content.decode()
    assert "Không được bỏ trống" in without_reason.content.decode()
    assert done.status_code == 302
    assert Appointment.objects.get(person=person).role == "signer"


def test_ending_an_office_from_the_page(client, units):
    held = make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"])
    address = f"{LIST}vai-tro/{held.pk}/ket-thuc/"

    assert "mất quyền của vai trò ngay lập tức" in client.get(address).content.decode()
    client.post(address, {"reason": "Chuyển công tác"})

    held.refresh_from_db()
    assert held.end_reason == "Chuyển công tác"


def test_the_same_form_sent_twice_appoints_once(client, units):
    person = make_person()
    form = {
        "role": "commune_officer",
        "unit": "09556",
        "unit_q": "",
        "from_on": "01/11/2026",
        "reference": "x",
        "_once": "k1",
    }

    answers = [client.post(f"{LIST}{person.pk}/cu/", form)["Location"] for _ in range(2)]

    assert answers == [f"{LIST}{person.pk}/"] * 2
    assert person.appointments.count() == 1


def test_administrators_take_a_lost_second_factor_off(client, units):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth as totp

    held = make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"])
    totp.TOTP.activate(held.person, totp.generate_totp_secret())

    client.post(f"{LIST}{held.person_id}/go-hai-lop/", {"reason": "Mất máy, đã gặp trực tiếp"})

    assert not Authenticator.objects.filter(user=held.person).exists()
    office = signed_in(act(Role.PROVINCE_OFFICE, units["01"]))
    assert office.get(f"{LIST}{held.person_id}/go-hai-lop/").status_code == 403


@pytest.mark.parametrize("value", ["~", "abc~xyz", "a~99999999999999999999", "\x00~1"])
def test_broken_input_gets_a_page(client, admin, value):
    assert client.get(LIST, {"sau": value}).status_code == 200
    assert client.get(LIST, {"truoc": value}).status_code == 200
    assert client.get(LIST, {"q": value, "vai_tro": value}).status_code == 200
    assert client.get("/dia-ban/", {"q": value, "cap": value}).status_code == 200
    assert client.get(f"/dia-ban/{value}/").status_code == 404
    form = {"role": value, "unit": value, "unit_q": value, "from_on": value, "reference": value}
    assert client.post(f"{LIST}{admin.person.pk}/cu/", form).status_code == 200
    assert client.get("/lam-viec/nhat-ky/", {"nguoi": value}).status_code == 403


def test_one_s_own_page_shows_offices_and_changes_details(client, admin):
    page = client.get("/tai-khoan/").content.decode()
    assert "Quản trị hệ thống – Việt Nam" in page

    client.post("/tai-khoan/", {"full_name": "Phạm  Văn Mới", "phone": "+84 987 654 321"})

    admin.person.refresh_from_db()
    assert (admin.person.full_name, admin.person.phone) == ("Phạm Văn Mới", "0987654321")


def test_an_invitation_is_sent_again_and_the_old_link_dies(client, django_capture_on_commit_callbacks):
    person = make_person("Chưa Vào")
    links = []
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(f"{LIST}{person.pk}/moi-lai/").status_code == 302
        links.append(re.search(r"/tai-khoan/moi/\S+", mail.outbox[-1].body).group())

    assert "Gửi lại thư mời" in client.get(f"{LIST}{person.pk}/").content.decode()
    assert [client.get(link).status_code for link in links] == [410, 200]
    assert client.get(f"{LIST}{person.pk}/moi-lai/").status_code == 405


def test_whoever_has_a_password_is_not_invited_again(client):
    person = make_person(password=True)

    answer = client.post(f"{LIST}{person.pk}/moi-lai/")

    assert answer.status_code == 422
    assert "đã đặt mật khẩu" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "address"),
    [
        (people.people, LIST),
        (people.person, LIST + "{person}/"),
        (people.requests, LIST + "cho-xac-nhan/"),
        (profile.details, "/tai-khoan/"),
    ],
)
def test_pages_cost_what_stands_beside_their_views(client, units, view, address):
    written = int(re.search(r"# queries: (\d+)", inspect.getsource(inspect.unwrap(view))).group(1))
    held = [make_appointment(make_person(), Role.COMMUNE_OFFICER, units["09556"]) for _ in range(30)]
    for one in held:
        RoleRequest.objects.create(
            person=one.person,
            role="signer",
            unit=units["01"],
            from_on=AT.date(),
            requested_by=held[0].person,
            requested_at=AT,
        )

    assert queries_of(client, address.format(person=held[0].person_id)) <= written
