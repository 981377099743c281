"""Input of a plan: its first step, its moves."""

from typing import Any

from django import forms

from ocop.documents.upload_fields import TYPES
from ocop.places.models import Unit
from ocop.plans.enums import TakeOver
from ocop.plans.models import Plan
from ocop.plans.queries.tree import possible_uppers
from ocop.rulebook.plan_data import read_periods


class UpperField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.full_name}, {obj.years}: {obj.title} ({obj.number})"


def upper_field(unit: Unit) -> UpperField:
    return UpperField(
        label="Kế hoạch cấp trên",
        queryset=possible_uppers(unit),
        required=False,
        empty_label="Chưa nối",
        help_text="Chỉ nối được với kế hoạch đang có hiệu lực của cấp trên, cùng giai đoạn.",
    )


def year_choices(today_year: int) -> list[Any]:
    """Newest period first: its years near today, then the whole of it."""
    groups = []
    for period in reversed(read_periods()):
        years = [(f"{period.key}|{year}", f"Năm {year}") for year in period.years if year <= today_year + 1]
        whole = (f"{period.key}|", f"Cả giai đoạn {period.year_from}–{period.year_until}")
        if years:
            groups.append((f"{period.name} ({period.decision})", [*reversed(years), whole]))
    return [("", "Chọn năm hoặc giai đoạn"), *groups]


class TextsForm(forms.Form):
    title = forms.CharField(label="Tên kế hoạch", max_length=300)
    purpose = forms.CharField(
        label="Mục đích, yêu cầu", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class EditForm(TextsForm):
    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": plan.title, "purpose": plan.purpose, "upper": plan.upper_id})
        super().__init__(*args, **kwargs)
        self.fields["upper"] = upper_field(plan.unit)


class CreateForm(TextsForm):
    """The first step. Everything else comes on the pages of the draft."""

    years = forms.ChoiceField(label="Kế hoạch của")
    take_over = forms.ChoiceField(
        label="Bắt đầu với", choices=TakeOver.choices, widget=forms.RadioSelect, initial=TakeOver.COMMON
    )
    field_order = ("years", "title", "purpose", "upper", "take_over")

    def __init__(self, *args: Any, unit: Unit, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"].choices = year_choices(year)  # type: ignore[attr-defined]
        self.fields["upper"] = upper_field(unit)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if years := cleaned.pop("years", ""):
            period, _, year = years.partition("|")
            cleaned |= {"period": period, "year": int(year) if year else None}
        if cleaned.get("take_over") == TakeOver.UPPER and not cleaned.get("upper"):
            self.add_error("upper", "Muốn lấy các nhóm của kế hoạch cấp trên thì hãy chọn kế hoạch đó.")
        return cleaned


class IssueForm(forms.Form):
    """The paper that issues the plan."""

    number = forms.CharField(label="Số văn bản", max_length=60, help_text="Ví dụ: 12/KH-UBND")
    decided_on = forms.DateField(label="Ngày ban hành", help_text="Ví dụ: 05/01/2026")
    signer = forms.CharField(label="Người ký", max_length=120, help_text="Chức vụ và họ tên.")
    upload = forms.FileField(
        label="Bản chụp văn bản",
        required=False,
        help_text="PDF hoặc ảnh, không bắt buộc.",
        widget=forms.FileInput(attrs={"accept": TYPES}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )


class NothingForm(forms.Form):
    """A confirm page that asks for nothing more."""
