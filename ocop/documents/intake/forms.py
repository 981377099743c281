"""One field: the file."""

from __future__ import annotations

from typing import Any

from django import forms


class UploadForm(forms.Form):
    upload = forms.FileField(
        label="Bảng Excel hoặc CSV",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "data-reduce": "no"}),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = f"{most:,}".replace(",", ".")
        self.fields[
            "upload"
        ].help_text = f"Excel (.xlsx) hoặc CSV mã UTF-8, nhiều nhất {told} dòng. Chưa nhập gì: bước sau cho xem trước từng dòng."
