"""Input of declared figures, targets and registrations."""

from typing import Any

from django import forms

from ocop.core.indicators import indicators
from ocop.core.numbers import NumberField
from ocop.targets.enums import Sense, Theme


def indicator_choices(declared_first: bool = False) -> list[Any]:
    """By theme. Where figures are declared, those that no record gives come first."""
    groups = []
    kinds = ("declared", "computed") if declared_first else ("computed", "declared")
    for kind in kinds:
        for theme in Theme:
            ones = [
                (i.key, f"{i.words} ({i.measure})")
                for i in indicators()
                if (i.kind, i.theme) == (kind, theme)
            ]
            words = "số khai báo" if kind == "declared" else "tính từ bản ghi"
            if ones:
                groups.append((f"{theme.label} – {words}", ones))
    return [("", "Chọn chỉ số"), *groups]


class PaperForm(forms.Form):
    """The paper behind a statement."""

    document = forms.CharField(
        label="Văn bản làm căn cứ", max_length=300, help_text="Số, ngày, cơ quan ban hành; hoặc tên báo cáo."
    )
    document_on = forms.DateField(label="Ngày văn bản", required=False)
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeclareForm(PaperForm):
    indicator = forms.ChoiceField(label="Chỉ số")
    value = NumberField(label="Giá trị", least=0)
    from_on = forms.DateField(label="Từ ngày")
    until_on = forms.DateField(label="Đến ngày", help_text="Kỳ đã kết thúc, muộn nhất là hôm nay.")
    field_order = ("indicator", "value", "from_on", "until_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices(declared_first=True)  # type: ignore[attr-defined]


class TargetForm(PaperForm):
    indicator = forms.ChoiceField(label="Chỉ số")
    sense = forms.ChoiceField(
        label="Mức", choices=Sense.choices, widget=forms.RadioSelect, initial=Sense.AT_LEAST
    )
    value = NumberField(label="Chỉ tiêu", least=0)
    year_from = NumberField(label="Từ năm", decimals=False)
    year_until = NumberField(label="Đến năm", decimals=False, help_text="Chỉ tiêu một năm: ghi cùng một năm.")
    field_order = ("indicator", "sense", "value", "year_from", "year_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("year_from", "year_until"):
            if cleaned.get(name) is not None:
                cleaned[name] = int(cleaned[name])
        return cleaned


class CorrectForm(forms.Form):
    value = NumberField(label="Giá trị đúng", least=0)
    document = forms.CharField(label="Văn bản làm căn cứ", max_length=300)
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RegisterForm(forms.Form):
    """One product for one year: chosen among those of the unit, or an idea by its names."""

    year = NumberField(label="Năm", decimals=False)
    product = forms.ModelChoiceField(
        label="Sản phẩm trong hệ thống", queryset=None, required=False, empty_label="Chưa có trong hệ thống"
    )
    product_name = forms.CharField(label="Hoặc tên sản phẩm", max_length=200, required=False)
    producer_name = forms.CharField(label="Tên chủ thể", max_length=200, required=False)
    document = forms.CharField(label="Văn bản đăng ký (nếu có)", max_length=300, required=False)

    def __init__(self, *args: Any, products: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("product") and not (cleaned.get("product_name") and cleaned.get("producer_name")):
            self.add_error("product_name", "Hãy chọn sản phẩm, hoặc ghi cả tên sản phẩm và tên chủ thể.")
        if cleaned.get("year") is not None:
            cleaned["year"] = int(cleaned["year"])
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Lý do rút", max_length=300)
