"""How a paper is handed in: particulars and files. Shared by the vault and by the pages of a dossier."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.text import clean_line
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.documents.upload_fields import FilesField, camera_field
from ocop.producers.actions import vault
from ocop.producers.models import Evidence
from ocop.producers.queries import subjects

SALT = "ocop.producers.kept-file"
KEPT_SECONDS = 12 * 3600


def _hint() -> str:
    limit = settings.OCOP_UPLOAD_MAX_BYTES // 1024**2
    return f"PDF, ảnh JPG, PNG, WebP, Word hoặc Excel; mỗi tệp tối đa {limit} MB. Nhiều ảnh được ghép thành một tệp PDF."


class PaperForm(forms.Form):
    """Particulars of a paper, as printed on it."""

    subject = forms.ChoiceField(label="Loại giấy tờ")
    title = forms.CharField(
        label="Tên giấy tờ", max_length=200, help_text="Ví dụ: Phiếu kiểm nghiệm lô 05/2026."
    )
    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issuer = forms.CharField(label="Nơi cấp", max_length=160, required=False)
    issued_on = forms.DateField(label="Ngày cấp", required=False)
    expires_on = forms.DateField(
        label="Ngày hết hạn", required=False, help_text="Để trống nếu trên giấy không ghi hạn."
    )
    note = forms.CharField(
        label="Ghi chú", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, paper: Evidence | None = None, **kwargs: Any) -> None:
        if paper:
            names = ("subject", "title", "number", "issuer", "issued_on", "expires_on", "note")
            kwargs.setdefault("initial", {name: getattr(paper, name) for name in names})
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", "Chọn loại giấy tờ"), *subjects().items()]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    @property
    def paper(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("files", "camera", "kept")
        }

    @property
    def uploads(self) -> list[UploadedFile]:
        return [*self.cleaned_data.get("files", []), *self.cleaned_data.get("camera", [])]


class UploadForm(PaperForm):
    """A new paper, or a newer copy: from the device or straight from the camera.

    Call `take_file` before `is_valid`: a good file is kept even when another field is wrong (`kept` carries a signed
    number), so that nobody sends it over a slow line twice.
    """

    files = FilesField(label="Tệp", required=False)
    camera = camera_field()
    kept = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    field_order = ["files", "camera", "subject", "title"]

    def __init__(self, *args: Any, needs_file: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_file = needs_file
        self.kept_file: StoredFile | None = None
        self.fields["files"].help_text = _hint()
        for name in ("files", "camera"):
            self.fields[name].plain_label = needs_file  # type: ignore[attr-defined]

    def take_file(self, *, by: Acting, at: datetime) -> StoredFile | None:
        """The file that was sent now, or kept from the last attempt; a refusal becomes an error of the field."""
        self.full_clean()
        try:
            title = self.cleaned_data.get("title", "")
            sent = vault.take_files(uploads=self.uploads, title=title, by=by, at=at) if self.uploads else None
        except RuleBroken as refusal:
            self.add_error("files", [refusal.sentence, *refusal.details])
            return None
        file = sent or self._kept(by)
        if file and by.person:
            self.kept_file = file
            self.data = self.data.copy()
            self.data["kept"] = signing.dumps([file.pk, by.person.pk], salt=SALT)
        elif self.needs_file:
            self.add_error("files", "Hãy chọn tệp hoặc chụp ảnh giấy tờ.")
        return file

    def _kept(self, by: Acting) -> StoredFile | None:
        """Only one's own file of the last hours."""
        try:
            number, person = signing.loads(self.cleaned_data.get("kept", ""), salt=SALT, max_age=KEPT_SECONDS)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        if by.person is None or person != by.person.pk:
            return None
        return StoredFile.objects.filter(pk=number, kind=FileKind.EVIDENCE).first()
