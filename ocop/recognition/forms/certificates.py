"""Forms about certificates: suspension and revocation."""

from datetime import date
from typing import Any

from django import forms

from ocop.rulebook.procedures import procedure_on


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label="Lý do tạm dừng",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Chủ thể và người quét mã thấy giấy đang tạm dừng; lý do chỉ chủ thể và cơ quan thấy.",
    )


class ProposeForm(forms.Form):
    """Điều 8: six grounds; the clock runs from the conclusion."""

    ground = forms.ChoiceField(label="Căn cứ thu hồi", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Tóm tắt kết luận",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="In trong phụ lục quyết định thu hồi.",
    )
    concluded_on = forms.DateField(
        label="Ngày kết luận", help_text="Quyết định phải ra trong 15 ngày kể từ ngày này."
    )
    concluded_by = forms.CharField(label="Cơ quan kết luận", max_length=200)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = procedure_on(on).revocation_grounds
        self.fields["ground"].choices = [(one.key, f"{one.key}) {one.name}") for one in grounds]  # type: ignore[attr-defined]
