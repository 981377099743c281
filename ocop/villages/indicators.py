"""What villages, trades, tourism and chains are counted by."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from ocop.core.indicators import How, Indicator, Scope, Source, register, register_source
from ocop.places.placed import PLACED
from ocop.rulebook.figures import ONE
from ocop.villages.enums import VILLAGES, Kind
from ocop.villages.models import Chain, ChainMember, TourismPoint, Trade, TradePlace, Village, VillageProducer

THEME = "villages"
# A trade lies in several provinces and is counted once in each, once in the nation.
TRADE_PLACES = {
    "now": {"province": "places__now_province"},
    "then": {"province": "places__then_province"},
}
SOURCES = (
    Source(
        "villages",
        Village,
        "làng nghề",
        PLACED,
        (("Tên", "name"), ("Loại", "get_kind_display"), ("Nơi", "where"), ("Công nhận", "recognised_words")),
        ("sort_key", "pk"),
        ("unit",),
    ),
    Source(
        "trades", Trade, "nghề", TRADE_PLACES, (("Nghề", "name"), ("Nguồn", "source")), ("name_key", "pk")
    ),
    Source(
        "tourism_points",
        TourismPoint,
        "điểm du lịch cộng đồng",
        PLACED,
        (("Tên", "name"), ("Nơi", "unit.address"), ("Hoạt động từ", "opened_on")),
        ("sort_key", "pk"),
        ("unit",),
    ),
)


def _known(scope: Scope) -> Q:
    """There on that day, and its title not withdrawn by then."""
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=scope.on)
    return Q(kind__in=VILLAGES, since_on__lte=scope.on) & kept


def _recognised(scope: Scope) -> Q:
    return _known(scope) & Q(recognised_on__lte=scope.on)


def _with_producer(scope: Scope) -> Q:
    links = VillageProducer.objects.filter(village=OuterRef("pk"), from_on__lte=scope.on)
    return _known(scope) & Q(Exists(links.filter(Q(until_on=None) | Q(until_on__gt=scope.on))))


def _in_chain(scope: Scope) -> Q:
    """Leads a chain that runs on the day, or has a contract in one."""
    runs = Q(started_on__lte=scope.on) & (Q(ended_on=None) | Q(ended_on__gte=scope.on))
    led = Chain.objects.filter(runs, lead=OuterRef("producer_id"))
    terms = Q(from_on__lte=scope.on) & (Q(until_on=None) | Q(until_on__gte=scope.on))
    ends = Q(chain__ended_on=None) | Q(chain__ended_on__gte=scope.on)
    joined = ChainMember.objects.filter(terms, ends, producer=OuterRef("producer_id"))
    return Q(joined_on__lte=scope.on) & (Q(Exists(led)) | Q(Exists(joined)))


def _villages(key: str, words: str, formula: str, where: Any) -> Indicator:
    return Indicator(key, words, formula, "làng", THEME, "villages", where)


def install() -> None:
    for one in SOURCES:
        register_source(one)
    register(*_places(), *_chains())


def _places() -> tuple[Indicator, ...]:
    return (
        _villages(
            "craft_villages",
            "Làng nghề, làng có nghề",
            "Làng nghề, làng nghề truyền thống, làng có nghề được ghi đến ngày tính, chưa thôi công nhận",
            _known,
        ),
        _villages(
            "traditional_craft_villages",
            "Làng nghề truyền thống",
            "Làng loại làng nghề truyền thống được ghi đến ngày tính, chưa thôi công nhận",
            lambda s: _known(s) & Q(kind=Kind.TRADITIONAL),
        ),
        _villages(
            "recognised_craft_villages",
            "Làng nghề được công nhận",
            "Làng có ngày quyết định công nhận đến ngày tính, chưa thôi công nhận; làng không rõ ngày thì không tính",
            _recognised,
        ),
        _villages(
            "villages_with_producer",
            "Làng nghề có chủ thể tham gia OCOP",
            "Làng có ít nhất một chủ thể gắn với làng vào ngày tính",
            _with_producer,
        ),
        Indicator(
            "traditional_trades",
            "Nghề truyền thống",
            "Nghề truyền thống có trên địa bàn đến ngày tính; mỗi nghề tính một lần trong tỉnh, một lần trong cả nước",
            "nghề",
            THEME,
            "trades",
            lambda s: Q(traditional=True) & _trade_there(s),
        ),
        Indicator(
            "community_tourism_sites",
            "Điểm du lịch cộng đồng đang hoạt động",
            "Điểm đã mở và chưa thôi hoạt động vào ngày tính",
            "điểm",
            THEME,
            "tourism_points",
            lambda s: Q(opened_on__lte=s.on) & (Q(closed_on=None) | Q(closed_on__gt=s.on)),
        ),
    )


def _trade_there(scope: Scope) -> Q:
    """Of an area: the very row that places it there. Of the nation: any."""
    if scope.area.level == "nation":
        return Q(Exists(TradePlace.objects.filter(trade=OuterRef("pk"), since_on__lte=scope.on)))
    return Q(places__since_on__lte=scope.on)


def _chains() -> tuple[Indicator, ...]:
    return (
        Indicator(
            "producers_in_chain",
            "Chủ thể xây dựng hoặc tham gia chuỗi giá trị",
            "Chủ thể tham gia chủ trì một chuỗi đang chạy, hoặc có hợp đồng còn hiệu lực trong chuỗi, vào ngày tính",
            "chủ thể",
            "producers",
            "producers",
            _in_chain,
        ),
        Indicator(
            "value_chain_share",
            "Tỷ lệ chủ thể xây dựng hoặc tham gia chuỗi giá trị",
            "100 × [producers_in_chain] ÷ [producers]",
            "%",
            "producers",
            how=How.PERCENT,
            of=("producers_in_chain", "producers"),
            rounding=ONE,
        ),
    )
