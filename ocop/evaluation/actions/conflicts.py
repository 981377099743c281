"""Conflicts of interest: declared by the member, reported by others, hinted at by the records; absences."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.evaluation.actions.locks import locked_item, locked_session
from ocop.evaluation.actions.outcomes import conclude_item
from ocop.evaluation.actions.sessions import new_sheet
from ocop.evaluation.enums import ConflictKind, ConflictSource, VoidKind
from ocop.evaluation.models import Absence, Conflict, Declaration, Item, Seat, Session, Sheet
from ocop.evaluation.policies import conflicts as policies
from ocop.evaluation.policies import sessions as session_policies
from ocop.evaluation.queries.roster import roster_of


@transaction.atomic
def declare(
    *, session: Session, conflicts: Mapping[int, tuple[str, str]], by: Acting, at: datetime
) -> Declaration:
    """A member's answer for the whole agenda: item id → (kind, words); nothing named means none."""
    session = locked_session(session.pk)
    seat = policies.check_can_declare(session, by=by, at=at)
    items = {item.pk: item for item in session.items.all()}
    for item_id, (kind, words) in conflicts.items():
        if item_id not in items:
            raise RuleBroken("Sản phẩm này không có trong chương trình.", code="item.unknown")
        _keep_out(items[item_id], seat, kind=kind, words=words, source=ConflictSource.DECLARED, by=by, at=at)
    declaration = Declaration.objects.create(session=session, seat=seat, declared_at=at)
    record("session.declare", about=session, by=by, at=at, data={"seat": seat.pk, "items": sorted(conflicts)})
    return declaration


@transaction.atomic
def add_late_conflict(*, item: Item, kind: str, words: str, by: Acting, at: datetime) -> Conflict:
    """A member finds out while scoring: the product vanishes for them, their sheet is not counted."""
    session = locked_session(item.session.pk)
    item = locked_item(item.pk)
    seat = policies.check_can_add_late(item, by=by, at=at)
    conflict = _keep_out(item, seat, kind=kind, words=words, source=ConflictSource.DECLARED, by=by, at=at)
    record(
        "session.conflict",
        about=session,
        by=by,
        at=at,
        data={"seat": seat.pk, "item": item.pk, "source": "declared"},
    )
    conclude_item(item, at=at)
    return conflict


@transaction.atomic
def report_conflict(*, item: Item, seat: Seat, kind: str, words: str, by: Acting, at: datetime) -> Conflict:
    """The secretary or chair records a conflict. After locking the result stands until it is amended (I05)."""
    session = locked_session(item.session.pk)
    item = locked_item(item.pk)
    policies.check_can_report(item, seat, by=by, at=at)
    if item.state in ("agreed", "discussing"):
        apply_move(
            item,
            "reopen",
            by=by,
            at=at,
            reason="Ghi nhận xung đột lợi ích, tính lại kết quả.",
            fields={"outcome": None},
        )
    conflict = _keep_out(item, seat, kind=kind, words=words, source=ConflictSource.REPORTED, by=by, at=at)
    record(
        "session.conflict",
        about=session,
        by=by,
        at=at,
        data={"seat": seat.pk, "item": item.pk, "source": "reported"},
    )
    conclude_item(item, at=at)
    return conflict


@transaction.atomic
def confirm_conflict(*, conflict: Conflict, by: Acting, at: datetime) -> Conflict:
    """A hint turned out right."""
    session, conflict = _hint(conflict)
    policies.check_can_judge(conflict, by=by, at=at)
    conflict.confirmed_at, conflict.by = at, by.person
    conflict.save(update_fields=["confirmed_at", "by"])
    record(
        "session.conflict_confirmed",
        about=session,
        by=by,
        at=at,
        data={"seat": conflict.seat_id, "item": conflict.item_id},
    )
    item = locked_item(conflict.item_id)
    void_sheets(
        item, conflict.seat, kind=VoidKind.CONFLICT, reason="Xung đột lợi ích được xác nhận.", by=by, at=at
    )
    conclude_item(item, at=at)
    return conflict


@transaction.atomic
def dismiss_conflict(*, conflict: Conflict, words: str, by: Acting, at: datetime) -> Conflict:
    """A hint turned out wrong; says why."""
    session, conflict = _hint(conflict)
    policies.check_can_judge(conflict, by=by, at=at)
    if not words.strip():
        raise RuleBroken("Hãy ghi vì sao đây không phải xung đột lợi ích.", code="reason", field="words")
    conflict.dismissed_at, conflict.dismissed_words, conflict.by = at, words, by.person
    conflict.save(update_fields=["dismissed_at", "dismissed_words", "by"])
    record(
        "session.conflict_dismissed",
        about=session,
        by=by,
        at=at,
        data={"seat": conflict.seat_id, "item": conflict.item_id},
    )
    return conflict


