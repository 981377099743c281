"""Input of deals, listings and monthly numbers."""

from typing import Any

from django import forms

from ocop.core.numbers import NumberField
from ocop.core.text import clean_line
from ocop.documents.upload_fields import FilesField
from ocop.rulebook.export_markets import markets
from ocop.trade.enums import ChannelKind
from ocop.trade.forms.offers import line, ticks

MONEY = 9_000_000_000_000


def money(label: str, *, least: int = 1, required: bool = False) -> NumberField:
    return NumberField(label=label, decimals=False, required=required, least=least, most=MONEY, unit="đồng")


class OpenForm(forms.Form):
    """Begin to talk about products of one producer."""

    subject = forms.CharField(
        label="Nội dung trao đổi", max_length=200, help_text="Ví dụ: cung ứng mật ong quý 1."
    )

    def clean_subject(self) -> str:
        return clean_line(self.cleaned_data["subject"])


class TermsForm(forms.Form):
    """What a memorandum or a contract says."""

    signed_on = forms.DateField(label="Ngày ký", help_text="Ví dụ: 05/03/2026")
    document_no = line("Số văn bản", 60)
    value = money("Giá trị")
    until_on = forms.DateField(label="Thời hạn đến hết ngày", required=False)
    papers = FilesField(label="Bản chụp văn bản (không bắt buộc)", required=False)
    words = line("Ghi chú", 300)

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move == "sign":
            for name in ("value", "until_on"):
                self.fields[name].required = True


class FollowUpForm(forms.Form):
    follow_up_on = forms.DateField(
        label="Hẹn xem lại ngày", required=False, help_text="Để trống là thôi nhắc."
    )
    follow_up_note = line("Việc cần xem lại", 200)


class ListingForm(forms.Form):
    """A channel in which a product is sold."""

    product = forms.ModelChoiceField(
        label="Sản phẩm", queryset=None, to_field_name="code", empty_label="Chọn"
    )
    kind = forms.ChoiceField(label="Kênh", choices=ChannelKind.choices)
    name = forms.CharField(
        label="Tên kênh, nơi bán",
        max_length=160,
        help_text="Ví dụ: tên siêu thị, tên sàn, tên nhà nhập khẩu.",
    )
    link = line("Địa chỉ trang", 300, "Bắt buộc với sàn và mạng xã hội; bắt đầu bằng https://")
    market = forms.ChoiceField(label="Thị trường xuất khẩu", required=False)
    listed_on = forms.DateField(label="Bán từ ngày", help_text="Ví dụ: 05/03/2026")

    def __init__(self, *args: Any, products: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products  # type: ignore[attr-defined]
        known = [(one.code, one.name) for one in markets().values()]
        self.fields["market"].choices = [("", "Không xuất khẩu"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("name", "link"):
            cleaned[name] = clean_line(cleaned.get(name, ""))
        if cleaned.get("kind") != ChannelKind.EXPORT:
            cleaned["market"] = ""
        return cleaned


class MonthForm(forms.Form):
    """Three numbers of a month."""

    month = forms.DateField(label="Tháng", input_formats=["%m/%Y"], help_text="Ví dụ: 10/2026")
    orders = NumberField(label="Số đơn hàng", decimals=False, least=0, most=2_000_000_000)
    quantity = NumberField(label="Số lượng bán", decimals=False, least=0, most=2_000_000_000)
    revenue = money("Doanh thu", least=0, required=True)


class PapersForm(forms.Form):
    """Papers of the market that the producer has."""

    papers = ticks("Giấy tờ đã có", ())

    def __init__(self, *args: Any, listing: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"papers": listing.papers.split()}, **kwargs)
        known = markets()[listing.market].papers if listing.market in markets() else ()
        self.fields["papers"].choices = [(one.key, f"{one.name} ({one.law})") for one in known]  # type: ignore[attr-defined]

    def clean_papers(self) -> str:
        held = self.cleaned_data["papers"]
        return f" {' '.join(held)} " if held else ""
