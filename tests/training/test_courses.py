"""A course from plan to certificates: each refusal with its sentence, presence once, places in order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.rulebook.training import completed
from ocop.training.actions import courses, people
from ocop.training.checks import capacity_is_kept, completion_is_what_attendance_says
from ocop.training.enums import Way
from ocop.training.models import Attendance, Course, Enrolment, Trainee
from ocop.training.policies import people as policies
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.training import course_data, hold, make_course, make_session, organiser, put_in, start_of

pytestmark = pytest.mark.django_db


def test_from_plan_to_certificate_with_an_event_each():
    by = organiser()
    course = make_course(by)
    first, second = course.sessions.all()
    producer = make_producer()
    full = put_in(course, by, "Lê Văn Đủ", producer=producer)
    half = put_in(course, by, "Lê Văn Nửa", producer=producer)
    course = hold(course, by, {first: [full, half], second: [full]})
    full.refresh_from_db()
    half.refresh_from_db()
    assert (full.completed_on, half.completed_on) == (DAY, None)  # ended a day early

    assert people.certify(course=course, by=by, at=AT) == 1
    full.refresh_from_db()
    assert full.certificate_no == f"01/{course.code}" and full.check_token not in ("", full.token)
    with pytest.raises(RuleBroken, match="Không còn ai"):
        people.certify(course=course, by=by, at=AT)
    course = courses.move(course=course, name="close", by=by, at=AT)
    verbs = Event.objects.filter(about_type="training.course").order_by("seq").values_list("verb", flat=True)
    assert [
        v for v in verbs if v.split(".")[1] in ("plan", "open", "start", "finish", "certify", "close")
    ] == [
        *("training.plan", "training.open", "training.start"),
        *("training.finish", "training.certify", "training.close"),
    ]
    assert completion_is_what_attendance_says().ok and capacity_is_kept().ok


@pytest.mark.parametrize(
    ("move", "words"),
    [("open", "Chưa có buổi nào"), ("start", "chỉ làm được khi"), ("finish", "chỉ làm được khi")],
)
def test_steps_out_of_order_are_refused(move, words):
    by = organiser()
    course = make_course(by, state="planned", hours=())
    with pytest.raises(RuleBroken, match=words):
        courses.move(course=course, name=move, by=by, at=AT)


def test_a_step_needs_what_it_rests_on():
    by = organiser()
    course = make_course(by)
    with pytest.raises(RuleBroken, match="Chưa có ai ghi danh"):
        courses.move(course=course, name="start", by=by, at=AT)
    put_in(course, by, producer=make_producer())
    course = courses.move(course=course, name="start", by=by, at=AT)
    with pytest.raises(RuleBroken, match="chưa ghi ai có mặt") as refusal:
        courses.move(course=course, name="finish", by=by, at=AT)
    assert len(refusal.value.details) == 2
    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        courses.move(course=course, name="cancel", by=by, at=AT)


@pytest.mark.parametrize(
    ("day", "hours", "words"),
    [(DAY - timedelta(days=1), "4", "trong thời gian của lớp"), (DAY, "13", "từ 0,5 đến 12 giờ")],
)
def test_sessions_that_cannot_be_are_refused(day, hours, words):
    by = organiser()
    with pytest.raises(RuleBroken, match=words):
        make_session(make_course(by, state="planned", hours=()), by, day=day, hours=hours)


def test_days_in_the_wrong_order_and_too_few_places_are_refused():
    by = organiser()
    with pytest.raises(RuleBroken, match="trước ngày bắt đầu"):
        make_course(by, ends_on=DAY - timedelta(days=1))
    course = make_course(by, capacity=2)
    producer = make_producer()
    for name in ("Một", "Hai"):
        put_in(course, by, name, producer=producer)
    with pytest.raises(RuleBroken, match="Đã có 2 người"):
        courses.edit_course(course=course, data=course_data(capacity=1), topics=[], by=by, at=AT)


def test_only_the_organiser_runs_it():
    province, commune = organiser(), organiser("09556")
    course = make_course(province)
    with pytest.raises(PermissionRefused, match="tổ chức; ông/bà chỉ xem"):
        courses.move(course=course, name="start", by=commune, at=AT)
    with pytest.raises(PermissionRefused, match="Việc này dành cho"):
        courses.plan_course(data=course_data(), topics=[], by=act(Role.MEMBER, make_units()["01"]), at=AT)


def test_who_sees_which_course():
    province, commune, other = organiser(), organiser("09556"), organiser("01290")
    shown = make_course(province)
    make_course(province, state="planned")
    local = make_course(commune, state="planned")

    assert set(Course.objects.visible_to(commune)) == {shown, local}
    assert not Course.objects.visible_to(other).exists()
    assert (
        Course.objects.visible_to(province).count() == 3 == Course.objects.visible_to(organiser("VN")).count()
    )


def test_full_courses_queue_and_free_places_go_to_the_first():
    by = organiser()
    course = make_course(by, capacity=1)
    producer = make_producer()
    first = put_in(course, by, "Người Một", producer=producer)
    waiting = [put_in(course, by, name, producer=producer) for name in ("Người Hai", "Người Ba")]
    assert [one.standing for one in (first, *waiting)] == ["going", "waiting", "waiting"]

    people.withdraw(enrolment=first, by=by, at=AT)
    assert [Enrolment.objects.get(pk=one.pk).standing for one in waiting] == ["going", "waiting"]
    assert Notification.objects.filter(key="training.seated").count() == 1
    courses.edit_course(course=course, data=course_data(capacity=5), topics=[], by=by, at=AT)
    assert Enrolment.objects.get(pk=waiting[1].pk).standing == "going"
    with pytest.raises(RuleBroken, match="đã rút"):
        people.withdraw(enrolment=Enrolment.objects.get(pk=first.pk), by=by, at=AT)


def test_the_same_person_twice_is_one_and_may_come_back():
    by = organiser()
    course, producer = make_course(by), make_producer()
    one = put_in(course, by, "Nguyễn Văn Ổn", producer=producer, born=1980)
    again, new = people.enrol(
        course=course, name="nguyễn văn ổn ", role="worker", producer=producer, born=1980, by=by, at=AT
    )
    assert (again.pk, new, Trainee.objects.count()) == (one.pk, False, 1)
    put_in(course, by, "Nguyễn Văn Ổn", producer=producer, born=1990)
    assert Trainee.objects.count() == 2

    people.withdraw(enrolment=one, by=by, at=AT)
    back = put_in(course, by, "Nguyễn Văn Ổn", producer=producer, born=1980)
    assert back.pk == one.pk and back.standing == "going"


def test_who_may_enrol_whom():
    units = make_units()
    province, commune = organiser(), organiser("09556")
    course = make_course(province)
    ours, others = make_producer(), make_producer(units["01290"])
    put_in(course, commune, producer=ours)
    put_in(course, province, producer=others)
    put_in(course, acting_for(ours), "Người Nhà", producer=ours)
    put_in(course, commune, "Cán bộ xã", role="officer", unit=units["09556"])
    for by, producer, words in (
        (commune, others, "thuộc địa bàn khác"),
        (acting_for(ours), others, "người của mình"),
    ):
        with pytest.raises(PermissionRefused, match=words):
            put_in(course, by, producer=producer)
    assert set(Enrolment.objects.visible_to(commune)) == set(
        Enrolment.objects.filter(trainee__unit=units["09556"])
    )


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"role": "worker"}, "dành cho: cán bộ quản lý"),
        ({"role": "leader", "born": 1800}, "Năm sinh phải từ"),
        ({"role": "leader", "producer": None}, "ghi theo chủ thể"),
    ],
)
def test_people_that_do_not_fit_are_refused(person, words):
    by = organiser()
    course = make_course(by, audience="leader")
    with pytest.raises(RuleBroken, match=words):
        put_in(course, by, **{"producer": make_producer(), "unit": make_units()["01"], **person})


def test_closed_doors_take_nobody():
    by = organiser()
    course = make_course(by, state="planned")
    with pytest.raises(RuleBroken, match="không nhận ghi danh"):
        put_in(course, by, producer=make_producer())


def test_presence_counts_once_whatever_the_number_of_scans():
    by = organiser()
    course, producer = make_course(by), make_producer()
    one = put_in(course, by, producer=producer)
    course = courses.move(course=course, name="start", by=by, at=AT)
    session = course.sessions.first()
    session.course = one.course = course
    visitor = acting_for(producer)
    ways = ((Way.OWN_SCAN, visitor), (Way.OWN_SCAN, visitor), (Way.TRAINER_SCAN, by), (Way.LIST, by))
    made = [
        people.mark_present(session=session, enrolment=one, way=way, by=who, at=AT)[1] for way, who in ways
    ]

    assert made == [True, False, False, False] and Attendance.objects.count() == 1
    assert Event.objects.filter(verb="training.present").count() == 1
    with pytest.raises(RuleBroken, match="đã dự ít nhất một buổi"):
        people.withdraw(enrolment=one, by=by, at=AT)
    with pytest.raises(RuleBroken, match="không bỏ được"):
        courses.remove_session(session=session, by=by, at=AT)


def test_scans_need_the_hour_the_course_and_a_place():
    by = organiser()
    course, producer = make_course(by, capacity=1), make_producer()
    one, waiting = (put_in(course, by, name, producer=producer) for name in ("Một", "Hai"))
    session = course.sessions.first()
    early = start_of() - timedelta(hours=2)

    def scan(enrolment: Enrolment, at=AT):
        session.course = Course.objects.get(pk=course.pk)
        people.mark_present(session=session, enrolment=enrolment, way=Way.TRAINER_SCAN, by=by, at=at)

    with pytest.raises(RuleBroken, match="khi lớp đang diễn ra"):
        scan(one)
    courses.move(course=course, name="start", by=by, at=AT)
    for enrolment, at, words in (
        (waiting, AT, "chưa có chỗ"),
        (one, early, "Chưa đến giờ"),
        (put_in(make_course(by, title="Lớp khác"), by, producer=producer), AT, "của lớp khác"),
    ):
        with pytest.raises(RuleBroken, match=words):
            scan(enrolment, at)
    assert not Attendance.objects.exists()


def test_the_list_takes_back_only_what_it_had_shown():
    by = organiser()
    course, producer = make_course(by, hours=("4",)), make_producer()
    one, scanned = (put_in(course, by, name, producer=producer) for name in ("Một", "Hai"))
    course = courses.move(course=course, name="start", by=by, at=AT)
    session = course.sessions.first()
    people.note_list(session=session, present={one.code}, shown=set(), by=by, at=AT)
    session.course = course
    people.mark_present(session=session, enrolment=scanned, way=Way.OWN_SCAN, by=by, at=AT)

    assert people.note_list(session=session, present=set(), shown={one.code}, by=by, at=AT) == (0, 1)
    assert Attendance.objects.get().enrolment == scanned


def test_feedback_once_and_not_before_the_start():
    by = organiser()
    course = make_course(by, starts_on=DAY + timedelta(days=2), ends_on=DAY + timedelta(days=3))
    one = put_in(course, by, producer=make_producer())
    marks = {"content": 5, "teaching": 4, "use": 3}
    with pytest.raises(RuleBroken, match="chưa bắt đầu"):
        people.give_feedback(enrolment=one, at=AT, **marks)
    later = AT + timedelta(days=3)
    people.give_feedback(enrolment=one, at=later, **marks)
    with pytest.raises(RuleBroken, match="đã gửi góp ý"):
        policies.check_feedback(Enrolment.objects.get(pk=one.pk), at=later)


def test_cancelling_tells_the_producers_why():
    by = organiser()
    course = make_course(by)
    put_in(course, by, producer=make_producer())
    courses.move(course=course, name="cancel", reason="Bão số 9", by=by, at=AT)
    assert "Bão số 9" in Notification.objects.get(key="training.cancelled").text


HOURS = st.lists(st.sampled_from([Decimal(n) / 2 for n in range(1, 13)]), max_size=6)


@given(there=HOURS, missed=HOURS, share=st.integers(1, 100))
def test_completion_is_exact_and_monotonous(there, missed, share):
    held = [*there, *missed]
    done = completed(there, held, share)
    assert done == (bool(held) and sum(there) * 100 >= sum(held) * share)
    if done:
        assert completed(held, held, share) and completed(there, held, max(1, share - 1))
    assert not completed([], [], share)
