"""Choosing a place in a form with plain HTML."""

import pytest
from django import forms

from ocop.places.fields import PlaceField, PlaceSearchMixin
from tests.factories.places import make_unit, make_units


class Form(PlaceSearchMixin, forms.Form):
    name = forms.CharField()
    unit = PlaceField(label="Xã", level="commune")


@pytest.fixture
def units(db):
    return make_units()


def test_a_single_fit_is_taken(units):
    form = Form({"name": "x", "unit_q": "phường ba đình"})

    assert form.is_valid()
    assert form.cleaned_data["unit"] == units["00004"]


def test_several_fits_are_offered_and_nothing_typed_is_lost(units):
    make_unit("00005", name="Hà Đông", kind="xã", parent=units["04"])

    form = Form({"name": "x", "unit_q": "Hà Đông"})
    page = str(form)

    assert not form.is_valid()
    assert form.errors["unit"] == ["Tìm thấy 3 địa phương, hãy chọn một ở dưới."]
    assert page.count('type="radio"') == 3  # both of today, and what the former quận Hà Đông became
    assert 'value="Hà Đông"' in page


def test_the_chosen_radio_counts(units):
    make_unit("00005", name="Hà Đông", kind="xã", parent=units["04"])

    form = Form({"name": "x", "unit_q": "Hà Đông", "unit": "00005"})

    assert form.is_valid()
    assert form.cleaned_data["unit"].key == "00005"


def test_an_old_choice_does_not_survive_another_text(units):
    form = Form({"name": "x", "unit_q": "Ba Đình", "unit": "09556"})

    assert form.is_valid()
    assert form.cleaned_data["unit"] == units["00004"]


def test_a_former_unit_leads_to_its_successors(units):
    whole = Form({"name": "x", "unit_q": "phường Hà Cầu"})
    split = Form({"name": "x", "unit_q": "phường Quang Trung"})

    assert whole.is_valid()
    assert whole.cleaned_data["unit"] == units["09556"]
    assert not split.is_valid()
    assert "Phường Kiến Hưng, Hà Nội" in str(split)


def test_the_find_button_only_searches(units):
    form = Form({"name": "", "unit_q": "Ba Đình", "unit_tim": "1"})

    assert not form.is_valid()
    assert not form.errors
    assert "checked" in str(form)


def test_nothing_found_and_nothing_typed_have_sentences(units):
    assert "Không tìm thấy địa phương nào" in Form({"name": "x", "unit_q": "Zzz"}).errors["unit"][0]
    assert "Hãy gõ tên địa phương" in Form({"name": "x"}).errors["unit"][0]
    assert "Hãy gõ tên địa phương" in Form({"name": "x", "unit": "bịa"}).errors["unit"][0]


def test_an_initial_unit_is_shown(units):
    page = str(Form(initial={"unit": units["00004"]}))

    assert "Phường Ba Đình, Hà Nội" in page
    assert "checked" in page
