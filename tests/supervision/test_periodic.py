"""The periodic report: short, once a period, corrections beside the old, the late told, figures equal to a recount."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.supervision.actions import periodic
from ocop.supervision.forms.periodic import PeriodicForm
from ocop.supervision.models import PeriodicReport
from ocop.supervision.timetable import remind
from ocop.targets.queries.computing import figure, scope_of
from tests.factories.accounts import AT, DAY, act, signed_in
from tests.factories.inspections import figures, make_period, make_periodic, supervisor
from tests.factories.places import make_units
from tests.factories.support import owner_of, recognised

pytestmark = pytest.mark.django_db
OWN = "/lam-viec/bao-cao-dinh-ky/"


def test_at_most_twelve_fields_are_asked_and_three_are_needed():
    form = PeriodicForm()
    assert len(form.fields) <= 12 and sum(field.required for field in form.fields.values()) == 3


def test_a_report_is_given_once_and_corrected_beside_the_old():
    product = recognised()[0]
    owner, period = owner_of(product), make_period()
    first = make_periodic(period, product, owner)
    with pytest.raises(RuleBroken, match="đã báo cáo rồi"):
        make_periodic(period, product, owner)
    mended = periodic.correct_report(
        report=first, data=figures(revenue=1300), reason="Cộng sót tháng 9", by=owner, at=AT
    )
    assert list(PeriodicReport.objects.standing()) == [mended] and PeriodicReport.objects.count() == 2
    with pytest.raises(RuleBroken, match="đã được đính chính"):
        periodic.correct_report(report=first, data=figures(), reason="x", by=owner, at=AT)
    with pytest.raises(RuleBroken, match="lý do đính chính"):
        periodic.correct_report(report=mended, data=figures(), reason=" ", by=owner, at=AT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"revenue_ocop": 2000}, "OCOP không thể lớn hơn"),
        ({"revenue_online": 2000}, "qua mạng không thể lớn hơn"),
        ({"workers_female": 15}, "lao động nữ không thể lớn hơn"),
        ({"output": 5}, "đơn vị của sản lượng"),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(changes, words):
    product = recognised()[0]
    with pytest.raises(RuleBroken, match=words):
        make_periodic(make_period(), product, owner_of(product), **changes)


def test_before_the_end_of_the_period_and_for_others_nothing_is_taken():
    product = recognised()[0]
    owner = owner_of(product)
    later = make_period(from_on=date(2026, 10, 1), until_on=date(2026, 12, 31), due_on=date(2027, 1, 20))
    with pytest.raises(RuleBroken, match="báo cáo được từ hôm sau"):
        make_periodic(later, product, owner)
    with pytest.raises(PermissionRefused, match="cơ sở của mình"):
        make_periodic(make_period(), recognised("Chè", producer="Hợp tác xã Khác")[0], owner)
    with pytest.raises(RuleBroken, match="chồng lên"):
        make_period(until_on=date(2026, 10, 31))
    with pytest.raises(PermissionRefused, match="do tỉnh hoặc trung ương mở"):
        make_period(act(Role.COMMUNE_OFFICER, make_units()["09556"]))


def test_the_late_are_reminded_once_before_and_once_after():
    product, done = recognised()[0], recognised("Chè", producer="Hợp tác xã Khác")[0]
    owner_of(product)
    make_periodic(make_period(), done, owner_of(done))
    told = [remind(at=AT + timedelta(days=days)).split(" và ")[1] for days in (0, 7, 8, 14, 15)]
    assert told == [f"{n} chủ thể chưa báo cáo." for n in (0, 1, 0, 1, 0)]
    assert Notification.objects.filter(key__startswith="periodic.").count() == 2


def test_the_form_on_the_page_shows_last_values_and_keeps_what_was_typed():
    product = recognised()[0]
    owner = owner_of(product)
    before = make_period(
        title="Năm 2025", from_on=date(2025, 1, 1), until_on=date(2025, 12, 31), due_on=date(2026, 1, 31)
    )
    make_periodic(before, product, owner, revenue=1100)
    period, client = make_period(), signed_in(owner)
    url = f"{OWN}ky/{period.code}/bao-cao/"
    assert f'href="{url}"' in client.get(OWN).content.decode()
    assert "Kỳ trước: 1100." in client.get(url).content.decode()
    typed = {"revenue": "1.250,5", "revenue_ocop": "2000,0", "workers": "14", "trouble": "Thiếu vốn"}
    page = client.post(url, typed).content.decode()
    assert "không thể lớn hơn doanh thu" in page and "1.250,5" in page and "Thiếu vốn" in page
    assert client.post(url, {**typed, "revenue_ocop": "900"}).status_code == 302
    report = PeriodicReport.objects.get(period=period)
    assert str(report.revenue) == "1250.50" and "Đính chính" in client.get(OWN).content.decode()
    client.post(f"{OWN}{report.code}/dinh-chinh/", {**typed, "revenue_ocop": "950", "reason": "Cộng sót"})
    newest = PeriodicReport.objects.standing().get(period=period)
    assert "Cộng sót" in client.get(f"{OWN}{newest.code}/").content.decode()


def test_the_office_sees_who_reported_who_did_not_and_the_sheet_has_both():
    product, owing = recognised()[0], recognised("Chè", producer="Hợp tác xã Chậm")[0]
    period = make_period()
    report = make_periodic(period, product, owner_of(product))
    office = signed_in(supervisor())
    page = office.get(period.get_absolute_url()).content.decode()
    assert product.producer.name in page and owing.producer.name not in page
    missing = office.get(f"{period.get_absolute_url()}?xem=thieu").content.decode()
    assert owing.producer.name in missing
    content = office.get(f"{period.get_absolute_url()}xuat/").content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    cells = [str(book.get_sheet_by_index(n).to_python()) for n in (0, 1)]
    assert product.producer.name in cells[0] and owing.producer.name in cells[1]
    stranger = signed_in(act(Role.COMMUNE_OFFICER, make_units()["01290"]))
    assert stranger.get(f"{OWN}{report.code}/").status_code == 404
    assert signed_in(owner_of(owing)).get(f"{OWN}{report.code}/").status_code == 404


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_periods_page_costs_the_same_for_three_and_for_many():
    period = make_period()
    office = signed_in(supervisor())

    def more(numbers: range) -> None:
        for n in numbers:
            product = recognised(f"Mật ong {n}", producer=f"Hợp tác xã {n}")[0]
            recognised(f"Chè {n}", producer=f"Hợp tác xã Chè {n}")
            make_periodic(period, product, owner_of(product))

    urls = [f"{period.get_absolute_url()}{tail}" for tail in ("", "?xem=thieu", "xuat/")]
    more(range(3))
    few = [count(office, url) for url in urls]
    more(range(3, 25))
    assert [count(office, url) for url in urls] == few and max(few) <= 20, few


def test_revenue_and_workers_are_the_sums_of_standing_reports():
    period = make_period()
    reports = []
    for n in range(3):
        product = recognised(f"Mật ong {n}", producer=f"Hợp tác xã {n}")[0]
        reports.append(make_periodic(period, product, owner_of(product), revenue=1000 + n, workers=10 + n))
    by = owner_of(recognised("Mật ong 0", producer="Hợp tác xã 0")[0])
    periodic.correct_report(report=reports[0], data=figures(revenue=5000), reason="Sai", by=by, at=AT)
    scope = scope_of(make_units()["01"], DAY)
    keys = ("periodic_reports", "reported_revenue", "reported_revenue_ocop", "reported_workers")
    assert [figure(scope, key).value for key in keys] == [3, 7003, 2700, 37]
    assert figure(scope_of(make_units()["04"], DAY), "reported_revenue").value == 0
