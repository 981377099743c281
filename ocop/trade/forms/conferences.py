"""Input of connection conferences."""

from typing import Any

from django import forms

from ocop.core.text import clean_line
from ocop.trade.forms.offers import line
from ocop.trade.policies.conferences import MOST_SLOTS

STRENGTHS = [
    ("", "Không nêu"),
    ("3", "Rất muốn gặp"),
    ("2", "Muốn gặp"),
    ("1", "Gặp nếu còn giờ"),
    ("0", "Không gặp"),
]


class ConferenceForm(forms.Form):
    name = forms.CharField(label="Tên hội nghị", max_length=200)
    place = forms.CharField(label="Nơi tổ chức", max_length=200)
    starts_at = forms.DateTimeField(
        label="Bắt đầu lượt gặp đầu tiên",
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M", "%Y-%m-%dT%H:%M"],
        help_text="Ví dụ: 05/12/2026 08:30",
    )
    slots = forms.IntegerField(label="Số lượt gặp", min_value=1, max_value=MOST_SLOTS, initial=12)
    minutes = forms.IntegerField(label="Số phút mỗi lượt", min_value=5, max_value=120, initial=20)
    breaks = line("Lượt nghỉ", 60, "Số của các lượt không ai gặp, ví dụ: 6, 7.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("name", "place"):
            cleaned[name] = clean_line(cleaned.get(name, ""))
        return cleaned


class InviteForm(forms.Form):
    """Producers by code or tax code, buyers by tick; one line each, so that a list can be pasted."""

    producers = forms.CharField(
        label="Chủ thể",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
        help_text="Mã chủ thể hoặc mã số thuế, mỗi dòng một chủ thể; dán cả danh sách được.",
    )
    buyers = forms.ModelMultipleChoiceField(
        label="Nhà phân phối đã xác minh", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, buyers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buyers"].queryset = buyers  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    """When a guest is away, and one choice for each guest of the other side."""

    away = line("Không có mặt ở các lượt", 60, "Ví dụ: 1, 2.")

    def __init__(self, *args: Any, others: list[Any], said: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others
        for other in others:
            self.fields[f"wish_{other.pk}"] = forms.ChoiceField(
                label=str(other), choices=STRENGTHS, required=False, initial=str(said.get(other.pk, ""))
            )

    @property
    def wishes(self) -> dict[Any, int]:
        given = {other: self.cleaned_data.get(f"wish_{other.pk}", "") for other in self.others}
        return {other: int(value) for other, value in given.items() if value != ""}


class MeetingForm(forms.Form):
    """A meeting by hand."""

    producer = forms.ModelChoiceField(label="Chủ thể", queryset=None, empty_label="Chọn")
    buyer = forms.ModelChoiceField(label="Nhà phân phối", queryset=None, empty_label="Chọn")
    slot = forms.IntegerField(label="Lượt", min_value=1, max_value=MOST_SLOTS)

    def __init__(self, *args: Any, guests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = guests.select_related("producer", "buyer")
        self.fields["producer"].queryset = held.exclude(producer=None)  # type: ignore[attr-defined]
        self.fields["buyer"].queryset = held.exclude(buyer=None)  # type: ignore[attr-defined]


class ShiftForm(forms.Form):
    slot = forms.IntegerField(label="Chuyển sang lượt", min_value=1, max_value=MOST_SLOTS)
