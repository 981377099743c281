"""The filters of the vault."""

from typing import Any

from django import forms

from ocop.producers.queries import subjects


class VaultFilterForm(forms.Form):
    """The filters of the vault's list."""

    q = forms.CharField(label="Tìm theo tên, số, nơi cấp", required=False, max_length=100)
    loai = forms.ChoiceField(label="Loại", required=False)
    han = forms.ChoiceField(
        label="Hạn",
        required=False,
        choices=[
            ("", "Đang dùng"),
            ("valid", "Còn hạn"),
            ("expiring", "Sắp hết hạn"),
            ("expired", "Đã hết hạn"),
            ("retired", "Đã bỏ khỏi kho"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", "Mọi loại"), *subjects().items()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.plain_label = True  # type: ignore[attr-defined]
