"""The pages of a draft: autosave, two tabs, and the same without scripts."""

import pytest
from django.urls import reverse

from ocop.dossiers.actions import drafting
from ocop.dossiers.queries.drafts import criterion_print, section_print
from ocop.programme.models import OfficialWording
from tests.factories.accounts import AT, signed_in
from tests.factories.dossiers import draft_dossier, submitted_dossier
from tests.factories.producers import acting_for, make_evidence
from tests.factories.products import make_product

pytestmark = pytest.mark.django_db


def save(dossier, choice=2, comment=""):
    by = acting_for(dossier.producer)
    return drafting.save_choice(
        dossier=dossier, criterion="1.1", choice=choice, comment=comment, by=by, at=AT
    )


def address(dossier, name, *more):
    return reverse(f"dossiers:{name}", args=[dossier.code, *more])


def test_autosave_answers_the_time_the_score_and_a_fresh_print():
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))
    seen = criterion_print(dossier, "1.1")

    answer = client.post(
        address(dossier, "criterion-save", "1.1"), {"_field": "choice", "choice": "3", "seen": seen}
    )

    dossier.refresh_from_db()
    told = answer.json()
    assert (dossier.choices, told["show"]["total"], told["set"]["seen"]) == (
        {"1.1": 3},
        "5",
        criterion_print(dossier, "1.1"),
    )
    assert "tiêu chí chưa chọn" in told["show"]["outlook"]


def test_autosave_of_words_leaves_the_choice_alone():
    dossier = save(draft_dossier(), choice=3)
    client = signed_in(acting_for(dossier.producer))

    client.post(
        address(dossier, "criterion-save", "1.1"),
        {"_field": "comment", "comment": "Lời mới", "seen": criterion_print(dossier, "1.1")},
    )

    dossier.refresh_from_db()
    assert (dossier.choices, dossier.comments) == ({"1.1": 3}, {"1.1": "Lời mới"})


def test_stale_autosave_is_answered_409_with_both_versions():
    dossier = draft_dossier()
    seen = criterion_print(dossier, "1.1")
    dossier = save(dossier, choice=1, comment="Của người khác")
    client = signed_in(acting_for(dossier.producer))

    answer = client.post(
        address(dossier, "criterion-save", "1.1"), {"_field": "comment", "comment": "Của tôi", "seen": seen}
    )

    assert answer.status_code == 409
    assert ("Của người khác" in answer.json()["stored"], answer.json()["typed"]) == (True, "Của tôi")


def test_stale_page_shows_both_versions_and_keeps_what_was_typed():
    dossier = draft_dossier()
    seen = criterion_print(dossier, "1.1")
    dossier = save(dossier, choice=1, comment="Của người khác")
    client = signed_in(acting_for(dossier.producer))
    form = {"choice": "3", "comment": "Của tôi", "seen": seen}

    page = client.post(address(dossier, "criterion", "1.1"), form)
    text = page.content.decode()
    kept = client.post(
        address(dossier, "criterion", "1.1"), {**form, "seen": criterion_print(dossier, "1.1")}
    )

    dossier.refresh_from_db()
    assert (
        page.status_code,
        "Của người khác" in text,
        "Của tôi" in text,
        "Có hai bản khác nhau" in text,
    ) == (409, True, True, True)
    assert (kept.status_code, dossier.comments["1.1"]) == (302, "Của tôi")


def test_page_without_script_saves_papers_too_and_goes_to_the_next_criterion():
    dossier = draft_dossier()
    paper = make_evidence(dossier.producer, "material_origin")
    client = signed_in(acting_for(dossier.producer))
    form = {
        "choice": "2",
        "comment": "",
        "paper": paper.code,
        "shown": paper.code,
        "seen": criterion_print(dossier, "1.1"),
        "then": "next",
    }

    answer = client.post(address(dossier, "criterion", "1.1"), form)

    assert answer["Location"] == address(dossier, "criterion", "1.2")
    assert dossier.links.get().evidence == paper


def test_section_page_reads_vietnamese_numbers_and_keeps_what_it_cannot_read():
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))
    seen = section_print(dossier, "figures")

    client.post(address(dossier, "section", "figures"), {"revenue_last": "1.250.000,5", "seen": seen})
    dossier.refresh_from_db()
    page = client.post(
        address(dossier, "section", "figures"),
        {"revenue_last": "1.250", "seen": section_print(dossier, "figures")},
    )

    assert dossier.answers["figures"] == {"revenue_last": "1250000.5"}
    assert "hiểu hai cách" in page.content.decode()
    assert 'value="1.250"' in page.content.decode()


def test_section_autosave_refuses_a_bad_number_in_words():
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))

    answer = client.post(
        address(dossier, "section-save", "figures"),
        {"_field": "profit_last", "profit_last": "mười", "seen": section_print(dossier, "figures")},
    )

    assert (answer.status_code, "Lợi nhuận năm trước" in answer.json()["error"]) == (422, True)


def test_unknown_criterion_and_section_are_not_found():
    dossier = draft_dossier()
    client = signed_in(acting_for(dossier.producer))

    assert client.get(address(dossier, "criterion", "99.9")).status_code == 404
    assert client.get(address(dossier, "section", "khong-co")).status_code == 404


@pytest.mark.parametrize("number", [4, 16, 26])
def test_every_criterion_of_a_set_has_its_page(number):
    dossier = draft_dossier(make_product(criteria_set_number=number))
    client = signed_in(acting_for(dossier.producer))

    answers = {
        one.code: client.get(address(dossier, "criterion", one.code)).status_code
        for one in dossier.criteria_set.criteria_set.criteria
    }

    assert set(answers.values()) == {200}


def test_criterion_with_cases_keeps_the_case_and_shows_it_again():
    dossier = draft_dossier(make_product(criteria_set_number=26))
    client = signed_in(acting_for(dossier.producer))
    one = next(one for one in dossier.criteria_set.criteria_set.criteria if one.has_cases)
    form = {"choice": "2-2", "comment": "", "seen": criterion_print(dossier, one.code)}

    client.post(address(dossier, "criterion", one.code), form)
    page = client.get(address(dossier, "criterion", one.code)).content.decode()

    dossier.refresh_from_db()
    assert dossier.choices[one.code] == {"case": 2, "option": 2}
    assert 'value="2-2" checked' in page


def test_official_sentence_stands_beside_the_label():
    dossier = draft_dossier()
    OfficialWording.objects.create(
        set_id=dossier.criteria_set.set_id, criterion="1.1", case=1, place=1, text="Câu của quyết định"
    )

    page = signed_in(acting_for(dossier.producer)).get(address(dossier, "criterion", "1.1")).content.decode()

    assert "Câu của quyết định" in page
    assert "mức tối thiểu cho 3 sao" in page


def test_strange_numbers_in_addresses_are_answered_not_failed():
    dossier = submitted_dossier()
    client = signed_in(acting_for(dossier.producer))

    for text in ("²", "99999", "-1", "x\x00", "1"):
        assert client.get(address(dossier, "receipt"), {"ban": text}).status_code in (200, 404)
        assert (
            client.get(reverse("producers:vault"), {"q": text, "han": text, "sau": text}).status_code == 200
        )
