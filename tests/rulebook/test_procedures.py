"""Dated procedures: which rules applied when, who decides, what is uncertain."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ocop.rulebook.levels import Level
from ocop.rulebook.procedures import (
    BrokenProcedure,
    NoProcedure,
    all_procedures,
    bands_of_decision,
    competent_level,
    get_procedure,
    procedure_for_record,
    procedure_on,
)
from ocop.rulebook.procedures.reading import FOLDER, read_procedure

NOW = get_procedure("26-2026")


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2019, 8, 21), "1048"),
        (date(2023, 2, 23), "1048"),
        (date(2023, 2, 24), "148"),
        (date(2025, 7, 5), "148"),
        (date(2025, 7, 6), "148-1489"),
        (date(2026, 5, 21), "148-1489"),
        (date(2026, 5, 22), "26-2026"),
        (date(2040, 1, 1), "26-2026"),
    ],
)
def test_procedure_changes_on_the_day_of_each_decision(day, key):
    assert procedure_on(day).key == key


def test_no_procedure_before_the_first_criteria():
    with pytest.raises(NoProcedure, match="20/08/2019"):
        procedure_on(date(2019, 8, 20))


def test_every_day_has_exactly_one_procedure():
    day = date(2019, 8, 21)
    while day < date(2027, 1, 1):
        assert sum(one.covers(day) for one in all_procedures()) == 1
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("record", "key", "candidates"),
    [
        (date(2019, 3, 1), "1048", ["1048"]),
        (2019, "1048", ["1048"]),
        (2022, "1048", ["1048"]),
        (2024, "148", ["148"]),
        (date(2023, 2, 23), "1048", ["1048"]),
        (2023, None, ["1048", "148"]),
        (2025, None, ["148", "148-1489"]),
        (2026, None, ["148-1489", "26-2026"]),
        (date(2025, 12, 31), "148-1489", ["148-1489"]),
        (2018, None, []),
        (None, None, []),
    ],
)
def test_a_record_is_read_under_its_own_procedure_and_never_guessed(record, key, candidates):
    found = procedure_for_record(record)
    assert (found.procedure.key if found.procedure else None) == key
    assert [one.key for one in found.candidates] == candidates
    assert found.sentence.endswith(".")


P, D, C = Level.PROVINCE, Level.DISTRICT, Level.CENTRAL


@pytest.mark.parametrize(
    ("on", "levels"),
    [
        (date(2020, 5, 1), [None, None, P, P, C]),
        (date(2024, 5, 1), [None, None, D, P, C]),
        (date(2025, 8, 1), [None, None, P, P, C]),
        (date(2026, 11, 22), [None, None, P, P, C]),
    ],
)
def test_competent_level_per_star(on, levels):
    assert [competent_level(stars, on) for stars in range(1, 6)] == levels


def test_stars_outside_one_to_five_have_no_level():
    with pytest.raises(ValueError, match="từ 1 đến 5"):
        competent_level(6, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("key", "parts"),
    [("1048", (35, 25, 40)), ("148", (40, 25, 35)), ("148-1489", (40, 25, 35)), ("26-2026", (40, 25, 35))],
)
def test_parts_and_validity_of_each_procedure(key, parts):
    procedure = get_procedure(key)
    assert tuple(procedure.parts.values()) == tuple(map(Decimal, parts))
    assert sum(procedure.parts.values()) == 100
    assert (procedure.validity_months, procedure.certificate_from_stars) == (36, 3)
    assert procedure.forward_from_points == 90


def test_procedures_are_found_by_the_decision_that_made_them():
    assert get_procedure("26/2026/QĐ-TTg") is NOW
    assert get_procedure("1489/QĐ-TTg").key == "148-1489"
    assert get_procedure("148/QĐ-TTg").key == "148"
    with pytest.raises(NoProcedure, match="999"):
        get_procedure("999/QĐ-TTg")
    with pytest.raises(NoProcedure, match="999"):
        bands_of_decision("999/QĐ-TTg")


def test_clocks_of_the_procedure_in_force():
    clocks = {key: (clock.days, clock.unit) for key, clock in NOW.clocks.items()}
    assert clocks == {
        "commune_check": (15, "working"),
        "re_evaluation": (45, "calendar"),
        "revocation": (15, "calendar"),
    }
    with pytest.raises(LookupError, match="không quy định"):
        NOW.clock("province_check")


def test_the_commune_assesses_four_contents_and_never_scores():
    assert [item.key for item in NOW.commune_contents] == ["origin", "labour", "idea", "identity"]
    for competence in NOW.competence.values():
        assert competence.receives is Level.COMMUNE
        assert Level.COMMUNE not in competence.scores


def test_revocation_has_six_grounds_and_its_own_authority():
    assert [ground.key for ground in NOW.revocation_grounds] == ["a", "b", "c", "d", "đ", "e"]
    assert NOW.revocation_by == {3: P, 4: P, 5: C}
    assert NOW.articles["revocation"] == "Điều 8"


def test_transition_ends_on_the_days_that_follow_from_the_text():
    ends = {item.key: (item.days, item.until) for item in NOW.transition}
    start = NOW.in_force_from
    assert ends["pending_first"] == (60, start + timedelta(60))
    assert ends["pending_re_evaluation"] == (30, start + timedelta(30))
    assert ends["window_missed"] == (180, None)
    assert ends["own_term"] == (None, None)


def test_samples_are_five_and_none_for_tourism():
    assert (NOW.samples_for(1), NOW.samples_for(26)) == (5, 0)


def test_what_the_text_leaves_open_is_a_named_setting_with_its_reason():
    assert all(one.certainty == "?" and one.why for one in NOW.settings)
    assert NOW.setting("late_re_evaluation") == "first"
    assert NOW.setting("unheard_of", "default") == "default"
    assert set("".join(NOW.certainty.values())) == {"V"}


def test_dossier_kinds_and_form_fields():
    assert set(NOW.dossiers) == {"first", "upgrade", "re_evaluation"}
    asked = {kind: {f.key for f in NOW.form_fields if f.is_asked(kind, 1)} for kind in NOW.dossiers}
    assert asked["upgrade"] - asked["first"] == {"changes"}
    assert asked["re_evaluation"] - asked["first"] == {"updates"}
    assert {f.key for f in NOW.form_fields if not f.is_asked("first", 26)} >= {"materials", "technology"}
    assert len({f.key for f in NOW.form_fields}) == len(NOW.form_fields)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema: ocop-procedure/1", "schema: other/1"),
        ("decisions: [26/2026/QĐ-TTg]", "decision: x"),
        ("from: 2026-05-22", 'from: "22/5/2026"'),
        ("at_least: 90", "at_least: 60"),
        ("unit: working", "unit: weeks"),
        ("receives: commune", "receives: village"),
        ("certainty: V", "certainty: sure"),
        ("proposed_by: 04-30", "proposed_by: 02-30"),
        ("forwarding:", "sending:"),
    ],
)
def test_broken_files_are_refused_by_name(tmp_path, old, new):
    text = (FOLDER / "26-2026.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "broken.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenProcedure, match=r"broken\.yaml"):
        read_procedure(path)
