"""Applying lines of an official list, and placing what a split left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ocop.audit import record, record_many
from ocop.boundaries import policies
from ocop.boundaries.enums import ChangeKind
from ocop.boundaries.models import PlaceCase, UnitChange
from ocop.boundaries.queries import candidates
from ocop.core.acting import Acting
from ocop.core.responsible import Holder, holder_of, holders, records_moved
from ocop.core.text import sort_key
from ocop.places.models import Succession, Unit
from ocop.places.names import name_key


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins with the list."""

    code: str
    kind: str
    name: str
    parent: Unit


@dataclass(frozen=True)
class Line:
    """One line of the list: `old` goes (or goes partly) into `new`."""

    kind: ChangeKind
    old: Unit
    new: Unit | NewUnit
    decision: str
    day: date


@transaction.atomic
def apply_lines(*, lines: Sequence[Line], by: Acting, at: datetime, demo: bool = False) -> list[UnitChange]:
    """Ended units stay with their last day; whole successors take all records over, a split asks a person for each."""
    policies.check_can_apply(by=by)
    begun: dict[tuple[str, str], Unit] = {}
    made = []
    for line in lines:
        new = line.new if isinstance(line.new, Unit) else _begin(line.new, line.day, begun)
        Succession.objects.create(old=line.old, new=new, whole=line.kind != ChangeKind.SPLIT)
        made.append(
            UnitChange(
                kind=line.kind,
                old=line.old,
                new=new,
                decision=line.decision,
                day=line.day,
                is_demo=demo,
                applied_by=by.person,
                applied_at=at,
            )
        )
    by_old: dict[int, UnitChange] = {change.old_id: change for change in made}
    for change in by_old.values():
        _end(change.old, change.day)
        split = change.kind == ChangeKind.SPLIT
        moved = _ask(change.old, at) if split else _hand_over(change.old, change.new, by, at)
        for one in made:
            if one.old_id == change.old_id:
                one.moved = moved
    for change in made:
        change.save()
    said = [
        ("unit.changed", c.old, {"kind": c.kind, "new": c.new.key, "decision": c.decision, "day": c.day})
        for c in made
    ]
    record_many([(verb, about, {**data, "moved": c.moved}) for (verb, about, data), c in zip(said, made, strict=True)],
                by=by, at=at)  # fmt: skip
    return made


def _begin(new: NewUnit, day: date, begun: dict[tuple[str, str], Unit]) -> Unit:
    """A new row, also where the code stays: a unit is its code and the days it existed."""
    known = begun.get((new.code, new.name))
    if known:
        return known
    taken = Unit.objects.filter(key=new.code).exists()
    parent, full = new.parent, f"{new.kind.capitalize()} {new.name}"
    unit = Unit.objects.create(
        key=f"{new.code}-{day:%Y%m%d}" if taken else new.code,
        code=new.code,
        level="commune",
        kind=new.kind,
        name=new.name,
        full_name=full,
        parent=parent,
        province_key=parent.key,
        address=f"{full}, {parent.name}",
        valid_from=day,
        name_key=name_key(new.name),
        search_key=f"|{name_key(new.name)}|{name_key(parent.name)}|",
        sort_key=sort_key(new.name),
    )
    begun[new.code, new.name] = unit
    return unit


def _end(old: Unit, day: date) -> None:
    old.valid_to = day - timedelta(days=1)
    old.save(update_fields=["valid_to"])


def _hand_over(old: Unit, new: Unit, by: Acting, at: datetime) -> dict[str, int]:
    """All records of a unit that went whole."""
    counts = {}
    for holder in holders():
        pks = list(holder.of(old).order_by("pk").values_list("pk", flat=True))
        _move(holder, pks, old, new, "record.moved", by, at)
        if pks:
            counts[holder.noun] = len(pks)
    return counts


