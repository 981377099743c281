"""Input of chains and their contracts."""

from typing import Any

from django import forms

from ocop.core.acting import Acting
from ocop.core.numbers import NumberField
from ocop.producers.models import Producer
from ocop.villages.enums import Part
from ocop.villages.forms.villages import DAY, LineForm, ProducerMixin, lines


class ChainForm(ProducerMixin, LineForm):
    producer = forms.CharField(label="Bên chủ trì (mã hoặc tên chủ thể)", max_length=200)
    name = forms.CharField(label="Tên chuỗi", max_length=200)
    goods = forms.CharField(label="Sản phẩm của chuỗi", max_length=200, required=False)
    started_on = forms.DateField(label="Bắt đầu từ ngày", help_text=DAY)
    note = forms.CharField(label="Ghi chú", max_length=2000, required=False, widget=lines())

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting
        if acting.party_id:
            del self.fields["producer"]

    def parts(self) -> tuple[Producer, dict[str, Any]]:
        data = dict(self.cleaned_data)
        lead = data.pop("producer", None) or Producer.objects.select_related("unit").get(
            pk=self.acting.party_id
        )
        return lead, data


class ContractForm(ProducerMixin, LineForm):
    """A member that is a producer of the system by its code, or anybody else by name."""

    producer = forms.CharField(label="Mã chủ thể (nếu có trong hệ thống)", max_length=200, required=False)
    name = forms.CharField(label="Hoặc tên bên tham gia", max_length=200, required=False)
    part = forms.ChoiceField(label="Vai trò", choices=Part.choices)
    contract = forms.CharField(label="Số hợp đồng", max_length=80)
    from_on = forms.DateField(label="Từ ngày", help_text=DAY)
    until_on = forms.DateField(label="Đến hết ngày", required=False, help_text="Để trống: không thời hạn.")
    share = NumberField(
        label="Tỷ lệ sản lượng qua hợp đồng (%)", least=0, most=100, required=False, help_text="Ví dụ: 35,5"
    )

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting

    def producers(self) -> Any:
        """Members may lie anywhere; a code says it exactly."""
        return Producer.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("producer")) == bool(cleaned.get("name")):
            self.add_error("name", "Hãy ghi mã chủ thể, hoặc tên bên tham gia nếu không có trong hệ thống.")
        return cleaned


class EndForm(LineForm):
    on = forms.DateField(label="Kết thúc ngày", help_text=DAY)
