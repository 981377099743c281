"""Villages, their titles, the producers and artisans in them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.core.fields import public_code
from ocop.core.text import fold
from ocop.places.models import Unit
from ocop.places.placed import keys_of
from ocop.producers.models import Producer
from ocop.villages.enums import Kind
from ocop.villages.models import Artisan, Trade, TradePlace, Village, VillageProducer
from ocop.villages.policies import villages as policies

TITLE = ("decision", "recognised_on", "recognised_wording")
FIELDS = ("kind", "name", "place_wording", "story", "households", "source")


def trade_called(name: str, *, traditional: bool = False, source: str = "") -> Trade | None:
    """The trade of that name, made when it is new; once traditional it stays so."""
    if not name.strip():
        return None
    trade, new = Trade.objects.get_or_create(
        name_key=fold(name)[:150],
        defaults={
            "name": name.strip(),
            "code": public_code("NG"),
            "traditional": traditional,
            "source": source,
        },
    )
    if not new and traditional and not trade.traditional:
        trade.traditional, trade.source = True, source or trade.source
        trade.save()
    return trade


@transaction.atomic
def add_village(
    *, data: dict[str, Any], by: Acting, at: datetime, is_demo: bool = False, trusted: bool = False
) -> Village:
    """`trusted`: a published fact loaded by the system, for any place and already with its title."""
    unit: Unit = data["unit"]
    if not trusted:
        policies.check_can_add(unit, by=by)
    found = Village.objects.filter(search_key=fold(data["name"])[:300], unit=unit).first()
    if found:
        raise RuleBroken(
            f"Nơi này đã có “{found.name}”. Hãy sửa bản ghi ấy.", code="village.twice", field="name"
        )
    village = Village(
        code=public_code("LN"),
        unit=unit,
        is_demo=is_demo,
        since_on=data.get("since_on") or local_date(at),
        created_at=at,
        state_at=at,
        **{name: data[name] for name in FIELDS if data.get(name) not in (None, "")},
        **(_title_of(data) if trusted else {}),
    )
    village.trade = _trade_of(data)
    village.save()
    _note_trade(village)
    said = {"kind": village.kind, "name": village.name, "to": village.state}
    record("village.add", about=village, by=by, at=at, data=said)
    return village


def _title_of(data: dict[str, Any]) -> dict[str, Any]:
    """What was published of a title, for a record that begins with it."""
    if data["kind"] == Kind.HAS_TRADE:
        return {}
    return {"state": "recognised", **{name: data[name] for name in TITLE if data.get(name)}}


def _trade_of(data: dict[str, Any]) -> Trade | None:
    traditional = data["kind"] in (Kind.TRADITIONAL, Kind.TRADE)
    return trade_called(data.get("trade", ""), traditional=traditional, source=data.get("source", ""))


def _note_trade(village: Village) -> None:
    """A traditional trade is known in the province from the day the village is."""
    if village.trade is None or not village.trade.traditional:
        return
    province = Unit.objects.filter(key=keys_of(village.unit)["then_province"]).first()
    if province:
        TradePlace.objects.get_or_create(
            trade=village.trade, unit=province, defaults={"since_on": village.since_on}
        )


@transaction.atomic
def edit_village(*, village: Village, data: dict[str, Any], by: Acting, at: datetime) -> Village:
    """Everything but the title; the kind only before it is recognised."""
    village = Village.objects.select_related("unit").locked(village.pk)
    policies.check_can_keep(village, by=by)
    if village.state == "recognised" and data["kind"] != village.kind:
        raise RuleBroken(
            "Loại đã ghi trong quyết định công nhận nên không sửa ở đây.", code="village.kind", field="kind"
        )
    changed = [name for name in FIELDS if name in data and getattr(village, name) != data[name]]
    for name in changed:
        setattr(village, name, data[name])
    village.trade = _trade_of(data)
    village.save()
    _note_trade(village)
    record("village.edit", about=village, by=by, at=at, data={"changed": changed})
    return village


@transaction.atomic
def recognise(
    *,
    village: Village,
    decision: str,
    recognised_on: date | None,
    wording: str = "",
    by: Acting,
    at: datetime,
) -> Village:
    """Note the decision that gave the title. The day is None when no source tells it."""
    village = Village.objects.select_related("unit").locked(village.pk)
    policies.check_can_move(village, "recognise", by=by)
    policies.check_recognition(village, decision=decision, on=recognised_on, at=at)
    fields: dict[str, Any] = {"withdrawn_on": None}
    fields |= {"decision": decision.strip(), "recognised_on": recognised_on, "recognised_wording": wording}
    fields["since_on"] = min(village.since_on, recognised_on or village.since_on)
    apply_move(village, "recognise", by=by, at=at, fields=fields, decision=decision)
    return village


@transaction.atomic
def withdraw_title(*, village: Village, reason: str, on: date, by: Acting, at: datetime) -> Village:
    village = Village.objects.select_related("unit").locked(village.pk)
    policies.check_can_move(village, "withdraw", by=by)
    if on > local_date(at):
        raise RuleBroken("Ngày thôi công nhận không thể ở sau hôm nay.", code="village.day", field="on")
    apply_move(village, "withdraw", by=by, at=at, reason=reason, fields={"withdrawn_on": on})
    return village


@transaction.atomic
def link_producer(
    *, village: Village, producer: Producer, from_on: date, by: Acting, at: datetime
) -> VillageProducer:
    village = Village.objects.select_related("unit").locked(village.pk)
    policies.check_can_link(village, producer, by=by)
    link = VillageProducer.objects.create(village=village, producer=producer, from_on=from_on)
    record("village.link", about=village, by=by, at=at, data={"producer": producer.code})
    return link


@transaction.atomic
def unlink_producer(*, link: VillageProducer, by: Acting, at: datetime) -> VillageProducer:
    policies.check_can_unlink(link, by=by)
    link.until_on = local_date(at)
    link.save(update_fields=["until_on"])
    record("village.unlink", about=link.village, by=by, at=at, data={"producer": link.producer.code})
    return link


@transaction.atomic
def keep_artisan(*, village: Village, data: dict[str, Any], by: Acting, at: datetime) -> Artisan:
    """Add, or correct by name; taking the consent away hides the name at once."""
    policies.check_can_keep(village, by=by)
    if data.get("consent_on") and data["consent_on"] > local_date(at):
        raise RuleBroken("Ngày đồng ý không thể ở sau hôm nay.", code="artisan.consent", field="consent_on")
    values = {name: data.get(name) or "" for name in ("title", "decision")}
    values |= {"consent_on": data.get("consent_on")}
    artisan, new = Artisan.objects.update_or_create(
        village=village,
        name=data["name"],
        defaults=values,
        create_defaults={**values, "code": public_code("NN"), "is_demo": village.is_demo},
    )
    told = {"new": new, "public": bool(artisan.consent_on)}
    record("village.artisan", about=village, by=by, at=at, data=told)
    return artisan
