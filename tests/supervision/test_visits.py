"""Checks on the spot: drawn fairly, filled in without a network, concluded into findings with a clock, and advice."""

from datetime import timedelta

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.permissions import Role
from ocop.notify.models import Notification
from ocop.recognition.models import Revocation
from ocop.recognition.queries.status import status_of
from ocop.rulebook.validity import Status
from ocop.supervision.actions import advices, findings, plans, visits
from ocop.supervision.actions.answering import Entry, StaleAnswers, save_answers
from ocop.supervision.checks import draws_repeat, faults_became_findings
from ocop.supervision.models import Finding, InspectionPlan, Visit
from ocop.supervision.queries.spot import both_versions, range_of
from ocop.supervision.timetable import remind
from tests.factories.accounts import AT, DAY, act
from tests.factories.inspections import concluded, fill, inspector, make_visit, started, supervisor
from tests.factories.places import make_units
from tests.factories.recognition import make_certificate, make_office
from tests.factories.supervision import make_report
from tests.factories.support import owner_of, recognised

pytestmark = pytest.mark.django_db
SEND = {"version": 0, "device": "may-1", "at": AT}


def save(visit, who, marks, *, n=1, key="k1", **more):
    entries = {name: Entry(value, n) for name, value in marks.items()}
    return save_answers(visit=visit, entries=entries, key=key, by=who, **{**SEND, **more})


def draw(by, size=3, **more):
    data = {"year": 2026, "title": "Kế hoạch 2026", "percent": 34, "seed": "12345", **more}
    return plans.draw_plan(size=size, by=by, at=AT, **data)


def test_a_plan_picks_by_risk_and_by_lot_and_can_be_drawn_again():
    office, who = supervisor(), inspector()
    products = [recognised(f"Mật ong {n}")[0] for n in range(6)]
    case = make_report(product=products[4]).case
    concluded(products[0], who)
    plan = draw(office)

    picked = {one.product.name: one for one in plan.visits.select_related("product")}
    assert picked["Mật ong 4"].picked_by == "risk" and picked["Mật ong 4"].points == 9, case
    assert ["tin báo vi phạm trong 24 tháng", 1, 4] in picked["Mật ong 4"].why
    assert sum(one.picked_by == "lot" for one in picked.values()) == 2 and len(picked) == 3
    assert draws_repeat().ok and Event.objects.get(verb="inspection_plan.draw").data["seed"] == "12345"
    with pytest.raises(RuleBroken, match="chưa được giao"):
        visits.start(visit=plan.visits.first(), by=who, at=AT)
    plans.move_plan(plan=plan, name="give", by=office, at=AT)
    assert Notification.objects.get(key="inspection.given").person == who.person
    visits.start(visit=plan.visits.first(), by=who, at=AT)
    with pytest.raises(RuleBroken, match="Còn cuộc kiểm tra chưa xong"):
        plans.move_plan(plan=plan, name="close", by=office, at=AT)


def test_the_check_finds_a_draw_that_somebody_steered():
    recognised()
    plan = draw(supervisor(), 2)
    assert draws_repeat().ok
    Visit.objects.filter(plan=plan).update(picked_by="risk")
    assert "bốc lại từ số mồi không ra" in draws_repeat().problems[0]


@pytest.mark.parametrize(("changes", "words"), [({"percent": 10}, "từ 20%"), ({"seed": " "}, "số mồi")])
def test_a_draw_without_its_random_share_or_seed_is_refused(changes, words):
    recognised()
    with pytest.raises(RuleBroken, match=words):
        draw(supervisor(), **changes)
    assert not InspectionPlan.objects.exists()


def test_what_waited_for_the_network_counts_once_and_late_entries_change_nothing():
    who = inspector()
    visit = started(recognised()[0], who)
    first = save(visit, who, {"sao-1": "bad", "nhan-1": "good"}, n=5)
    again = save(visit, who, {"sao-1": "bad", "nhan-1": "good"}, n=5)
    assert (again.repeated, again.done, first.visit.version) == (True, 2, 1)
    with pytest.raises(StaleWrite, match="nội dung khác"):
        save(visit, who, {"sao-1": "good"}, n=6)
    save(visit, who, {"sao-1": "good"}, n=3, key="late", version=1)
    assert visit.answers.get(item="sao-1").value == "bad"


def test_two_devices_that_differ_are_both_shown_and_nothing_is_overwritten():
    who = inspector()
    visit = started(recognised()[0], who)
    save(visit, who, {"sao-1": "bad"})
    with pytest.raises(StaleAnswers) as stale:
        save(visit, who, {"sao-1": "good", "nhan-1": "good"}, key="k2", device="may-2")
    assert stale.value.both == [{"criterion": "sao-1", "here": "good", "there": "bad"}]
    assert not visit.answers.filter(item="nhan-1").exists()
    save(visit, who, {"sao-1": "good"}, key="k3", device="may-2", version=stale.value.version)
    assert visit.answers.get(item="sao-1").value == "good"


