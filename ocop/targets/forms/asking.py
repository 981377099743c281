"""What a page of figures is asked for: unit, day, map, and the first day of the period when it is not a year."""

from datetime import date
from typing import Any

from django import forms

from ocop.core.indicators import Boundary

MAPS = ((Boundary.NOW, "Địa giới hiện nay"), (Boundary.THEN, "Địa giới lúc đó"))
EARLIEST, LATEST = date(2018, 1, 1), date(2099, 12, 31)


class AskForm(forms.Form):
    """Always answers: what cannot be read is asked anew with its default."""

    don_vi = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    tu = forms.DateField(required=False, widget=forms.HiddenInput)
    ngay = forms.DateField(label="Tính đến ngày", required=False)
    ban_do = forms.ChoiceField(label="Tính theo", required=False, choices=MAPS)

    def asked(self, today: date) -> dict[str, Any]:
        self.is_valid()
        said = self.cleaned_data
        on = min(max(said.get("ngay") or today, EARLIEST), LATEST)
        start = said.get("tu")
        return {
            "unit": said.get("don_vi") or "",
            "on": on,
            "start": start if start and EARLIEST <= start <= on else None,
            "boundary": Boundary(said.get("ban_do") or Boundary.NOW),
        }
