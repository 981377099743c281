"""Input of the calendar."""

from django import forms

from ocop.programme.enums import DayKind


class DayForm(forms.Form):
    day = forms.DateField(label="Ngày")
    kind = forms.ChoiceField(label="Loại ngày", choices=DayKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Tên", max_length=120, help_text="Ví dụ: Tết Nguyên đán, Làm bù.")
    source = forms.CharField(label="Căn cứ", max_length=200, help_text="Số, ngày của thông báo.")
    provisional = forms.BooleanField(label="Mới dự kiến, chưa có thông báo chính thức", required=False)
