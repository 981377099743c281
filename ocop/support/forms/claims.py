"""Input of claims: what goes with each step."""

from typing import Any

from django import forms

REASON_HELP = "Chủ thể đọc được câu này."


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=REASON_HELP
    )


class CheckForm(forms.Form):
    """Every paper that the policy asks for is ticked by the person who saw it."""

    papers = forms.MultipleChoiceField(
        label="Giấy tờ đã có", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, papers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(one, one) for one in papers]  # type: ignore[attr-defined]
        if not papers:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        return {"papers": [], **(super().clean() or {})}


class ApproveForm(forms.Form):
    document = forms.CharField(label="Văn bản duyệt", max_length=200, help_text="Số, ngày, cơ quan ban hành.")


class PayForm(forms.Form):
    paid_on = forms.DateField(label="Ngày chi", help_text="Ngày trên chứng từ của kho bạc, ngân hàng.")
    document = forms.CharField(label="Chứng từ chi", max_length=200, help_text="Ví dụ: UNC 045/2026.")


FORMS = {
    "complete": NoteForm,
    "ask": ReasonForm,
    "refuse": ReasonForm,
    "withdraw": ReasonForm,
    "approve": ApproveForm,
    "pay": PayForm,
}
