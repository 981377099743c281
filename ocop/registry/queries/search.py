"""Searching the public register: folded words, all of them, prefix while typing; the same hits on every engine."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext

from ocop.core.text import words
from ocop.places.models import Unit
from ocop.registry.models import STATUS_FILTERS, Entry

STATUS_WORDS = {
    "con-hieu-luc": "Còn hiệu lực",
    "sap-het-han": "Sắp hết hạn",
    "het-han": "Hết hạn",
    "tam-dung": "Tạm dừng",
    "da-thu-hoi": "Đã thu hồi",
    "chua-ro": "Chưa rõ thời hạn",
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; unknown values are ignored."""

    q: str = ""
    nhom: str = ""
    sao: int | None = None
    tinh: str = ""
    xa: str = ""
    tinh_trang: str = ""

    @classmethod
    def from_query(cls, params: object) -> "Asked":
        get = params.get  # type: ignore[attr-defined]
        stars = get("sao", "")
        return cls(
            get("q", "")[:120],
            get("nhom", "")[:160],
            int(stars) if stars in {"1", "2", "3", "4", "5"} else None,
            get("tinh", "")[:20],
            get("xa", "")[:20],
            get("tinh_trang", "") if get("tinh_trang", "") in STATUS_FILTERS else "",
        )


def search(asked: Asked, on: date) -> QuerySet:
    """Entries in Vietnamese alphabetical order, those whose name holds all the words first (`rank`)."""
    found = _filtered(asked, on)
    asked_words = words(asked.q)[:8]
    in_name = Q()
    for word in asked_words:
        found = found.filter(search_key__contains=f" {word}")
        in_name &= Q(name_key__contains=f" {word}")
    tier = Case(When(in_name, then=Value("0")), default=Value("1")) if asked_words else Value("0")
    return found.annotate(rank=Concat(tier, F("sort_key")))


def _filtered(asked: Asked, on: date) -> QuerySet:
    found = Entry.objects.with_status(asked.tinh_trang, on)
    if asked.nhom:
        found = found.filter(group_name=asked.nhom)
    if asked.sao:
        found = found.filter(stars=asked.sao)
    if asked.tinh:
        found = found.filter(province_key=asked.tinh)
    if asked.xa:
        found = found.filter(unit_key=asked.xa)
    return found


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int


def facets(found: QuerySet, on: date) -> dict[str, list[Choice]]:
    """Numbers per star, province, group and status over all hits: four statements."""
    found = found.order_by()
    stars = found.filter(stars__isnull=False).values_list("stars").annotate(n=Count("pk"))
    groups = found.exclude(group_name="").values_list("group_name").annotate(n=Count("pk"))
    places = dict(found.exclude(province_key="").values_list("province_key").annotate(n=Count("pk")))
    names = {u.key: u for u in Unit.objects.filter(key__in=places).order_by("sort_key")}
    status = found.aggregate(
        **{key.replace("-", "_"): Count("pk", filter=rule(on)) for key, rule in STATUS_FILTERS.items()}
    )
    return {
        "sao": [Choice(str(s), gettext("%(n)s sao") % {"n": s}, n) for s, n in sorted(stars, reverse=True)],
        "tinh": [Choice(key, unit.full_name, places[key]) for key, unit in names.items()],
        "nhom": [Choice(name, name, n) for name, n in sorted(groups)],
        "tinh_trang": [
            Choice(key, gettext(word), status[key.replace("-", "_")])
            for key, word in STATUS_WORDS.items()
            if status[key.replace("-", "_")]
        ],
    }
