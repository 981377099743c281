"""Writing the draft: kept as typed, never over somebody else's newer words."""

import pytest

from ocop.audit.models import Event
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.permissions import Role
from ocop.dossiers.actions import drafting, linking
from ocop.dossiers.forms.draft import read_choice
from ocop.dossiers.queries.drafts import criterion_print
from ocop.producers.actions import vault
from tests.factories.accounts import AT, act
from tests.factories.dossiers import draft_dossier, submitted_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_evidence, make_producer
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db


def save(dossier, choice=2, comment="", **more):
    by = more.pop("by", None) or acting_for(dossier.producer)
    more.setdefault("criterion", "1.1")
    return drafting.save_choice(dossier=dossier, choice=choice, comment=comment, by=by, at=AT, **more)


def test_saving_keeps_choice_and_words_and_leaves_one_event_without_them():
    dossier = save(draft_dossier(), comment="Vùng trồng trong xã")

    event = Event.objects.get(verb="dossier.drafted")
    assert (dossier.choices, dossier.comments, dossier.version_no) == (
        {"1.1": 2},
        {"1.1": "Vùng trồng trong xã"},
        2,
    )
    assert event.data == {"criterion": "1.1"}


def test_saving_the_same_again_changes_nothing():
    dossier = save(save(draft_dossier()))

    assert (dossier.version_no, Event.objects.filter(verb="dossier.drafted").count()) == (2, 1)


def test_choice_can_be_taken_back():
    assert save(save(draft_dossier()), choice=None).choices == {}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"choice": 99}, "draft.choice"),
        ({"criterion": "99.9"}, "draft.criterion"),
        ({"comment": "x" * 2001}, "draft.words"),
    ],
)
def test_wrong_input_is_refused(more, code):
    with pytest.raises(RuleBroken) as refused:
        save(draft_dossier(), **more)
    assert refused.value.code == code


def test_stale_write_is_refused_and_nothing_is_overwritten():
    dossier = draft_dossier()
    seen = criterion_print(dossier, "1.1")
    save(dossier, choice=1, seen=seen)

    with pytest.raises(StaleWrite, match="Chưa ghi đè gì"):
        save(dossier, choice=3, seen=seen)

    dossier.refresh_from_db()
    assert dossier.choices == {"1.1": 1}


def test_two_tabs_on_different_criteria_do_not_disturb_each_other():
    dossier = draft_dossier()
    prints = {code: criterion_print(dossier, code) for code in ("1.1", "1.2")}

    save(dossier, criterion="1.1", seen=prints["1.1"])
    dossier = save(dossier, criterion="1.2", choice=1, seen=prints["1.2"])

    assert dossier.choices == {"1.1": 2, "1.2": 1}


@pytest.mark.parametrize("kind", ["stranger", "officer", "delegate"])
def test_only_the_producers_people_write(kind):
    dossier = draft_dossier()
    if kind == "delegate":
        assert save(dossier, by=acting_for(dossier.producer, "delegate")).choices
        return
    by = (
        acting_for(make_producer())
        if kind == "stranger"
        else act(Role.COMMUNE_OFFICER, make_units()["09556"])
    )
    with pytest.raises(PermissionRefused, match="chỉ người của chủ thể"):
        save(dossier, by=by)


def test_submitted_dossier_cannot_be_written():
    with pytest.raises(RuleBroken, match="trả lại để bổ sung"):
        save(submitted_dossier())


def test_section_keeps_numbers_as_decimal_text_and_refuses_unknown_fields():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)

    dossier = drafting.save_section(
        dossier=dossier, section="figures", values={"revenue_last": "1250.5"}, by=by, at=AT
    )

    assert dossier.answers == {"figures": {"revenue_last": "1250.5"}}
    for section, values in (("figures", {"x": "1"}), ("changes", {"changes": "x"})):
        with pytest.raises(RuleBroken, match="không có mục đó"):
            drafting.save_section(dossier=dossier, section=section, values=values, by=by, at=AT)