def test_a_form_synced_after_the_product_changed_shows_both_versions():
    who = inspector()
    product = recognised()[0]
    visit = started(product, who)
    assert both_versions(save(visit, who, {"sao-1": "good"}).visit) == []
    product.packaging = "Chai 500 ml"
    product.save()
    visit = save(visit, who, {"nhan-1": "good"}, key="k2", version=1).visit
    assert both_versions(visit) == [("Quy cách", "", "Chai 500 ml")]
    done = visits.submit(visit=fill(visit, who), visited_on=DAY, by=who, at=AT)
    assert both_versions(done) == [("Quy cách", "", "Chai 500 ml")] and visit.known["packaging"] == ""


def test_a_result_is_whole_and_every_fault_says_what_was_seen():
    who = inspector()
    visit = started(recognised()[0], who)
    with pytest.raises(RuleBroken, match="mục chưa có kết quả") as refusal:
        visits.submit(visit=visit, visited_on=DAY, by=who, at=AT)
    assert "Số sao in trên bao bì bằng số sao đang còn hiệu lực" in refusal.value.details
    visit = fill(visit, who)
    save(visit, who, {"sao-1": "bad"}, key="x", version=visit.version, device="d", n=9)
    with pytest.raises(RuleBroken, match="phải ghi thấy gì"):
        visits.submit(visit=visit, visited_on=DAY, by=who, at=AT)
    for day, words in (
        (DAY + timedelta(days=1), "sau hôm nay"),
        (DAY - timedelta(days=1), "không thể trước đó"),
    ):
        with pytest.raises(RuleBroken, match=words):
            visits.submit(visit=visit, visited_on=day, by=who, at=AT)


@pytest.mark.parametrize(
    ("marks", "words"),
    [({"khong-co": "good"}, "không thuộc phiếu"), ({"sao-1": "tot"}, "không đúng phiếu")],
)
def test_answers_that_are_not_of_the_form_are_refused(marks, words):
    who = inspector()
    with pytest.raises(RuleBroken, match=words):
        save(started(recognised()[0], who), who, marks)


def test_only_the_inspector_who_began_fills_it_in_and_nobody_after_the_end():
    who, other = inspector(), inspector()
    product = recognised()[0]
    visit = started(product, who)
    with pytest.raises(PermissionRefused, match="do người khác đang làm"):
        save(visit, other, {"sao-1": "good"})
    done = visits.submit(visit=fill(visit, who), visited_on=DAY, by=who, at=AT)
    with pytest.raises(RuleBroken, match="không ghi thêm được"):
        save(done, who, {"sao-1": "bad"}, key="z")
    with pytest.raises(PermissionRefused, match="không thuộc địa bàn"):
        make_visit(product, act(Role.COMMUNE_OFFICER, make_units()["01290"]))
    make_visit(product)
    with pytest.raises(RuleBroken, match="đã có một cuộc kiểm tra chưa xong"):
        make_visit(product)


def test_faults_get_their_last_day_and_are_put_right():
    who = inspector()
    product = recognised()[0]
    owner = owner_of(product)
    visit = concluded(product, who, "sao-1", "nhan-3")
    grave, minor = (Finding.objects.get(item=item) for item in ("sao-1", "nhan-3"))
    assert (grave.due_on, minor.due_on) == (DAY + timedelta(days=5), DAY + timedelta(days=30))
    assert faults_became_findings().ok and visit.findings.count() == 2
    with pytest.raises(RuleBroken, match="Cần ghi lý do"):
        findings.answer(finding=grave, reason=" ", by=owner, at=AT)
    findings.answer(finding=grave, reason="Đã bỏ nhãn cũ", by=owner, at=AT)
    with pytest.raises(RuleBroken, match="phải sau hôm nay"):
        findings.reject(finding=grave, reason="Còn 10 hộp", due_on=DAY, by=who, at=AT)
    findings.reject(finding=grave, reason="Còn 10 hộp", due_on=DAY + timedelta(days=9), by=who, at=AT)
    findings.answer(finding=grave, reason="Đã hủy nốt", by=owner, at=AT)
    assert findings.accept(finding=grave, by=who, at=AT).state == "fixed"
    with pytest.raises(PermissionRefused):
        findings.accept(finding=findings.answer(finding=minor, reason="x", by=owner, at=AT), by=owner, at=AT)


