"""Where records of a split unit lie."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ocop.boundaries.models import PlaceCase
from ocop.places.models import Unit


class PlaceForm(forms.Form):
    cases = forms.MultipleChoiceField(
        label="Bản ghi", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Hãy đánh dấu ít nhất một bản ghi."}
    )  # fmt: skip
    unit = forms.ChoiceField(label="Nay thuộc đơn vị", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Căn cứ: xem ở đâu, ai xác nhận", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, rows: Sequence[PlaceCase], among: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [  # type: ignore[attr-defined]
            (case.pk, f"{case.label} – {case.where}" if case.where else case.label) for case in rows
        ]
        self.fields["unit"].choices = [(one.key, one.address) for one in among]  # type: ignore[attr-defined]
