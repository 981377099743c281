"""Everything the product page shows, in three statements: the line with its record, the producer's others, look-alikes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from ocop.core.prepared import Prepared
from ocop.products.enums import OutletKind
from ocop.registry.keeping import made_of
from ocop.registry.models import Entry
from ocop.registry.queries.status import Shown, shown
from ocop.registry.records import PublicRecord
from ocop.registry.search.walking import WIDE
from ocop.registry.wording import word_of
from ocop.rulebook.validity import Status, Suspension, status

MOST_OTHERS, MOST_ALIKE = 12, 6
CHANNEL = "channel"
KINDS = {
    OutletKind.MAKER: gettext_lazy("Tại nơi sản xuất"),
    OutletKind.OCOP_POINT: gettext_lazy("Điểm giới thiệu và bán sản phẩm OCOP"),
    OutletKind.SHOP: gettext_lazy("Cửa hàng, chợ"),
    OutletKind.SUPERMARKET: gettext_lazy("Siêu thị"),
    OutletKind.MARKETPLACE: gettext_lazy("Sàn thương mại điện tử"),
    OutletKind.WEBSITE: gettext_lazy("Trang web của chủ thể"),
    OutletKind.SOCIAL: gettext_lazy("Trang mạng xã hội"),
}
STARS_MEAN = {
    3: gettext_lazy("Hội đồng chấm từ 50 đến dưới 70 trên 100 điểm, đạt các mức tối thiểu của hạng 3 sao."),
    4: gettext_lazy("Hội đồng chấm từ 70 đến dưới 90 trên 100 điểm, đạt các mức tối thiểu của hạng 4 sao."),
    5: gettext_lazy(
        "Hội đồng chấm từ 90 trên 100 điểm, đạt các mức tối thiểu của hạng 5 sao, do trung ương công nhận."
    ),
}


@dataclass(frozen=True)
class ProductPage:
    """Finished rows for the template."""

    entry: Entry
    record: PublicRecord
    status: Shown
    in_force: bool
    others: list[tuple[Entry, Shown]]
    alike: list[tuple[Entry, Shown]]

    @property
    def data(self) -> dict[str, Any]:
        return self.record.data


def find(code: str) -> Entry | None:
    return _FOUND.first(code=code) if "\x00" not in code else None


_FOUND = Prepared(lambda code: Entry.objects.select_related("record").filter(code=code)[:1], code=str)


def page_of(entry: Entry, on: date) -> ProductPage:
    record = getattr(entry, "record", None) or made_of(entry)
    found = shown(entry, on)
    return ProductPage(
        entry,
        record,
        found,
        found.key in (Status.VALID, Status.EXPIRING),
        [(one, shown(one, on)) for one in _others(entry, record)],
        [(one, shown(one, on)) for one in _alike(entry, record)],
    )


def _others(entry: Entry, record: PublicRecord) -> list[Entry]:
    """Other products of the same producer in the register; each has its own certificate or none."""
    return _OTHERS.rows(producer=record.producer_id, entry=entry.pk)


_OTHERS = Prepared(
    lambda producer, entry: (
        Entry.objects.filter(product__producer_id=producer)
        .exclude(pk=entry)
        .defer(*WIDE)
        .order_by("pk")[:MOST_OTHERS]
    ),
    producer=int,
    entry=int,
)


def _alike(entry: Entry, record: PublicRecord) -> list[Entry]:
    """Products of other producers under a name that a buyer could take for this one."""
    found = _ALIKE.rows(key=record.alike_key, producer=record.producer_id)
    return [one.entry for one in found]


_ALIKE = Prepared(
    lambda key, producer: (
        PublicRecord.objects.filter(alike_key=key)
        .exclude(producer_id=producer)
        .select_related("entry")
        .defer("data")
        .order_by("entry")[:MOST_ALIKE]
    ),
    key=str,
    producer=int,
)


def certificates_of(page: ProductPage, on: date) -> list[dict[str, Any]]:
    """Newest first, each with its status of the day by the rulebook."""
    return [{**one, **_dates(one), "word": word_of(_status(one, on))} for one in page.data["certificates"]]


def _dates(one: dict[str, Any]) -> dict[str, date | None]:
    names = ("from", "until", "decided_on", "revoked_on", "superseded_on")
    return {f"{name}_day": _day(one[name]) for name in names}


def _status(one: dict[str, Any], on: date) -> Status:
    first, last = _day(one["from"]), _day(one["until"])
    stops = [Suspension(_day(a) or on, _day(b)) for a, b in one["stops"]]
    return status(
        first or on, last or on, stops, _day(one["revoked_on"]), on, superseded_on=_day(one["superseded_on"])
    )


def history_of(page: ProductPage) -> list[dict[str, Any]]:
    return [{**one, "decided_day": _day(one["decided_on"])} for one in page.data["history"]]


def outlets_of(page: ProductPage) -> list[dict[str, Any]]:
    """Where to buy; nothing while the product may not carry its stars."""
    if not page.in_force:
        return []
    return [{**one, "kind_label": KINDS[OutletKind(one["kind"])]} for one in page.data["outlets"]]


def points_of(page: ProductPage) -> list[dict[str, Any]]:
    """Open points that carry it; nothing while the product may not carry its stars."""
    return [one for one in _places(page) if one.get("kind") != CHANNEL]


def channels_of(page: ProductPage) -> list[dict[str, Any]]:
    """Pages on the net that an office opened and where it saw the product."""
    return [one for one in _places(page) if one.get("kind") == CHANNEL]


def _places(page: ProductPage) -> list[dict[str, Any]]:
    return page.data.get("points", []) if page.in_force else []


def stars_mean(stars: int | None) -> str:
    return str(STARS_MEAN.get(stars or 0, "")) or gettext("Nguồn không ghi hạng sao.")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
