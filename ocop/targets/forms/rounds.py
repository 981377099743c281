"""Input of rounds of registration."""

from django import forms

from ocop.core.numbers import NumberField


class OpenRoundForm(forms.Form):
    name = forms.CharField(label="Tên đợt", max_length=200, help_text="Ví dụ: Đợt đăng ký 1 năm 2026")
    year = NumberField(label="Đăng ký cho năm", decimals=False)
    opens_on = forms.DateField(label="Mở từ ngày")
    closes_on = forms.DateField(label="Đến hết ngày")
    document = forms.CharField(
        label="Văn bản kêu gọi", max_length=300, help_text="Số, ngày, cơ quan ban hành."
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LastDayForm(forms.Form):
    closes_on = forms.DateField(label="Nhận đăng ký đến hết ngày")
    reason = forms.CharField(label="Lý do", max_length=300)


class CloseRoundForm(forms.Form):
    """A confirm page that asks for nothing more."""
