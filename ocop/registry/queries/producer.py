"""The public page of a producer: which of its products may carry stars today, which not.

Shown of a producer is only WHITELIST (I25); a name, a telephone or a street of a person never comes through here.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ocop.producers.enums import LegalForm
from ocop.producers.models import Producer
from ocop.products.links import link_complaint
from ocop.products.models import Product
from ocop.registry.models import Entry
from ocop.registry.queries.status import Shown, shown
from ocop.rulebook.validity import Status

WHITELIST = ("code", "name", "legal_form", "founded_year", "website", "is_demo", "place_wording")
MOST = 300  # products of one producer on one page
IN_FORCE = (str(Status.VALID), str(Status.EXPIRING))
# Households are people's homes: nothing but the commune is told of where they are.
FORMS = {
    LegalForm.COOPERATIVE: _("Hợp tác xã"),
    LegalForm.COOPERATIVE_GROUP: _("Tổ hợp tác"),
    LegalForm.ENTERPRISE: _("Doanh nghiệp nhỏ và vừa"),
    LegalForm.FARM: _("Trang trại"),
    LegalForm.HOUSEHOLD: _("Hộ sản xuất, hộ gia đình có đăng ký kinh doanh"),
    LegalForm.ASSOCIATION: _("Hội, hiệp hội (chỉ du lịch)"),
    LegalForm.TOURISM_CENTRE: _("Trung tâm điều hành du lịch hoặc tương đương"),
}


@dataclass(frozen=True)
class ProducerPage:
    """Finished rows: `may` carry stars today, `may_not` (expired, stopped, unclear), `never` were recognised."""

    code: str
    name: str
    form: str
    place: str
    province_key: str
    website: str
    founded_year: int | None
    is_demo: bool
    may: list[tuple[Entry, Shown]]
    may_not: list[tuple[Entry, Shown]]
    never: list[str]


def find(code: str) -> Producer | None:
    """Only a producer with at least one line in the register is public."""
    if "\x00" in code:
        return None
    lines = Entry.objects.filter(product__producer=OuterRef("pk"))
    rows = Producer.objects.filter(Exists(lines), code=code).select_related("unit__parent")
    place = ("unit__full_name", "unit__level", "unit__province_key", "unit__parent__full_name")
    return rows.only(*WHITELIST, *place).first()


def page_of(producer: Producer, on: date) -> ProducerPage:
    entries = Entry.objects.filter(product__producer=producer).order_by("sort_key", "pk")[:MOST]
    rows = [(entry, shown(entry, on)) for entry in entries]
    never = Product.objects.filter(producer=producer, shown_uncertified=True, entry=None)
    unit = producer.unit
    return ProducerPage(
        producer.code,
        producer.name,
        str(FORMS.get(LegalForm(producer.legal_form), "")),
        _place(producer),
        unit.province_key if unit else "",
        website_of(producer),
        producer.founded_year,
        producer.is_demo,
        [row for row in rows if row[1].key in IN_FORCE],
        [row for row in rows if row[1].key not in IN_FORCE],
        list(never.order_by("sort_key", "pk").values_list("name", flat=True)[:MOST]),
    )


def _place(producer: Producer) -> str:
    unit = producer.unit
    if unit is None:
        return producer.place_wording or gettext("Chưa rõ địa bàn")
    return (
        f"{unit.full_name}, {unit.parent.full_name}"
        if unit.level == "commune" and unit.parent
        else unit.full_name
    )


def website_of(producer: Producer) -> str:
    """The producer's own page, when it is an address that may be shown."""
    return producer.website if producer.website and not link_complaint(producer.website) else ""
