"""Forms of decisions: texts, day, files."""

from typing import Any

from django import forms

from ocop.recognition.digests import text_print
from ocop.recognition.models import Decision

LINES = ("bases", "articles", "recipients", "authority")


class LinesField(forms.CharField):
    """One entry per line; empty lines are dropped."""

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=20_000, **more)

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]


class DecisionForm(forms.Form):
    """The editable texts of a decision. Layout and annex come from the system."""

    title = forms.CharField(label="Trích yếu", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    bases = LinesField(
        label="Căn cứ", rows=5, help_text="Mỗi dòng một căn cứ; dấu chấm phẩy do hệ thống đặt."
    )
    articles = LinesField(label="Các điều", rows=6, help_text="Mỗi dòng một điều; số điều do hệ thống đặt.")
    recipients = LinesField(label="Nơi nhận", rows=4, help_text="Mỗi dòng một nơi.")
    place = forms.CharField(label="Địa danh", max_length=100)
    authority = LinesField(
        label="Dòng quyền hạn ký",
        rows=2,
        required=False,
        help_text="Để trống: tự có KT. khi cấp phó ký thay. Chỉ ghi khi cần dòng khác, ví dụ TM. ỦY BAN NHÂN DÂN.",
    )
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=160)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=100)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @classmethod
    def of(cls, decision: Decision, data: Any = None) -> "DecisionForm":
        body = decision.body
        initial = {
            "title": decision.title,
            "place": body.get("place", ""),
            "signer_name": decision.signer_name,
            "signer_title": decision.signer_title,
            "seen": text_print(decision),
        }
        return cls(data, initial={**initial, **{name: "\n".join(body.get(name, [])) for name in LINES}})

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "signer_name": data["signer_name"],
            "signer_title": data["signer_title"],
            "seen": data["seen"],
            "body": {"place": data["place"], **{name: data[name] for name in LINES}},
        }


class LineForm(forms.Form):
    """The words of one line of a correction."""

    product = forms.CharField(label="Sản phẩm", max_length=200)
    producer = forms.CharField(label="Chủ thể", max_length=200)
    address = forms.CharField(label="Địa chỉ", max_length=400, required=False)
    group = forms.CharField(label="Nhóm sản phẩm", max_length=200, required=False)


class SendForm(forms.Form):
    decided_on = forms.DateField(
        label="Ngày ban hành", help_text="Ngày ghi trên quyết định; giấy chứng nhận có hiệu lực từ ngày này."
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class SignedPdfForm(forms.Form):
    upload = forms.FileField(
        label="Tệp PDF đã ký số",
        widget=forms.FileInput(attrs={"accept": "application/pdf", "data-reduce": "no"}),
        help_text="Tệp vừa tải về và ký bằng chứng thư số công vụ. Tối đa 20 MB.",
    )


class ScanForm(forms.Form):
    upload = forms.FileField(
        label="Bản quét quyết định đã ký, đóng dấu",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*", "data-reduce": "no"}),
        help_text="PDF hoặc ảnh, đủ mọi trang kể cả phụ lục. Tối đa 20 MB.",
    )


class ConfirmScanForm(forms.Form):
    words = forms.CharField(label="Ghi chú (không bắt buộc)", required=False, max_length=500)
    seen = forms.BooleanField(label="Tôi đã cầm bản giấy có chữ ký, dấu và so từng trang với bản quét này")
