"""Input of enrolment, presence and feedback."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop.core.acting import Acting
from ocop.core.text import clean_line
from ocop.producers.models import Producer
from ocop.training.enums import Role

MARKS = [(str(mark), str(mark)) for mark in range(5, 0, -1)]


class EnrolForm(forms.Form):
    """A producer enrols its people; an office also names the producer by its code, or enrols an officer of the own unit."""

    name = forms.CharField(label="Họ và tên", max_length=100)
    born = forms.IntegerField(
        label="Năm sinh", required=False, help_text="Để phân biệt hai người cùng tên; không bắt buộc."
    )
    role = forms.ChoiceField(label="Tham dự với tư cách", choices=Role.choices, widget=forms.RadioSelect)
    producer = forms.CharField(
        label="Mã hoặc tên chủ thể",
        max_length=200,
        required=False,
        help_text="Để trống nếu là cán bộ của đơn vị mình. Tên phải gõ đủ như trong hệ thống.",
    )
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting
        if acting.party_id:
            del self.fields["producer"]
            self.fields["role"].choices = [  # type: ignore[attr-defined]
                choice for choice in Role.choices if choice[0] != Role.OFFICER
            ]

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_producer(self) -> Producer | None:
        """Within the office's area; of the organiser's course anybody the organiser sees."""
        typed = clean_line(self.cleaned_data["producer"])
        if not typed:
            return None
        seen = Producer.objects.visible_to(self.acting)
        found = list(seen.filter(code=typed)[:2]) or list(seen.filter(name__iexact=typed)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                "Không có đúng một chủ thể như vậy trên địa bàn. Hãy nhập mã chủ thể (CT-…).", code="producer"
            )
        return found[0]

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data, born=self.cleaned_data.get("born") or 0)
        if self.acting.party_id:
            data["producer"] = Producer.objects.get(pk=self.acting.party_id)
        data["unit"] = None if data.get("producer") else self.acting.unit
        return data


class CodeForm(forms.Form):
    """What a participant types after scanning the code of the session."""

    code = forms.CharField(
        label=_("Mã ghi danh"),
        max_length=20,
        help_text=_("In trên phiếu ghi danh, ví dụ GD-7K3M9Q."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        typed = clean_line(self.cleaned_data["code"]).upper().replace(" ", "")
        return typed if typed.startswith("GD-") else f"GD-{typed}"


class FeedbackForm(forms.Form):
    content = forms.ChoiceField(label=_("Nội dung (5 là tốt nhất)"), choices=MARKS, widget=forms.RadioSelect)
    teaching = forms.ChoiceField(label=_("Giảng viên"), choices=MARKS, widget=forms.RadioSelect)
    use = forms.ChoiceField(
        label=_("Áp dụng được vào việc của mình"), choices=MARKS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Góp ý"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def marks(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: int(data[name]) for name in ("content", "teaching", "use")} | {"words": data["words"]}
