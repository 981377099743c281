"""The pages: scope, fixed cost, presence by the short-lived code, certificates that can be checked."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from ocop.core.permissions import Role
from ocop.training import attending
from ocop.training.actions import courses, people
from ocop.training.models import Attendance, Course
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.training import hold, make_course, organiser, put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    """A course of today with one person, running: (organiser, session, enrolment)."""
    by = organiser()
    today = timezone.localdate()
    course = make_course(by, starts_on=today, ends_on=today, hours=("4",))
    one = put_in(course, by, producer=make_producer())
    session = course.sessions.get()
    type(session).objects.filter(pk=session.pk).update(starts_at=timezone.now())
    courses.move(course=course, name="start", by=by, at=AT)
    session.refresh_from_db()
    return by, session, one


def test_planning_and_every_step_through_the_pages():
    by = organiser()
    client = signed_in(by)
    data = {
        "kind": "class",
        "title": "Lớp trang",
        "audience": "all",
        "starts_on": "05/03/2026",
        "ends_on": "06/03/2026",
        "required_percent": "80",
        "topics": "Ghi nhãn | 3,5\nAn toàn | 4",
        "cost": "12.000.000",
    }
    bad = client.post("/lam-viec/dao-tao/moi/", {**data, "topics": "Ghi nhãn"})
    assert "cần tên chuyên đề" in bad.content.decode()
    assert client.post("/lam-viec/dao-tao/moi/", data).status_code == 302
    course = Course.objects.get()
    url = course.get_absolute_url()
    session = {"title": "Buổi 1", "day": "05/03/2026", "hour": "08:00", "hours": "3,5"}
    assert "trong thời gian" in client.post(f"{url}buoi/", {**session, "day": "07/03/2026"}).content.decode()
    assert client.post(f"{url}buoi/", session).status_code == 302
    assert client.post(f"{url}buoc/open/").status_code == 302
    producer = make_producer()
    person = {"name": "Lê Thị Trang", "role": "worker", "producer": producer.code}
    assert client.post(f"{url}ghi-danh/", person).status_code == 302
    page = client.get(url).content.decode()
    assert "Lê Thị Trang" in page and "3,5 giờ" in page and "12.000.000 đồng" in page
    assert client.post(f"{url}sua/", {**data, "title": "Lớp đã sửa"}).status_code == 302
    assert client.get(f"{url}buoc/khong-co/").status_code == 404
    assert client.post(f"{url}buoc/cancel/", {"reason": " "}).status_code == 200
    assert client.post(f"{url}buoc/cancel/", {"reason": "Mưa bão"}).status_code == 302


def test_a_participant_scans_types_the_code_and_is_there_once(client: Client, running):
    _, session, one = running
    address = f"/diem-danh/{attending.code_of(session)}/"
    assert "Tôi có mặt" in client.get(address).content.decode()
    assert "Không có mã ghi danh" in client.post(address, {"code": "GD-XXXXXX"}).content.decode()
    for word in ("Đã ghi có mặt", "Đã ghi có mặt từ trước"):
        assert f"<h1>{word}</h1>" in client.post(address, {"code": one.code.lower()}).content.decode()
    assert Attendance.objects.get().way == "own"


def test_an_old_or_forged_code_is_refused(client: Client, running, monkeypatch):
    _, session, _ = running
    code = attending.code_of(session)
    assert client.get(f"/diem-danh/{session.code}:x:y/").status_code == 410
    monkeypatch.setattr(attending, "GOOD_FOR", timedelta(seconds=-1))
    page = client.get(f"/diem-danh/{code}/")
    assert page.status_code == 410 and "quét lại mã" in page.content.decode()
    other = signing.TimestampSigner(salt="other").sign(session.code)
    assert client.post(f"/diem-danh/{other}/", {"code": "GD-X"}).status_code == 410


def test_the_trainer_scans_the_pass(client: Client, running):
    by, session, one = running
    visitor = client.get(f"/the-hoc/{one.token}/").content.decode()
    assert one.code in visitor and 'class="qr-large"><svg' in visitor and "Ghi có mặt:" not in visitor
    trainer = signed_in(by)
    assert "Ghi có mặt:" in trainer.get(f"/the-hoc/{one.token}/").content.decode()
    for _ in range(2):
        assert trainer.post(f"/the-hoc/{one.token}/co-mat/", {"session": session.code}).status_code == 302
    assert Attendance.objects.get().way == "trainer"
    stranger = signed_in(organiser("09556"))
    assert stranger.post(f"/the-hoc/{one.token}/co-mat/", {"session": session.code}).status_code == 403
    assert client.get("/the-hoc/KHONGCO/").status_code == 404


def test_the_screen_renews_its_code_without_scripts(running):
    by, session, one = running
    url = session.course.get_absolute_url()
    page = signed_in(by).get(f"{url}buoi/{session.code}/ma/")
    assert page["Refresh"] == "60" and 'class="qr-large"><svg' in page.content.decode()
    answer = signed_in(by).post(f"{url}buoi/{session.code}/", {"present": [one.code]})
    assert answer.status_code == 302 and Attendance.objects.get().way == "list"


def test_certificate_opens_its_check_and_not_the_pass(client: Client, running):
    by, session, one = running
    course = session.course
    people.note_list(session=session, present={one.code}, shown=set(), by=by, at=AT)
    courses.move(course=course, name="finish", by=by, at=AT)
    assert signed_in(by).post(f"{course.get_absolute_url()}chung-nhan/").status_code == 302
    one.refresh_from_db()
    page = client.get(f"/chung-nhan-tap-huan/{one.check_token}/").content.decode()
    assert one.certificate_no in page and one.token not in page and one.code not in page
    assert client.get(f"/chung-nhan-tap-huan/{one.check_token}/tep/").content.startswith(b"%PDF")
    assert client.get(f"/chung-nhan-tap-huan/{one.token}/").status_code == 404
    assert client.post(f"/the-hoc/{one.token}/", {"content": 5, "teaching": 4, "use": 4}).status_code == 302
    assert "5,0/5" in signed_in(by).get(course.get_absolute_url()).content.decode()


def test_a_producer_sees_what_is_open_to_it_and_enrols_its_people():
    by = organiser()
    course = make_course(by)
    make_course(organiser("01290"), title="Lớp Cao Bằng")
    producer = make_producer()
    client = signed_in(acting_for(producer))
    page = client.get("/lam-viec/lop-tap-huan/").content.decode()
    assert course.title in page and "Lớp Cao Bằng" not in page
    url = f"/lam-viec/dao-tao/{course.code}/ghi-danh/"
    assert client.post(url, {"name": "Người Nhà", "role": "worker"}).status_code == 302
    held = course.enrolments.get()
    assert held.code in client.get("/lam-viec/lop-tap-huan/").content.decode()
    assert client.post(f"/lam-viec/dao-tao/rut/{held.code}/").status_code == 302
    other = signed_in(acting_for(make_producer()))
    assert other.get(f"/lam-viec/dao-tao/rut/{held.code}/").status_code == 404


def test_out_of_scope_is_not_there_and_other_roles_may_not():
    course = make_course(organiser(), state="planned")
    for path in ("", "sua/", "buoc/open/", "ghi-danh/", "nguoi-hoc/", "chung-nhan/"):
        client = signed_in(organiser("01290"))
        assert client.get(f"{course.get_absolute_url()}{path}").status_code == 404, path
    member = signed_in(act(Role.MEMBER, make_units()["01"]))
    assert member.get("/lam-viec/dao-tao/").status_code == 403


def test_lists_cost_the_same_for_3_and_300(django_assert_max_num_queries):
    by = organiser()
    client = signed_in(by)
    course = make_course(by)
    producer = make_producer()

    def cost() -> list[int]:
        numbers = []
        for url in ("/lam-viec/dao-tao/?q=lop", course.get_absolute_url(), "/lam-viec/dao-tao/do-phu/"):
            with django_assert_max_num_queries(20) as counted:
                client.get(url)
            numbers.append(len(counted))
        return numbers

    for number in range(3):
        put_in(course, by, f"Người {number}", producer=producer)
    few = cost()
    for number in range(3, 60):
        put_in(course, by, f"Người {number}", producer=producer)
    rows = [
        Course(
            code=f"LH-{n}",
            kind="class",
            title=f"Lớp {n}",
            unit=by.unit,
            starts_on=AT.date(),
            ends_on=AT.date(),
            created_at=AT,
            state_at=AT,
            now_province="01",
        )
        for n in range(300)
    ]
    Course.objects.bulk_create(rows)
    assert cost() == few


def test_sheets_hold_what_the_screen_shows():
    by = organiser()
    course = make_course(by, hours=("4",), ends_on=AT.date())
    one = put_in(course, by, producer=make_producer())
    hold(course, by, {course.sessions.get(): [one]})
    client = signed_in(by)
    for url, word in (
        ("/lam-viec/dao-tao/xuat/?loai=class", course.title),
        (f"{course.get_absolute_url()}nguoi-hoc/", one.code),
    ):
        book = CalamineWorkbook.from_filelike(BytesIO(client.get(url).content))
        cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
        assert word in cells
