"""A whole sheet as one form: works without JavaScript, and takes over what scripts had not sent yet."""

from typing import Any

from django import forms
from django.http import QueryDict

from ocop.evaluation.actions.sheets import NOTE, Entry
from ocop.evaluation.models import Sheet
from ocop.evaluation.queries.options import CriterionCard, PartCards, value_of

NOTE_FIELD = "note-"


class SheetForm(forms.Form):
    """Reads the posted options and notes against the criteria; keeps whatever was typed."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=500,
        strip=True,
        label="Lý do chấm lại khác lần trước",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, *, sheet: Sheet, parts: tuple[PartCards, ...]) -> None:
        super().__init__(data, initial={"version": sheet.version_no})
        self.sheet = sheet
        self.cards: dict[str, CriterionCard] = {card.code: card for part in parts for card in part.criteria}
        self.card_errors: dict[str, str] = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code, card in self.cards.items():
            if code in self.data and self.data[code] not in card.values:
                self.add_card_error(code, f"Tiêu chí {code}: mức đã chọn không có trong bộ tiêu chí.")
        return cleaned

    def add_card_error(self, code: str, sentence: str) -> None:
        self.card_errors[code] = sentence
        self.add_error(None, sentence)

    def selected(self, code: str) -> str:
        """What the page shows as chosen: typed first, stored else."""
        return str(self.data.get(code, "")) if self.is_bound else value_of(self.sheet.choices.get(code))

    def note(self, code: str) -> str:
        stored = self.sheet.notes.get(code, "")
        return str(self.data.get(NOTE_FIELD + code, stored)) if self.is_bound else stored

    def marks(self) -> dict[str, Entry]:
        """Only the criteria whose option differs from what is stored."""
        typed = {
            code: card.values[self.data[code]]
            for code, card in self.cards.items()
            if self.data.get(code) in card.values
        }
        return {
            code: Entry(choice) for code, choice in typed.items() if self.sheet.choices.get(code) != choice
        }

    def notes(self) -> dict[str, Entry]:
        typed = {
            code: str(self.data[NOTE_FIELD + code]).strip()
            for code in self.cards
            if NOTE_FIELD + code in self.data
        }
        return {
            code: Entry(text)
            for code, text in typed.items()
            if self.sheet.notes.get(code, "") != text.replace("\r\n", "\n")
        }

    def show_stale(self, both: list[dict[str, Any]]) -> None:
        """Beside each criterion what the other device wrote; the own choice stays selected."""
        for row in both:
            code = row["criterion"].removeprefix(NOTE)
            card = self.cards[code]
            words = {value: option.label for value, option in ((one.value, one) for one in card.options)}
            there = (
                words.get(value_of(row["there"]), row["there"]) if row["criterion"] == code else row["there"]
            )
            self.add_card_error(
                code,
                f"Tiêu chí {code}: ở máy (cửa sổ) khác đã ghi “{there}”. Chọn lại mức đúng rồi lưu lần nữa.",
            )
