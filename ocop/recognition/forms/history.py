"""Forms about old records."""

from typing import Any

from django import forms

from ocop.recognition.enums import OUTCOMES, ReviewKind
from ocop.recognition.models import ReviewTask

REASON = "Căn cứ: xem ở đâu, ai xác nhận"


class PlaceForm(forms.Form):
    """One of the candidates, or another unit by its code from the search."""

    unit = forms.ChoiceField(label="Đơn vị phụ trách hôm nay", widget=forms.RadioSelect)
    reason = forms.CharField(label=REASON, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    outcome = forms.ChoiceField(label="Kết luận", widget=forms.RadioSelect)
    words = forms.CharField(label=REASON, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, task: ReviewTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(OUTCOMES[ReviewKind(task.kind)].items())  # type: ignore[attr-defined]


class ImportForm(forms.Form):
    upload = forms.FileField(
        label="Danh sách đã công bố",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx", "data-reduce": "no"}),
        help_text="Excel (.xlsx) hoặc CSV mã UTF-8, tối đa 5.000 dòng và 5 MB. Chưa nhập gì: bước sau cho xem trước từng dòng.",
    )
