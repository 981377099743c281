"""Criteria sets, calendar and wording: loaded once, changed by revision, kept by an office."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from ocop.audit.models import Event
from ocop.core.acting import system
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.programme import actions
from ocop.programme.enums import DayKind
from ocop.programme.models import CalendarDay, CriteriaSetVersion, OfficialWording
from ocop.programme.queries import current_set, current_sets, holidays, wording_of
from ocop.rulebook.calendar import add_working_days, read_holidays
from ocop.rulebook.criteria import get_set
from tests.factories.accounts import AT, act, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.factories.programme import DECISION, make_criteria_set

pytestmark = pytest.mark.django_db
SYSTEM = system(AT.date())


def test_loading_twice_adds_nothing_the_second_time():
    first = actions.load_criteria(by=SYSTEM, at=AT)
    second = actions.load_criteria(by=SYSTEM, at=AT)

    assert (first, second) == ({"sets": 26, "added": 26}, {"sets": 26, "added": 0})
    assert [row.number for row in current_sets()] == list(range(1, 27))


def test_stored_set_is_the_rulebooks_set():
    assert make_criteria_set(26).criteria_set == get_set(f"{DECISION}#26")


def test_changed_set_becomes_a_new_revision_and_the_old_one_stays():
    old = make_criteria_set(9)

    actions.store_set(replace(get_set(f"{DECISION}#9"), hints=("thêm một gợi ý",)), by=SYSTEM, at=AT)

    assert (current_set(9).revision, CriteriaSetVersion.objects.get(pk=old.pk).digest) == (2, old.digest)


def test_stored_set_cannot_be_changed_in_the_database():
    make_criteria_set(9)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        CriteriaSetVersion.objects.update(name="khác")


def test_missing_set_is_refused_in_words():
    with pytest.raises(RuleBroken, match="chưa nạp bộ tiêu chí 9"):
        current_set(9)


def test_calendar_counts_as_the_shipped_one():
    actions.load_calendar(by=SYSTEM, at=AT)

    assert add_working_days(date(2026, 2, 10), 15, holidays()) == add_working_days(
        date(2026, 2, 10), 15, read_holidays()
    )
    assert actions.load_calendar(by=SYSTEM, at=AT)["added"] == 0


def test_office_adds_a_day_off_and_deadlines_follow():
    officer = act(Role.ADMINISTRATOR, make_units()["01"])
    before = add_working_days(date(2026, 11, 2), 5, holidays())

    actions.set_day(
        day=date(2026, 11, 4), kind=DayKind.OFF, name="Nghỉ bão", source="CĐ 12", by=officer, at=AT
    )

    assert (before, add_working_days(date(2026, 11, 2), 5, holidays())) == (
        date(2026, 11, 9),
        date(2026, 11, 10),
    )


def test_removed_day_follows_the_week_again_and_is_on_record():
    officer = act(Role.ADMINISTRATOR, make_units()["01"])
    row = actions.set_day(
        day=date(2026, 11, 4), kind=DayKind.OFF, name="Nghỉ bão", source="CĐ 12", by=officer, at=AT
    )

    actions.remove_day(row=row, by=officer, at=AT)

    assert not CalendarDay.objects.exists()
    assert Event.objects.get(verb="calendar.removed").data == {
        "day": "2026-11-04",
        "kind": "off",
        "name": "Nghỉ bão",
    }


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [(date(2026, 11, 7), DayKind.OFF, "vốn đã nghỉ"), (date(2026, 11, 4), DayKind.WORK, "phải là thứ Bảy")],
)
def test_day_that_changes_nothing_is_refused(day, kind, words):
    with pytest.raises(RuleBroken, match=words):
        actions.set_day(
            day=day, kind=kind, name="x", source="y", by=act(Role.ADMINISTRATOR, make_units()["01"]), at=AT
        )


def test_producer_may_not_change_the_calendar():
    with pytest.raises(PermissionRefused):
        actions.set_day(
            day=date(2026, 11, 4),
            kind=DayKind.OFF,
            name="x",
            source="y",
            by=acting_for(make_producer()),
            at=AT,
        )


def write_pack(folder, text="Câu chính thức"):
    """A pack with one criterion of set 9, in the shape of ocop-criteria/1."""
    criterion = {
        "code": "1.1",
        "title": "x",
        "max": 5,
        "options": [{"points": 1, "text": text}, {"points": 3, "text": "b"}],
    }
    data = {
        "schema": "ocop-criteria/1",
        "decision": DECISION,
        "set_no": 9,
        "parts": [{"sections": [{"criteria": [criterion]}]}],
    }
    index = {"schema": "ocop-criteria-index/1", "sets": [{"versions": [{"file": "09.yaml"}]}]}
    (folder / "09.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    (folder / "index.yaml").write_text(yaml.safe_dump(index), encoding="utf-8")
    return folder


def test_wording_is_loaded_beside_the_labels_and_a_second_time_changes_nothing(tmp_path, capsys):
    call_command("criteria_wording", str(write_pack(tmp_path)))
    again = actions.load_wording(folder=tmp_path, by=SYSTEM, at=AT)
    changed = actions.load_wording(folder=write_pack(tmp_path, "Câu đã sửa"), by=SYSTEM, at=AT)

    assert (again["added"], again["changed"], changed["changed"]) == (0, 0, 1)
    assert wording_of(f"{DECISION}#9", "1.1")[("1.1", 1, 1)] == "Câu đã sửa"
    assert OfficialWording.objects.count() == 2


def test_folder_that_is_no_pack_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="Không có thư mục"):
        call_command("criteria_wording", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="không có tệp bộ tiêu chí"):
        call_command("criteria_wording", str(tmp_path))


def test_administrator_sees_doubts_and_official_sentences(tmp_path, django_assert_max_num_queries):
    row = make_criteria_set(9)
    actions.load_wording(folder=write_pack(tmp_path), by=SYSTEM, at=AT)
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))

    with django_assert_max_num_queries(9):
        listed = client.get(reverse("programme:criteria-sets")).content.decode()
    page = client.get(reverse("programme:criteria-set", args=[row.pk])).content.decode()

    assert "2 câu" in listed
    assert "Câu chính thức" in page
    assert all(flag.text.split("“")[0].strip() in page for flag in row.criteria_set.flags)


def test_calendar_page_adds_and_removes_a_day():
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))
    url = reverse("programme:calendar")

    client.post(url, {"day": "04/11/2026", "kind": "off", "name": "Nghỉ bão", "source": "CĐ 12"})
    shown = client.get(url, {"nam": "2026"}).content.decode()
    client.post(reverse("programme:remove-day", args=[CalendarDay.objects.get().pk]))

    assert "Nghỉ bão" in shown
    assert CalendarDay.objects.count() == 0


@pytest.mark.parametrize("year", ["0000", "²²²²", "99999", "20269", "x", "2026"])
def test_calendar_answers_any_year(year):
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))

    assert client.get(reverse("programme:calendar"), {"nam": year}).status_code == 200


def test_reference_pages_are_for_those_who_keep_them():
    make_criteria_set(9)
    client = signed_in(acting_for(make_producer()))

    for name in ("criteria-sets", "calendar"):
        assert client.get(reverse(f"programme:{name}")).status_code == 403
