"""Input of plans, visits, samples and advice."""

from datetime import date
from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.documents.upload_fields import PICTURES
from ocop.rulebook.oversight import read_oversight
from ocop.rulebook.procedures import procedure_on
from ocop.supervision.enums import AdviceKind, LabVerdict, VisitKind

AREA = {"rows": 3}


class PlanForm(forms.Form):
    year = NumberField(label="Năm", least=2018, decimals=False)
    title = forms.CharField(label="Tên kế hoạch", max_length=200)
    document = forms.CharField(label="Văn bản", max_length=200, required=False)
    size = NumberField(label="Số cuộc kiểm tra", least=1, most=500, decimals=False)
    percent = NumberField(label="Phần bốc thăm (%)", most=100, decimals=False)
    seed = forms.CharField(
        label="Số mồi bốc thăm",
        max_length=100,
        help_text="Chọn trước mặt mọi người, ví dụ số dãy xổ số hôm ấy; ai có số này cũng bốc lại được đúng danh sách.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        least = read_oversight().least_random
        self.fields["percent"].help_text = f"Ít nhất {least}%: phần này không ai chọn được."


class VisitForm(forms.Form):
    kind = forms.ChoiceField(
        label="Loại kiểm tra",
        choices=[(one.value, one.label) for one in (VisitKind.SUDDEN, VisitKind.MARK)],
        widget=forms.RadioSelect,
        initial=VisitKind.SUDDEN,
    )
    planned_on = forms.DateField(label="Ngày dự kiến", required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs=AREA))


class AnswerForm(forms.Form):
    reason = forms.CharField(label="Đã khắc phục thế nào", max_length=2000, widget=forms.Textarea(attrs=AREA))


class RejectForm(ReasonForm):
    due_on = forms.DateField(label="Hạn khắc phục mới")


class SubmitForm(forms.Form):
    visited_on = forms.DateField(label="Ngày kiểm tra")
    met = forms.CharField(label="Người làm việc phía chủ thể", max_length=160, required=False)
    summary = forms.CharField(
        label="Nhận xét chung", max_length=3000, required=False, widget=forms.Textarea(attrs=AREA)
    )


class PhotoForm(forms.Form):
    photo = forms.ImageField(
        label="Ảnh",
        widget=forms.FileInput(attrs={"accept": PICTURES, "capture": "environment", "data-reduce": "no"}),
        help_text="Ảnh gốc, kể cả nơi chụp, chỉ cơ quan xem được; chủ thể thấy bản đã xóa nơi chụp.",
    )


class LabForm(forms.Form):
    sample = forms.CharField(label="Mã mẫu", max_length=60)
    taken_on = forms.DateField(label="Ngày lấy mẫu")
    lab = forms.CharField(label="Phòng thử nghiệm", max_length=200)
    parameter = forms.CharField(label="Chỉ tiêu", max_length=160)
    limit = forms.CharField(label="Mức giới hạn", max_length=80)
    value = forms.CharField(label="Kết quả", max_length=80)
    verdict = forms.ChoiceField(label="Kết luận", choices=LabVerdict.choices, widget=forms.RadioSelect)
    document = forms.CharField(label="Số phiếu kết quả", max_length=160, required=False)


class AdviceForm(forms.Form):
    kind = forms.ChoiceField(label="Kiến nghị", choices=AdviceKind.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label="Căn cứ (khi kiến nghị thu hồi)", required=False, widget=forms.RadioSelect
    )
    words = forms.CharField(label="Kết luận", max_length=2000, widget=forms.Textarea(attrs=AREA))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = procedure_on(on).revocation_grounds
        self.fields["ground"].choices = [(one.key, f"{one.key}) {one.name}") for one in grounds]  # type: ignore[attr-defined]
