"""Input of progress and of money while a plan runs."""

from django import forms

from ocop.core.numbers import NumberField
from ocop.documents.upload_fields import TYPES
from ocop.plans.enums import MovementKind
from ocop.plans.forms.contents import MOST_MONEY


class EntryForm(forms.Form):
    document = forms.CharField(
        label="Văn bản, tài liệu chứng minh", required=False, max_length=300, help_text="Số, ngày, nơi lập."
    )
    upload = forms.FileField(
        label="Tệp kèm theo", required=False, widget=forms.FileInput(attrs={"accept": TYPES})
    )


class ProgressForm(EntryForm):
    percent = NumberField(label="Đã xong", decimals=False, unit="%", least=0, most=100)
    words = forms.CharField(label="Đã làm gì", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    reported_on = forms.DateField(label="Tính đến ngày")
    field_order = ("percent", "words", "reported_on", "document", "upload")


class MovementForm(EntryForm):
    kind = forms.ChoiceField(
        label="Ghi gì", choices=MovementKind.choices, widget=forms.RadioSelect, initial=MovementKind.SPENT
    )
    amount = NumberField(
        label="Số tiền",
        decimals=False,
        unit="đồng",
        least=-MOST_MONEY,
        most=MOST_MONEY,
        help_text="Ghi sai thì ghi thêm một dòng số âm, có lý do.",
    )
    moved_on = forms.DateField(label="Ngày")
    words = forms.CharField(label="Nội dung, lý do", required=False, max_length=300)
    field_order = ("kind", "amount", "moved_on", "words", "document", "upload")
