"""What a report is asked for on the web: the period and the map. The unit is that of the office."""

from datetime import date
from typing import Any

from django import forms

from ocop.core.indicators import Boundary
from ocop.reports.enums import PeriodKind
from ocop.reports.outlines import Outline
from ocop.reports.periods import choices

MAPS = ((Boundary.NOW, "Địa giới hiện nay"), (Boundary.THEN, "Địa giới lúc đó"))


class PeriodForm(forms.Form):
    """`ky` is a choice of periods, or a day."""

    ky = forms.CharField(label="Kỳ báo cáo")
    ban_do = forms.ChoiceField(label="Tính theo", choices=MAPS, required=False)

    def __init__(self, *args: Any, outline: Outline, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if outline.period == PeriodKind.DAY:
            self.fields["ky"] = forms.DateField(label="Tính đến ngày")
        else:
            offered = choices(outline.period, today)
            wrong = {"invalid_choice": "Hãy chọn một kỳ trong danh sách."}
            self.fields["ky"] = forms.ChoiceField(label="Kỳ báo cáo", choices=offered, error_messages=wrong)
        self.order_fields(["ky", "ban_do"])

    @property
    def asked(self) -> tuple[str, Boundary]:
        """(code of the period, map), once valid."""
        said = self.cleaned_data
        period = said["ky"].isoformat() if isinstance(said["ky"], date) else said["ky"]
        return period, Boundary(said["ban_do"] or Boundary.NOW)


class TemplateForm(forms.Form):
    """A Word file and what is new in it."""

    file = forms.FileField(
        label="Tệp mẫu (.docx)",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text="Không quá 3 MB.",
    )
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