def _move(
    holder: Holder, pks: Sequence[int], old: Unit, new: Unit, verb: str, by: Acting, at: datetime, **said: Any
) -> None:
    """The column changes, the words of the former place stay, everybody above hears of it."""
    if not pks:
        return
    rows = holder.objects.filter(pk__in=pks)
    if holder.wording:
        rows.filter(**{holder.wording: ""}).update(**{holder.wording: old.address})
    rows.update(**{holder.unit: new, **_kept_keys(holder, new.province_key, new.key)})
    data = {"from": old.key, "to": new.key, **said}
    moved = list(rows.order_by("pk"))
    record_many([(verb, one, data) for one in moved], by=by, at=at)
    records_moved.send(sender=rows.model, pks=list(pks), old=old, new=new, at=at)


def _ask(old: Unit, at: datetime) -> dict[str, int]:
    """One question for each record that hangs on no other of the same unit."""
    counts, cases = {}, []
    for holder in holders():
        rows = list(holder.of(old).order_by("pk"))
        if rows:
            counts[holder.noun] = len(rows)
        holder.of(old).update(**_kept_keys(holder, old.province_key, ""))
        hanging = _hanging(holder, old)
        cases += [
            PlaceCase(
                old=old,
                about_type=holder.model,
                about_id=row.pk,
                label=f"{holder.noun.capitalize()}: {row}"[:300],
                where=str(getattr(row, "address", "") or getattr(row, holder.wording or "pk", ""))[:400],
                province_key=old.province_key,
                created_at=at,
            )
            for row in rows
            if row.pk not in hanging
        ]
    PlaceCase.objects.bulk_create(cases, batch_size=500)
    return counts


def _kept_keys(holder: Holder, province: str, unit: str) -> dict[str, str]:
    """Records that keep the keys of the map of today beside them; the keys of then stay."""
    return {"now_province": province, "now_unit": unit} if holder.keys else {}


def _hanging(holder: Holder, old: Unit) -> set[int]:
    """Records whose owner lies in the same unit."""
    if not holder.owner:
        return set()
    owner = holder_of(holder.owner_model)
    same = holder.of(old).filter(**{f"{holder.owner}__{owner.unit}": old})
    return set(same.values_list("pk", flat=True))


@transaction.atomic
def place(
    *, cases: Sequence[PlaceCase], unit: Unit | None, reason: str, by: Acting, at: datetime
) -> list[PlaceCase]:
    """A person says where records of a split unit lie; what hangs on them goes along."""
    held = list(
        PlaceCase.objects.select_for_update(of=("self",))
        .visible_to(by)
        .filter(pk__in=[case.pk for case in cases])
        .select_related("old")
        .order_by("pk")
    )
    among = candidates(held[0].old) if held and len({case.old_id for case in held}) == 1 else []
    policies.check_can_place(held, unit, among, reason, by=by)
    assert unit is not None
    for holder in holders():
        pks = [case.about_id for case in held if case.about_type == holder.model]
        _place_with_hangers(holder, pks, held[0].old, unit, reason, by, at)
    for case in held:
        case.unit, case.reason, case.settled_by, case.settled_at = unit, reason, by.person, at
        case.save(update_fields=["unit", "reason", "settled_by", "settled_at"])
    record("unit.changed", about=held[0].old, by=by, at=at, data={"placed": len(held), "unit": unit.key})
    return held


def _place_with_hangers(
    holder: Holder, pks: list[int], old: Unit, unit: Unit, reason: str, by: Acting, at: datetime
) -> None:
    if not pks:
        return
    for below in holders():
        if below.owner and below.owner_model == holder.model:
            some = below.of(old).filter(**{f"{below.owner}__in": pks})
            asked = PlaceCase.objects.open().filter(about_type=below.model).values("about_id")
            theirs = list(some.exclude(pk__in=asked).order_by("pk").values_list("pk", flat=True))
            _place_with_hangers(below, theirs, old, unit, reason, by, at)
    _move(holder, pks, old, unit, "record.placed", by, at, words=reason)
