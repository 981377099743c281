"""Input of policies: the paper, its days, a table of rates, and the year's money."""

from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.support.enums import OCCASIONS, OverBudget

STARS = (3, 4, 5)


def rate_name(stars: int, occasion: str) -> str:
    return f"rate_{stars}_{occasion}"


class PolicyForm(forms.Form):
    title = forms.CharField(label="Tên chính sách", max_length=200)
    document = forms.CharField(label="Nghị quyết, quyết định", max_length=200)
    document_on = forms.DateField(label="Ngày ban hành")
    from_on = forms.DateField(label="Cho quyết định công nhận từ ngày")
    until_on = forms.DateField(label="Đến hết ngày")
    claim_days = NumberField(
        label="Được nộp đề nghị trong (ngày)",
        least=1,
        decimals=False,
        help_text="Tính từ ngày quyết định công nhận.",
    )
    pays_difference = forms.BooleanField(
        label="Nâng hạng chỉ chi phần chênh lệch so với hạng cũ", required=False
    )
    over_budget = forms.ChoiceField(
        label="Khi hết kinh phí của năm",
        choices=OverBudget.choices,
        widget=forms.RadioSelect,
        initial=OverBudget.WAIT,
    )
    money_source = forms.CharField(label="Nguồn kinh phí", max_length=200, required=False)
    conditions = forms.CharField(
        label="Điều kiện", required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    papers = forms.CharField(
        label="Giấy tờ phải có",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một loại giấy.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stars in STARS:
            for occasion, label in OCCASIONS:
                self.fields[rate_name(stars, occasion)] = NumberField(
                    label=f"{stars} sao, {label.lower()} (đồng)", least=0, decimals=False, required=False
                )

    @property
    def rate_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("rate_")]

    @property
    def other_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith("rate_")]

    def clean_papers(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["papers"].splitlines() if line.strip()]

    def rates(self) -> dict[tuple[int, str], int]:
        return {
            (stars, occasion): int(self.cleaned_data.get(rate_name(stars, occasion)) or 0)
            for stars in STARS
            for occasion, _ in OCCASIONS
        }


class BudgetForm(forms.Form):
    year = NumberField(label="Năm", least=2018, decimals=False)
    cap = NumberField(label="Mức kinh phí (đồng)", least=0, decimals=False)
    document = forms.CharField(label="Quyết định giao kinh phí", max_length=200)


class EndForm(forms.Form):
    last_day = forms.DateField(label="Ngày cuối áp dụng")
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
