"""Input of reports of misuse: the public form, and what an office writes with a move."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from ocop.core.text import clean, clean_line
from ocop.documents.upload_fields import PICTURES, FilesField, ManyFiles
from ocop.places.fields import PlaceField, PlaceSearchMixin
from ocop.supervision.enums import Misuse
from ocop.supervision.policies.misuse import MOST_PHOTOS

SALT = "misuse-form"
LEAST_SECONDS = 3  # nobody reads the form and writes a sentence faster
LONGEST_SECONDS = 24 * 3600

KINDS = tuple((one.value, _(one.label)) for one in Misuse)


def opened_mark(given: str = "") -> str:
    """A signed mark of when the form was opened: the one that came with it while it counts, else a new one."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(given, max_age=LONGEST_SECONDS)
    except signing.BadSignature:
        return signer.sign("1")
    return given


def photos_field() -> FilesField:
    return FilesField(
        label=_("Ảnh (nếu có)"),
        required=False,
        widget=ManyFiles(attrs={"accept": PICTURES}),
        help_text=_("Tối đa 3 ảnh JPG, PNG hoặc WebP. Ảnh không bao giờ hiện công khai."),
    )


class PhotosForm(forms.Form):
    photos = photos_field()

    def clean_photos(self) -> list[Any]:
        photos = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("Mỗi tin báo có tối đa 3 ảnh."), code="many")
        return photos


class ReportForm(PlaceSearchMixin, PhotosForm):
    """Only the kind and a few words are needed, and where it was seen when no product is named."""

    kind = forms.ChoiceField(label=_("Chuyện gì"), choices=KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Kể lại bằng lời của ông/bà"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ví dụ: nhãn ghi 4 sao nhưng trang kiểm tra báo đã hết hạn từ tháng 3."),
    )
    seen_at_words = forms.CharField(
        label=_("Thấy ở đâu"),
        required=False,
        max_length=300,
        help_text=_("Tên cửa hàng, chợ, hội chợ hoặc trang mạng."),
    )
    seen_unit = PlaceField(
        label=_("Xã, phường nơi thấy"),
        level="commune",
        required=False,
        help_text=_("Gõ tên mới hoặc tên cũ; không bắt buộc."),
    )
    seen_on = forms.DateField(label=_("Ngày thấy"), required=False, help_text=_("Ví dụ: 05/03/2026"))
    name = forms.CharField(label=_("Tên ông/bà"), required=False, max_length=100)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Để nhận tin khi có kết quả.")
    )
    trang_chu = forms.CharField(required=False, max_length=200)  # a trap: people neither see nor fill it
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = (
        "kind",
        "words",
        "photos",
        "seen_at_words",
        "seen_unit",
        "seen_on",
        "name",
        "phone",
        "email",
    )

    def clean_words(self) -> str:
        return clean(self.cleaned_data["words"])

    def clean_trang_chu(self) -> str:
        if self.cleaned_data["trang_chu"]:
            raise forms.ValidationError(
                _("Có một ô ẩn đã bị điền tự động. Xin gửi lại lần nữa."), code="trap"
            )
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self._check_time(cleaned.get("opened", ""))
        return {name: clean_line(value) if name in LINES else value for name, value in cleaned.items()}

    def _check_time(self, mark: str) -> None:
        signer = signing.TimestampSigner(salt=SALT)
        try:
            signer.unsign(mark, max_age=LONGEST_SECONDS)
        except signing.BadSignature:
            self.add_error(None, _("Biểu mẫu đã mở quá lâu. Nội dung vẫn còn đây, xin bấm gửi lại."))
            return
        try:
            signer.unsign(mark, max_age=LEAST_SECONDS)
        except signing.SignatureExpired:
            return
        self.add_error(
            None, _("Biểu mẫu được gửi nhanh quá. Nội dung vẫn còn đây, xin bấm gửi lại sau vài giây.")
        )


LINES = ("seen_at_words", "name", "phone", "email")


class MoveForm(forms.Form):
    """The words that go with a conclusion; for closing they are what reporters read."""

    words = forms.CharField(
        label="Lý do, kết quả", max_length=3000, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move == "close":
            self.fields["words"].label = "Trả lời cho người báo"
            self.fields[
                "words"
            ].help_text = "Hiện trên trang theo dõi của người báo; không ghi tên riêng của người khác."
        if move == "forward":
            self.fields["forwarded_to"] = forms.CharField(
                label="Cơ quan nhận chuyển",
                max_length=200,
                help_text="Ví dụ: Chi cục Quản lý thị trường tỉnh.",
            )
            self.order_fields(["forwarded_to", "words"])
