"""Reports of misuse: what is taken, where it goes, how often, who works on it, what is kept how long."""

from datetime import timedelta

import pytest
from django.core import mail

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.products.models import Product
from ocop.supervision import limits
from ocop.supervision.actions import misuse
from ocop.supervision.checks import contacts_erased_in_time, every_case_has_its_reports
from ocop.supervision.models import Attempt, Case, Report
from ocop.supervision.timetable import tidy
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units
from tests.factories.register import bring_in, published
from tests.factories.supervision import make_report

pytestmark = pytest.mark.django_db


def product() -> Product:
    bring_in(published("Mật ong"))
    return Product.objects.get()


def test_it_goes_to_the_products_commune_else_to_the_place_else_to_the_centre():
    units = make_units()
    assert make_report(product=product()).case.unit.key == "09556"
    assert make_report(seen_unit=units["01290"]).case.unit.key == "01290"
    assert make_report().case.unit.key == "VN"


def test_the_office_is_told_and_nobody_else():
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    act(Role.COMMUNE_OFFICER, make_units()["01290"])
    make_report(product=product())

    told = Notification.objects.get(key="misuse.reported")
    assert told.person == officer.person and "Vẫn gắn sao" in told.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": "xấu"}, "viết thêm vài chữ"),
        ({"seen_on": DAY + timedelta(days=1)}, "ở sau hôm nay"),
        ({"seen_at_words": ""}, "thấy ở đâu"),
    ],
)
def test_what_cannot_be_looked_into_is_refused_with_a_sentence(changes, words):
    make_units()
    with pytest.raises(RuleBroken, match=words):
        make_report(**changes)
    assert not Report.objects.exists()


def test_the_same_matter_of_one_day_is_one_case():
    honey = product()
    first = make_report(product=honey)
    again = make_report(product=honey, at=AT + timedelta(hours=3))
    other_kind = make_report(product=honey, kind="fake")
    next_day = make_report(product=honey, at=AT + timedelta(days=1))
    nameless = [make_report(), make_report()]

    assert again.case == first.case and again.code != first.code
    assert Case.objects.get(pk=first.case_id).reports_count == 2
    assert len({first.case_id, other_kind.case_id, next_day.case_id, *(one.case_id for one in nameless)}) == 5
    assert every_case_has_its_reports().ok


def test_a_concluded_case_takes_no_further_reports():
    honey = product()
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    first = make_report(product=honey)
    misuse.move(case=first.case, name="dismiss", words="Đã xem nhãn, đúng hạn.", by=officer, at=AT)

    assert make_report(product=honey).case != first.case


def test_too_many_from_one_device_or_place_wait_and_the_next_day_is_new():
    make_units()
    traces = limits.traces("203.0.113.7", "device", AT)
    for _ in range(4):
        make_report(traces=traces)
    with pytest.raises(RuleBroken, match="sau một giờ"):
        make_report(traces=traces)
    make_report(traces=limits.traces("203.0.113.9", "another", AT))
    make_report(traces=traces, at=AT + timedelta(hours=2))
    for hours in (2, 4, 4):
        make_report(traces=traces, at=AT + timedelta(hours=hours))
    with pytest.raises(RuleBroken, match="ngày mai"):
        make_report(traces=traces, at=AT + timedelta(hours=6))
    make_report(traces=traces, at=AT + timedelta(hours=25))


def test_traces_hold_no_address_share_a_prefix_and_change_every_day():
    one, other = limits.traces("203.0.113.7", "", AT), limits.traces("203.0.113.200", "", AT)
    assert one == other and set(one) == {"prefix"}
    assert (
        one
        != limits.traces("203.0.114.7", "", AT)
        != limits.traces("203.0.114.7", "", AT + timedelta(days=1))
    )
    v6 = [limits.traces(f"2001:db8:1:{tail}::1", "", AT) for tail in ("a1", "a2", "b100")]
    assert v6[0] == v6[1] != v6[2]
    assert limits.traces("rubbish", "", AT) == limits.traces("", "", AT)


