from django import forms

from ocop.radar.enums import Opinion


class LookForm(forms.Form):
    opinion = forms.ChoiceField(label="Nhận xét", choices=Opinion.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Giống, khác ở chỗ nào",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cần ghi khi phải hỏi chủ thể hoặc có dấu hiệu chép của nhau.",
    )
