"""The producer's short form (eleven fields, four of them needed) and the office's period."""

from typing import Any

from django import forms

from ocop.core.numbers import NumberField, write_number
from ocop.supervision.models import PeriodicReport
from ocop.supervision.models.periodic import FIGURES, WHOLE

NEEDED = ("revenue", "revenue_ocop", "workers")
HINTS = {
    "revenue": "Mọi mặt hàng, kể cả hàng không phải OCOP.",
    "revenue_online": "Mạng xã hội, sàn thương mại điện tử, trang riêng.",
    "workers": "Người làm việc từ 3 tháng trở lên.",
}


class PeriodicForm(forms.Form):
    """Each field says what was reported last time."""

    def __init__(self, *args: Any, last: PeriodicReport | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (words, unit) in FIGURES.items():
            label = words if name == "output" else f"{words} ({unit})"
            self.fields[name] = NumberField(
                label=label,
                required=name in NEEDED,
                least=0,
                decimals=name not in WHOLE,
                help_text=" ".join(filter(None, (HINTS.get(name, ""), _last(last, name)))),
            )
        self.fields["output_unit"] = forms.CharField(
            label="Đơn vị của sản lượng",
            required=False,
            max_length=30,
            help_text="Ví dụ: kg, chai, bộ, lượt khách.",
        )
        self.fields["trouble"] = forms.CharField(
            label="Khó khăn lớn nhất",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.order_fields(ORDER)


ORDER = (
    *("revenue", "revenue_ocop", "revenue_online", "revenue_export", "output", "output_unit"),
    *("workers", "workers_female", "wage", "trouble"),
)


def _last(last: PeriodicReport | None, name: str) -> str:
    value = getattr(last, name, None)
    if value is None:
        return ""
    unit = f" {last.output_unit}" if name == "output" and last and last.output_unit else ""
    return f"Kỳ trước: {write_number(value)}{unit}."


class CorrectionForm(PeriodicForm):
    """The same with a reason; begins with what was reported."""

    def __init__(self, *args: Any, report: PeriodicReport, **kwargs: Any) -> None:
        first = {
            name: write_number(value) if name in FIGURES else value
            for name in ORDER
            if (value := getattr(report, name)) is not None
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["reason"] = forms.CharField(label="Lý do đính chính", max_length=500)


class PeriodForm(forms.Form):
    title = forms.CharField(label="Tên kỳ", max_length=120, help_text="Ví dụ: 6 tháng đầu năm 2026.")
    from_on = forms.DateField(label="Từ ngày")
    until_on = forms.DateField(label="Đến hết ngày")
    due_on = forms.DateField(label="Hạn báo cáo")
    document = forms.CharField(label="Văn bản yêu cầu", required=False, max_length=200)
