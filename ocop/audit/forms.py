"""The filter bar of the trail."""

from django import forms
from django.forms.boundfield import BoundField

from ocop.audit.queries import Filters


class FilterForm(forms.Form):
    """Wrong input filters nothing and says so."""

    viec = forms.CharField(label="Việc", required=False, max_length=60)
    nguoi = forms.CharField(label="Người làm", required=False, max_length=100)
    don_vi = forms.CharField(label="Đơn vị", required=False, max_length=100)
    loai = forms.CharField(required=False, max_length=60)
    ma = forms.CharField(required=False, max_length=40)
    tu = forms.DateField(label="Từ ngày", required=False)
    den = forms.DateField(label="Đến ngày", required=False)

    def shown(self) -> list[BoundField]:
        return [self[name] for name in ("nguoi", "don_vi", "tu", "den")]

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            verb=data.get("viec", ""),
            person=data.get("nguoi", ""),
            unit=data.get("don_vi", ""),
            about_type=data.get("loai", ""),
            about_id=data.get("ma", ""),
            first=data.get("tu"),
            last=data.get("den"),
        )
