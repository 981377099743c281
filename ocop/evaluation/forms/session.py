"""Sessions, agenda, conflicts, minutes."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from ocop.evaluation.enums import ConflictKind
from ocop.evaluation.models import Council, Seat, Session
from ocop.programme.models import Round

MINUTES = (
    ("attendance", "Thành phần, khách mời"),
    ("opinions", "Ý kiến thảo luận"),
    ("conclusion", "Kết luận của Chủ tịch"),
    ("ended", "Kết thúc lúc"),
)


class SessionForm(forms.Form):
    name = forms.CharField(label="Tên phiên họp", max_length=200)
    day = forms.DateField(label="Ngày họp")
    hour = forms.TimeField(
        label="Giờ họp",
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TextInput(attrs={"placeholder": "08:00"}),
    )
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)

    def __init__(self, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        if session:
            local = timezone.localtime(session.meets_at)
            kwargs["initial"] = {
                "name": session.name,
                "day": local.date(),
                "hour": f"{local:%H:%M}",
                "place": session.place,
            }
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        return {"name": data["name"], "place": data["place"], "meets_at": moment}


class NewSessionForm(SessionForm):
    council = forms.ModelChoiceField(
        label="Hội đồng", queryset=Council.objects.none(), empty_label="— chọn hội đồng —"
    )
    round = forms.ModelChoiceField(
        label="Đợt đánh giá", queryset=Round.objects.none(), empty_label="— chọn đợt —"
    )

    field_order = ("council", "round", "name", "day", "hour", "place")

    def __init__(
        self, *args: Any, councils: QuerySet[Council], rounds: QuerySet[Round], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return super().values() | {
            "council": self.cleaned_data["council"],
            "round_": self.cleaned_data["round"],
        }


class ReasonForm(forms.Form):
    """One reason, with the words of the step it belongs to."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label


class ConflictForm(forms.Form):
    kind = forms.ChoiceField(label="Loại xung đột", choices=ConflictKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Nói rõ", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReportForm(ConflictForm):
    """The secretary records what was reported about a member."""

    seat = forms.TypedChoiceField(label="Thành viên", coerce=int)

    field_order = ("seat", "kind", "words")

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        self.fields["seat"].choices = [
            ("", "— chọn thành viên —"),
            *((seat.pk, str(seat.person)) for seat in seats),
        ]  # type: ignore[attr-defined]

    def clean_seat(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class DeclareForm(forms.Form):
    """Per product nothing, or a kind with words; one box says that the whole list was gone through."""

    confirmed = forms.BooleanField(
        label="Tôi đã xem toàn bộ chương trình; những sản phẩm không đánh dấu, tôi không có xung đột lợi ích.",
        error_messages={"required": "Hãy đánh dấu xác nhận đã xem toàn bộ chương trình."},
    )

    def __init__(self, *args: Any, items: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"kind_{item.pk}"] = forms.ChoiceField(
                label=f"Xung đột với {item}",
                choices=[("", "Không có"), *ConflictKind.choices],
                required=False,
            )
            self.fields[f"words_{item.pk}"] = forms.CharField(
                label=f"Nói rõ về {item}", required=False, max_length=500
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"item": item, "kind": self[f"kind_{item.pk}"], "words": self[f"words_{item.pk}"]}
            for item in self.items
        ]

    def conflicts(self) -> dict[int, tuple[str, str]]:
        data = self.cleaned_data
        return {
            item.pk: (data[f"kind_{item.pk}"], data[f"words_{item.pk}"])
            for item in self.items
            if data[f"kind_{item.pk}"]
        }


class MinutesForm(forms.Form):
    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, initial=session.minutes, **kwargs)
        for key, label in MINUTES:
            widget = forms.TextInput() if key == "ended" else forms.Textarea(attrs={"rows": 5})
            self.fields[key] = forms.CharField(label=label, required=False, max_length=20_000, widget=widget)


class AmendmentForm(forms.Form):
    """Which counted sheets are left out, and why."""

    seats = forms.TypedMultipleChoiceField(
        label="Phiếu cần loại khỏi kết quả", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="Lý do và căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, seats: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].choices = seats  # type: ignore[attr-defined]