def test_the_clock_reminds_once_before_and_once_after_the_last_day():
    who = inspector()
    product = recognised()[0]
    owner_of(product)
    concluded(product, who, "sao-1")
    told = [remind(at=AT + timedelta(days=days)).split(" và ")[0] for days in (1, 2, 3, 6, 7)]
    assert told == [f"Đã nhắc {n} lỗi cần khắc phục" for n in (0, 1, 0, 1, 0)]
    assert Notification.objects.filter(key="finding.late").count() == 2  # the producer, and the inspector


def test_from_an_inspection_to_suspension_and_the_proposal_to_revoke(demo_keys):
    office = make_office()
    certificate = make_certificate(office)
    who = inspector()
    visit = concluded(certificate.product, who, "attp-1")
    halt = advices.advise(visit=visit, kind="suspend", words="Giấy ATTP hết hạn.", by=who, at=AT)
    with pytest.raises(RuleBroken, match="đang chờ xem"):
        advices.advise(visit=visit, kind="suspend", words="x", by=who, at=AT)
    with pytest.raises(RuleBroken, match="sáu căn cứ"):
        advices.advise(visit=visit, kind="revoke", words="x", by=who, at=AT)
    out = advices.advise(
        visit=visit, kind="revoke", ground="b", words="Không còn đạt tiêu chí.", by=who, at=AT
    )
    with pytest.raises(PermissionRefused):
        advices.take(advice=halt, by=who, at=AT)

    advices.take(advice=halt, by=office.drafter, at=AT)
    certificate.refresh_from_db()
    assert status_of(certificate, DAY) == Status.SUSPENDED
    advices.take(advice=out, by=office.drafter, at=AT)
    proposal = Revocation.objects.get()
    assert (proposal.ground, proposal.state, proposal.concluded_on) == ("b", "proposed", DAY)
    assert (proposal.due_on - DAY).days == 15
    with pytest.raises(RuleBroken, match="chỉ làm được khi"):
        advices.decline(advice=out, reason="x", by=office.drafter, at=AT)


def test_advice_needs_a_fault_and_a_certificate(demo_keys):
    who = inspector()
    product = recognised()[0]
    with pytest.raises(RuleBroken, match="không có gì để kiến nghị"):
        advices.advise(visit=concluded(product, who), kind="suspend", words="x", by=who, at=AT)
    with pytest.raises(RuleBroken, match="không có giấy chứng nhận do hệ thống này cấp"):
        advices.advise(visit=concluded(product, who, "sao-1"), kind="suspend", words="x", by=who, at=AT)
    with pytest.raises(RuleBroken, match="sau khi đã chốt"):
        advices.advise(visit=started(product, who), kind="suspend", words="x", by=who, at=AT)


def test_a_consumer_report_becomes_a_visit_and_a_finding():
    who, product = inspector(), recognised()[0]
    case = make_report(product=product, kind="more_stars").case
    visit = concluded(product, who, "sao-1", case=case, kind="mark")
    assert visit.kind == "report" and visit.findings.get().visit.case == case
    assert case.visits.get() == visit


def test_laboratory_results_are_written_once(demo_keys):
    who = inspector()
    visit = started(recognised()[0], who)
    data = {
        "sample": "M01",
        "taken_on": DAY,
        "lab": "Phòng thử nghiệm Mẫu",
        "parameter": "Chì",
        "limit": "≤ 2 mg/kg",
        "value": "0,1 mg/kg",
        "verdict": "pass",
    }
    visits.add_lab_result(visit=visit, data=data, by=who, at=AT)
    with pytest.raises(RuleBroken, match="đã có kết quả"):
        visits.add_lab_result(visit=visit, data=data, by=who, at=AT)
    with pytest.raises(RuleBroken, match="sau hôm nay"):
        visits.add_lab_result(
            visit=visit, data={**data, "sample": "M02", "taken_on": DAY + timedelta(days=1)}, by=who, at=AT
        )


def test_the_range_says_which_products_may_carry_stars(demo_keys):
    certificate = make_certificate(make_office())
    product = certificate.product
    from tests.factories.products import make_product

    other = make_product(product.producer, photo=False, name="Hàng chưa công nhận")
    told = {one.name: words for one, words in range_of(product, DAY)}
    assert told[other.name] == "Không được gắn sao" and told[product.name].startswith("4 sao, đến hết")


def test_stars_published_before_this_system_are_stars_while_their_term_runs():
    running = recognised("Mật ong", stars="4", decision_date="2024-06-01", year="2024", decision_no="7/QĐ")[0]
    recognised("Chè cũ", decision_date="2023-06-01", year="2023")
    told = {one.name: words for one, words in range_of(running, DAY)}
    assert told == {"Mật ong": "4 sao theo 7/QĐ, đến hết 01/06/2027", "Chè cũ": "Không được gắn sao"}
