"""Input of courses and sessions."""

import re
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone

from ocop.core.numbers import NumberField
from ocop.core.text import clean, clean_line
from ocop.rulebook.training import REQUIRED_PERCENT
from ocop.training.enums import Audience, Kind
from ocop.training.models import Course

LINE = re.compile(r"^(?P<title>.+?)\s*\|\s*(?P<hours>[\d.,]+)\s*(giờ)?$")
MOST_HOURS = Decimal(200)


def text_of(course: Course) -> str:
    """The curriculum as it is typed."""
    return "\n".join(f"{one.title} | {one.hours:g}".replace(".", ",") for one in course.topics.all())


class CourseForm(forms.Form):
    kind = forms.ChoiceField(label="Hình thức", choices=Kind.choices)
    title = forms.CharField(label="Tên lớp, hội nghị, đoàn", max_length=250)
    audience = forms.ChoiceField(label="Dành cho", choices=Audience.choices)
    venue = forms.CharField(label="Địa điểm", max_length=250, required=False)
    starts_on = forms.DateField(label="Từ ngày", help_text="Ví dụ: 05/03/2026")
    ends_on = forms.DateField(label="Đến hết ngày", help_text="Ví dụ: 06/03/2026")
    capacity = forms.IntegerField(
        label="Số chỗ", min_value=1, max_value=5000, required=False, help_text="Để trống: không giới hạn."
    )
    required_percent = forms.IntegerField(
        label="Phải dự ít nhất (% số giờ)",
        min_value=1,
        max_value=100,
        initial=REQUIRED_PERCENT,
        help_text="Ai dự đủ mới tính là đã qua tập huấn. Văn bản không quy định; 80 là mức gợi ý.",
    )
    topics = forms.CharField(
        label="Chương trình",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một chuyên đề: tên | số giờ. Ví dụ: Ghi nhãn hàng hóa | 3",
    )
    cost = NumberField(
        label="Kinh phí (đồng)", decimals=False, least=0, most=99_999_999_999_999, required=False
    )
    document = forms.CharField(label="Theo kế hoạch, văn bản", max_length=300, required=False)
    note = forms.CharField(
        label="Ghi chú", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_topics(self) -> list[tuple[str, Decimal]]:
        return [self._topic(line) for line in clean(self.cleaned_data["topics"]).splitlines() if line.strip()]

    def _topic(self, line: str) -> tuple[str, Decimal]:
        found = LINE.match(line.strip())
        try:
            hours = Decimal(found["hours"].replace(",", ".")) if found else Decimal(0)
        except InvalidOperation:
            hours = Decimal(0)
        if not found or not 0 < hours <= MOST_HOURS or len(found["title"]) > 200:
            raise forms.ValidationError(
                f"Dòng “{line.strip()[:80]}” chưa đúng: cần tên chuyên đề, dấu |, rồi số giờ.", code="topic"
            )
        return found["title"].strip(), hours

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("title", "venue", "document"):
            cleaned[name] = clean_line(cleaned.get(name) or "")
        return cleaned

    def parts(self) -> tuple[dict[str, Any], list[tuple[str, Decimal]]]:
        data = dict(self.cleaned_data)
        return data, data.pop("topics")


class SessionForm(forms.Form):
    title = forms.CharField(label="Nội dung buổi", max_length=200)
    trainer = forms.CharField(label="Giảng viên", max_length=160, required=False)
    day = forms.DateField(label="Ngày", help_text="Ví dụ: 05/03/2026")
    hour = forms.TimeField(label="Bắt đầu lúc", help_text="Ví dụ: 08:00", initial=time(8, 0))
    hours = NumberField(label="Số giờ", least=0, most=12, help_text="Ví dụ: 3,5")

    def data_for_action(self) -> dict[str, Any]:
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return {
            "title": clean_line(self.cleaned_data["title"]),
            "trainer": clean_line(self.cleaned_data["trainer"]),
            "starts_at": timezone.make_aware(datetime.combine(day, hour)),
            "hours": self.cleaned_data["hours"],
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Lý do", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
