"""Form fields for files: one or several at once, with the limits said before sending."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

TYPES = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx"
PICTURES = "image/jpeg,image/png,image/webp"
MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads; `max_bytes` lets the page warn before sending."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": TYPES}))
        super().__init__(**kwargs)
        self.max_bytes = settings.OCOP_UPLOAD_MAX_BYTES

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if not files and self.required:
            raise forms.ValidationError("Hãy chọn tệp hoặc chụp ảnh.", code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp.", code="many")
        return files


def camera_field(label: str = "Hoặc chụp ngay") -> FilesField:
    """Opens the camera on a phone; an ordinary picture field elsewhere."""
    return FilesField(
        label=label, required=False, widget=ManyFiles(attrs={"accept": "image/*", "capture": "environment"})
    )