def test_read_choice_gives_the_shapes_of_the_rulebook():
    tree = draft_dossier(make_product(criteria_set_number=26)).criteria_set.criteria_set
    single = next(one for one in tree.criteria if one.scoring != "additive" and not one.has_cases)
    cases = next(one for one in tree.criteria if one.has_cases)
    additive = next((one for one in tree.criteria if one.scoring == "additive"), None)

    assert (read_choice(single, ["2"]), read_choice(single, []), read_choice(single, ["abc"])) == (2, None, 0)
    assert read_choice(cases, ["2-1"]) == {"case": 2, "option": 1}
    if additive:
        assert (read_choice(additive, ["3", "1"]), read_choice(additive, ["0"])) == ([1, 3], [])


# --- papers ------------------------------------------------------------------------------------------


def test_one_paper_serves_many_criteria_and_can_be_taken_off():
    dossier = draft_dossier()
    paper, by = make_evidence(dossier.producer), acting_for(dossier.producer)
    for code in ("1.1", "1.2"):
        linking.link_evidence(dossier=dossier, criterion=code, evidence=paper, by=by, at=AT)

    linking.unlink_evidence(dossier=dossier, criterion="1.1", evidence=paper, by=by, at=AT)

    assert list(dossier.links.values_list("criterion", flat=True)) == ["1.2"]


def test_papers_of_another_vault_or_out_of_use_are_refused():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    retired = vault.retire_evidence(evidence=make_evidence(dossier.producer), by=by, at=AT)

    for paper, code in ((make_evidence(make_producer()), "link.other_vault"), (retired, "link.retired")):
        with pytest.raises(RuleBroken) as refused:
            linking.link_evidence(dossier=dossier, criterion="1.1", evidence=paper, by=by, at=AT)
        assert refused.value.code == code


def test_links_become_what_was_chosen_among_the_shown():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    kept, dropped, hidden, new = (make_evidence(dossier.producer, title=f"G{n}") for n in range(4))
    for paper in (kept, dropped, hidden):
        linking.link_evidence(dossier=dossier, criterion="1.1", evidence=paper, by=by, at=AT)

    linking.set_links(
        dossier=dossier,
        criterion="1.1",
        chosen={kept.code, new.code},
        shown={kept.code, dropped.code, new.code},
        by=by,
        at=AT,
    )

    assert set(dossier.links.values_list("evidence__title", flat=True)) == {"G0", "G2", "G3"}


# --- many at once ------------------------------------------------------------------------------------


def test_many_choices_are_kept_together_or_not_at_all():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    with pytest.raises(RuleBroken) as refused:
        drafting.save_choices(dossier=dossier, choices={"1.1": 2, "1.2": 99, "9.9": 1}, by=by, at=AT)
    dossier.refresh_from_db()
    assert (dossier.choices, len(refused.value.details)) == ({}, 1)

    dossier = drafting.save_choices(
        dossier=dossier, choices={"1.1": 2, "1.2": 1}, comments={"1.1": "Lời"}, by=by, at=AT
    )

    assert (dossier.choices, dossier.comments) == ({"1.1": 2, "1.2": 1}, {"1.1": "Lời"})
    assert Event.objects.get(verb="dossier.drafted").data == {"criteria": ["1.1", "1.2"]}


def test_many_links_are_kept_together_or_not_at_all():
    dossier = draft_dossier()
    by = acting_for(dossier.producer)
    own, strange = make_evidence(dossier.producer), make_evidence(make_producer())
    with pytest.raises(RuleBroken):
        linking.link_many(dossier=dossier, links={"1.1": [own], "1.2": [strange]}, by=by, at=AT)
    assert dossier.links.count() == 0

    for _ in range(2):  # the same links again are no fault
        linking.link_many(dossier=dossier, links={"1.1": [own], "1.2": [own]}, by=by, at=AT)

    assert dossier.links.count() == 2