@transaction.atomic
def note_absence(*, session: Session, seat: Seat, words: str, by: Acting, at: datetime) -> Absence:
    """The member is not there: drafts are not counted, sheets already handed in stay."""
    session = locked_session(session.pk)
    session_policies.check_can_note_absence(session, seat, by=by, at=at)
    if Absence.objects.filter(session=session, seat=seat, ended_at=None).exists():
        raise RuleBroken("Thành viên này đã được ghi vắng mặt.", code="absence.known")
    absence = Absence.objects.create(session=session, seat=seat, words=words, noted_by=by.person, noted_at=at)
    record("session.absent", about=session, by=by, at=at, data={"seat": seat.pk})
    for pk in session.items.filter(state="scoring").values_list("pk", flat=True):
        item = locked_item(pk)
        void_sheets(item, seat, kind=VoidKind.ABSENT, reason="Vắng mặt.", by=by, at=at, states=("draft",))
        conclude_item(item, at=at)
    return absence


@transaction.atomic
def end_absence(*, session: Session, seat: Seat, by: Acting, at: datetime) -> Absence:
    """The member came after all: gets sheets for the products that are still being scored."""
    session = locked_session(session.pk)
    session_policies.check_can_note_absence(session, seat, by=by, at=at)
    absence = Absence.objects.filter(session=session, seat=seat, ended_at=None).first()
    if absence is None:
        raise RuleBroken("Thành viên này không được ghi vắng mặt.", code="absence.unknown")
    absence.ended_at, absence.ended_by = at, by.person
    absence.save(update_fields=["ended_at", "ended_by"])
    record("session.present", about=session, by=by, at=at, data={"seat": seat.pk})
    roster = roster_of(session)
    for item in session.items.select_related("version").filter(state="scoring"):
        if seat in roster.scoring(item.pk):
            _give_sheet(item, seat, at=at)
    return absence


def _give_sheet(item: Item, seat: Seat, *, at: datetime) -> None:
    """A fresh sheet, unless the member has one or chose not to score this product."""
    sheets = list(Sheet.objects.filter(item=item, seat=seat))
    standing = any(
        sheet.state in ("draft", "submitted") or sheet.voided_for != VoidKind.ABSENT for sheet in sheets
    )
    if not standing:
        revision = max((sheet.revision for sheet in sheets), default=0) + 1
        new_sheet(item, seat, at=at, revision=revision).save(force_insert=True)


def _keep_out(
    item: Item, seat: Seat, *, kind: str, words: str, source: str, by: Acting, at: datetime
) -> Conflict:
    """The conflict row (a hint about the pair becomes the confirmed one), and no sheet of this pair counts."""
    if kind not in ConflictKind.values:
        raise RuleBroken("Hãy chọn loại xung đột.", code="conflict.kind", field="kind")
    if kind == ConflictKind.OTHER and not words.strip():
        raise RuleBroken("Chọn “Lý do khác” thì cần nói rõ lý do.", code="reason", field="words")
    conflict = Conflict.objects.filter(item=item, seat=seat, dismissed_at=None).first()
    if conflict is None:
        conflict = Conflict.objects.create(
            item=item, seat=seat, kind=kind, words=words, source=source, at=at, by=by.person, confirmed_at=at
        )
    elif conflict.confirmed_at is None:
        conflict.kind, conflict.words, conflict.source, conflict.by, conflict.confirmed_at = (
            kind,
            words,
            source,
            by.person,
            at,
        )
        conflict.save()
    if item.state != "settled":
        void_sheets(item, seat, kind=VoidKind.CONFLICT, reason="Xung đột lợi ích.", by=by, at=at)
    return conflict


def void_sheets(
    item: Item,
    seat: Seat,
    *,
    kind: str,
    reason: str,
    by: Acting,
    at: datetime,
    states: tuple[str, ...] = ("draft", "submitted"),
) -> None:
    sheets = Sheet.objects.filter(item=item, seat=seat, state__in=states)
    for sheet in sheets.select_related("item__dossier__product", "seat__person").select_for_update(
        of=("self",)
    ):
        apply_move(sheet, "void", by=by, at=at, reason=reason, fields={"voided_for": kind})


def _hint(conflict: Conflict) -> tuple[Session, Conflict]:
    conflict = Conflict.objects.select_related("item__session__council", "seat__person").get(pk=conflict.pk)
    session = locked_session(conflict.item.session.pk)
    conflict = Conflict.objects.select_related("item__session__council", "seat__person").locked(conflict.pk)
    return session, conflict
