"""The watch over ends of term: each step once, made up for, never after renewal or revocation."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.permissions import Role
from ocop.dossiers.models import Dossier
from ocop.notify.models import Notification
from ocop.producers.models import Membership
from ocop.products.models import Product
from ocop.recognition.actions import revoking
from ocop.recognition.models import Revocation
from ocop.recognition.queries.selling import earliest_decision, sellable_on
from ocop.registry.models import Entry
from ocop.rulebook.validity import add_months
from ocop.rulebook.watch import step_on
from ocop.watch.actions import bands, watch_expiry
from ocop.watch.models import Warning
from ocop.watch.registering import waiting
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.parallel import at_once, real_database
from tests.factories.places import make_units
from tests.factories.producers import acting_for
from tests.factories.recognition import DAY, make_certificate, make_office
from tests.factories.register import bring_in, published

pytestmark = pytest.mark.django_db
END = date(2028, 8, 1)  # of a recognition decided on 01/08/2025


@pytest.fixture
def product():
    """Recognised in a published list, with an owner and a commune officer who can be told."""
    bring_in(published("Mắm thử"))
    found = Product.objects.get(name="Mắm thử")
    Membership.objects.create(
        person=make_person(), producer=found.producer, kind="owner", from_on=DAY, created_at=AT
    )
    act(Role.COMMUNE_OFFICER, make_units()["09556"])
    return found


def look(days_before: int, end: date = END) -> int:
    """How many were told when the watch runs that many days before the end."""
    before = Warning.objects.count()
    watch_expiry(at=datetime.combine(end - timedelta(days=days_before), time(7), AT.tzinfo))
    return Warning.objects.count() - before


def test_each_step_is_told_once(product):
    days = (181, 180, 179, 121, 120, 90, 31, 30, 0, -1, -2)

    told = [(look(day), look(day)) for day in days]

    assert [first for first, _ in told] == [0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0]
    assert all(second == 0 for _, second in told)
    assert list(Warning.objects.order_by("at").values_list("step", flat=True)) == [180, 120, 90, 30, 0]


def test_producer_and_commune_are_told_in_their_words_and_an_event_stays(product):
    look(180)

    mine, here = Notification.objects.order_by("pk")
    assert mine.title == "Mắm thử: công nhận OCOP còn 180 ngày"
    assert "Đang trong khung nộp hồ sơ đánh giá lại, từ 03/02/2028 đến 03/04/2028" in mine.text
    assert here.title == "Mắm thử của Hợp tác xã Thử: công nhận OCOP còn 180 ngày"
    assert "Đã báo 1 người của chủ thể." in here.text
    assert Event.objects.get(verb="product.warned").data == {"step": 180, "until": "2028-08-01", "people": 1}


def test_missed_days_are_made_up_for_with_the_present_step_only(product):
    assert look(100) == 1
    assert look(85) == 1

    assert list(Warning.objects.order_by("at").values_list("step", flat=True)) == [120, 90]


def test_end_is_told_once_and_an_old_end_not_at_all(product):
    assert look(-61) == 0
    assert look(-60) == 1

    assert "tự ra khỏi danh sách bán hàng" in Notification.objects.get(key="product.ended").text


def test_producer_without_account_is_told_through_the_commune():
    bring_in(published("Mắm thử"))
    act(Role.COMMUNE_OFFICER, make_units()["09556"])
    look(180)

    assert Warning.objects.get().people == 0
    assert "Chủ thể chưa có tài khoản nào" in Notification.objects.get().text


def test_nothing_is_told_after_renewal(product):
    office = make_office()
    look(180)
    Entry.objects.filter(product=product).update(
        valid_until=add_months(END, 36)
    )  # what a new certificate does

    assert [look(120), look(30), look(-1)] == [0, 0, 0]
    assert look(180, add_months(END, 36)) == 1  # the new term has its own steps
    assert office.unit


def test_revoked_certificate_is_not_told_of_and_a_suspended_one_is():
    office = make_office()
    revoked, stopped = make_certificate(office, "Một"), make_certificate(office, "Hai")
    Revocation.objects.create(
        certificate=revoked, ground="b", words="x", concluded_on=DAY, concluded_by="x", due_on=DAY, revoked_on=DAY,
        state="decided", state_at=AT, proposed_at=AT,
    )  # fmt: skip
    Entry.objects.filter(product=revoked.product).update(revoked_on=DAY)
    revoking.suspend(certificate=stopped, reason="Kiểm tra", by=office.drafter, at=AT)

    look(180, stopped.valid_until)

    assert [row.product for row in Warning.objects.all()] == [stopped.product]


def test_every_end_belongs_to_the_band_of_its_step():
    on = date(2026, 11, 2)
    for end in (on + timedelta(days=n) for n in range(-70, 190)):
        steps = [step for step, first, last in bands(on) if first <= end <= last]
        assert steps == ([] if step_on(end, on) is None else [step_on(end, on)])


@pytest.mark.django_db(transaction=True)
def test_two_watches_at_once_tell_once(tmp_path):
    bring_in(*(published(f"Mắm {n}") for n in range(5)))
    at = datetime.combine(END - timedelta(days=180), time(7), AT.tzinfo)

    with real_database(tmp_path):
        at_once([lambda: watch_expiry(at=at)] * 3)
        [rows] = at_once([lambda: Warning.objects.count()])

    assert rows == 5


def near(name: str, days: int, today: date, **cells: str) -> dict[str, str]:
    """A published row whose term ends that many days from today."""
    decided = add_months(today + timedelta(days=days), -36)
    return published(name, decision_date=decided.isoformat(), year=str(decided.year), **cells)


@pytest.fixture
def today(monkeypatch):
    """A day on which a month has as many days as the one 36 months before."""
    day = date(2026, 11, 2)
    for place in ("ocop.watch.views.today", "ocop.watch.registering.today"):
        monkeypatch.setattr(place, lambda: day)
    return day


def test_list_shows_each_office_its_own_and_filters(today, django_assert_max_num_queries):
    bring_in(
        near("Mắm gần", 20, today),
        near("Mắm xa", 170, today, commune="phường Kiến Hưng"),
        near("Mắm cũ", -5, today),
        near("Mắm mới", 400, today),
    )
    units = make_units()
    url = reverse("watch:ending")
    commune = signed_in(act(Role.COMMUNE_OFFICER, units["09556"]))
    province = signed_in(act(Role.PROVINCE_OFFICE, units["01"]))

    with django_assert_max_num_queries(10):
        page = commune.get(url).content.decode()
    assert ("Mắm gần" in page, "Mắm xa" in page, "Mắm cũ" in page) == (True, False, False)
    page = province.get(url).content.decode()
    assert page.index("Mắm gần") < page.index("Mắm xa")
    assert "Mắm mới" not in page
    assert "Mắm xa" not in province.get(url + "?trong=30").content.decode()
    assert "Mắm cũ" in province.get(url + "?trong=0").content.decode()
    assert "Mắm gần" not in province.get(url + "?q=kien hung").content.decode()
    other = signed_in(act(Role.PROVINCE_OFFICE, units["04"]))
    assert "Mắm gần" not in other.get(url).content.decode()


def test_list_costs_the_same_for_many_rows(today):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(act(Role.PROVINCE_OFFICE, make_units()["01"]))
    counts = []
    for rows in (range(3), range(3, 40)):
        bring_in(*(near(f"Mắm {n}", 20 + n, today) for n in rows))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("watch:ending"))
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_excel_holds_the_same_rows(today):
    from ocop.documents.reading import read_rows

    bring_in(near("Mắm gần", 20, today))
    client = signed_in(act(Role.PROVINCE_OFFICE, make_units()["01"]))

    rows = read_rows(client.get(reverse("watch:export")).content)

    row = next(row for row in rows if "Mắm gần" in row)
    assert row[6] == 20


def test_work_list_counts_what_has_no_dossier_yet(today):
    bring_in(near("Mắm gần", 20, today), near("Mắm xa", 170, today))
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])

    assert [(item.count, item.label) for item in waiting(officer)] == [
        (2, "Sản phẩm sắp hết hạn, chưa có hồ sơ mới")
    ]
    assert waiting(act(Role.AUDITOR, make_units()["01"])) == []


@pytest.mark.parametrize(("days", "kind"), [(170, "re_evaluation"), (90, "first")])
def test_producer_opens_the_next_dossier_in_one_click(days, kind):
    from ocop.core.clock import today as real_today

    bring_in(near("Mắm thử", days, real_today()))
    product = Product.objects.get(name="Mắm thử")
    from tests.factories.recognition import _criteria_set

    _criteria_set()
    Product.objects.filter(pk=product.pk).update(criteria_set_number=9)
    client = signed_in(acting_for(product.producer))

    answer = client.post(reverse("watch:renew", args=[product.code]))
    again = client.post(reverse("watch:renew", args=[product.code]))

    dossier = Dossier.objects.get()
    assert (answer["Location"], again["Location"]) == (dossier.get_absolute_url(),) * 2
    assert dossier.kind == kind


def test_refused_renewal_says_why(today):
    bring_in(near("Mắm thử", 20, today))
    product = Product.objects.get()

    page = signed_in(acting_for(product.producer)).post(
        reverse("watch:renew", args=[product.code]), follow=True
    )

    assert "chưa có bộ tiêu chí" in page.content.decode()


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_expired_products_leave_lists_by_themselves_as_the_register_says(days):
    bring_in(published("Mắm thử"))
    make_certificate(make_office(), "Giấy")

    for end in (END, add_months(DAY, 36)):
        on = end + timedelta(days=days)
        listed = set(sellable_on(on).values_list("pk", flat=True))
        assert listed == set(Entry.objects.current(on).values_list("product_id", flat=True))


def test_first_day_from_which_a_recognition_still_holds():
    for on in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 31)):
        first = earliest_decision(on)
        assert add_months(first, 36) >= on > add_months(first - timedelta(days=1), 36)
