"""One template for all forms: labels, hints, errors and keyboards."""

from django import forms

from ocop.core.gallery_data import SampleForm, form_with_errors


def test_error_summary_comes_first_and_leads_to_the_fields() -> None:
    drawn = str(form_with_errors())
    assert drawn.index("Cần sửa trước khi đi tiếp") < drawn.index("<input")
    assert 'href="#id_issued_on"' in drawn and 'id="id_issued_on"' in drawn
    assert 'href="#id_stage"' in drawn and 'id="id_stage"' in drawn
    assert "đang được sửa ở một thẻ khác" in drawn


def test_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in str(SampleForm())


def test_hint_and_error_are_tied_to_the_control() -> None:
    drawn = str(form_with_errors()["issued_on"].as_field_group())
    assert 'aria-describedby="id_issued_on_helptext id_issued_on_error"' in drawn
    assert 'id="id_issued_on_helptext"' in drawn and 'id="id_issued_on_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'value="31/02/2026"' in drawn  # what was typed stays


def test_numbers_are_text_inputs_with_a_number_keyboard() -> None:
    drawn = str(SampleForm()["price"])
    assert 'type="text"' in drawn and 'inputmode="decimal"' in drawn and 'type="number"' not in drawn


def test_browser_checks_nothing_by_itself() -> None:
    assert " required" not in str(SampleForm())
    assert 'aria-required="true"' in str(SampleForm()["name"])


def test_optional_fields_say_so_in_words() -> None:
    assert "(không bắt buộc)" in str(SampleForm()["story"].as_field_group())
    assert "(không bắt buộc)" not in str(SampleForm()["name"].as_field_group())


def test_choices_are_large_cards_in_a_fieldset() -> None:
    drawn = str(SampleForm()["stage"].as_field_group())
    assert drawn.count('class="choice"') == 3 and "<fieldset" in drawn and "<legend>" in drawn


def test_own_attributes_win() -> None:
    class Own(forms.Form):
        code = forms.DecimalField(widget=forms.TextInput(attrs={"inputmode": "text", "class": "wide"}))

    drawn = str(Own()["code"])
    assert 'inputmode="text"' in drawn and 'class="control control-decimal wide"' in drawn


def test_file_field_offers_the_camera_and_tells_the_limit_before() -> None:
    drawn = str(SampleForm()["photo"].as_field_group())
    assert (
        'capture="environment"' in drawn
        and "data-upload" in drawn
        and drawn.index("20 MB") < drawn.index("<input")
    )