def test_the_daily_job_erases_contacts_and_traces_and_may_run_again():
    make_units()
    kept = make_report(email="a@vidu.vn", traces=limits.traces("203.0.113.7", "d", AT))
    later = AT + timedelta(days=181)
    assert tidy(at=AT + timedelta(hours=1)) == "Đã xóa cách liên hệ của 0 tin báo và 0 dấu gửi tin."

    assert tidy(at=later) == "Đã xóa cách liên hệ của 1 tin báo và 2 dấu gửi tin."
    kept.refresh_from_db()
    assert (kept.email, kept.contact_until, Attempt.objects.count()) == ("", None, 0)
    assert kept.words and contacts_erased_in_time().ok
    assert tidy(at=later).startswith("Đã xóa cách liên hệ của 0")


def test_the_check_names_contacts_that_were_kept_too_long():
    make_units()
    report = make_report(phone="0912345678", at=AT - timedelta(days=400))
    assert contacts_erased_in_time().problems == [
        f"Tin báo {report} còn giữ cách liên hệ quá ngày {report.contact_until:%d/%m/%Y}."
    ]


def test_from_looking_to_the_answer_with_an_event_each():
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    case = make_report(product=product()).case
    for name, words in (("look", ""), ("confirm", "Nhãn in sai."), ("close", "Đã nhắc cửa hàng gỡ nhãn.")):
        case = misuse.move(case=case, name=name, words=words, by=officer, at=AT)

    assert (case.state, case.answer) == ("closed", "Đã nhắc cửa hàng gỡ nhãn.")
    verbs = list(
        Event.objects.filter(about_type="supervision.case").order_by("seq").values_list("verb", flat=True)
    )
    assert verbs == ["misuse.report", "misuse.look", "misuse.confirm", "misuse.close"]


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("confirm", "x", "chỉ làm được khi"),
        ("dismiss", " ", "Cần ghi lý do"),
        ("forward", "x", "cơ quan nhận chuyển"),
    ],
)
def test_steps_are_refused_with_a_sentence(name, words, sentence):
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    with pytest.raises(RuleBroken, match=sentence):
        misuse.move(case=make_report(product=product()).case, name=name, words=words, by=officer, at=AT)


def test_another_office_only_reads_and_the_level_above_takes_over_when_asked():
    units = make_units()
    officer, province = act(Role.COMMUNE_OFFICER, units["09556"]), act(Role.PROVINCE_OFFICE, units["01"])
    case = make_report(product=product()).case
    with pytest.raises(PermissionRefused, match="phụ trách"):
        misuse.move(case=case, name="look", words="", by=province, at=AT)
    assert Case.objects.visible_to(province).get() == case

    case = misuse.hand_up(case=case, words="Ngoài khả năng của phường.", by=officer, at=AT)
    assert case.unit == units["01"] and not Case.objects.visible_to(officer).exists()
    assert Notification.objects.filter(key="misuse.handed_up", person=province.person).count() == 1
    misuse.move(case=case, name="look", words="", by=province, at=AT)
    centre = misuse.hand_up(case=case, words="Việc liên tỉnh.", by=province, at=AT)
    with pytest.raises(RuleBroken, match="cấp cao nhất"):
        misuse.hand_up(case=centre, words="x", by=act(Role.CENTRAL_OFFICE, units["VN"]), at=AT)


def test_who_left_an_address_hears_of_every_step(django_capture_on_commit_callbacks):
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    with django_capture_on_commit_callbacks(execute=True):
        report = make_report(
            product=product(), email="nguoi.mua@vidu.vn", words="Không được nêu trong thư này"
        )
        misuse.move(case=report.case, name="look", words="", by=officer, at=AT)
    mine = [one for one in mail.outbox if one.to == ["nguoi.mua@vidu.vn"]]

    assert [one.subject for one in mine] == [f"[OCOP] Tin báo {report.code}: Đang xác minh"] * 2
    assert all("Không được nêu" not in one.body and report.code in one.body for one in mine)
