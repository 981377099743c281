"""The agenda: which products, in which order."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.dossiers.models import Dossier
from ocop.evaluation.actions.detecting import detect_conflicts
from ocop.evaluation.actions.locks import locked_item, locked_session
from ocop.evaluation.enums import VoidKind
from ocop.evaluation.models import Item, Session, Sheet
from ocop.evaluation.policies import common
from ocop.evaluation.policies import sessions as policies


@transaction.atomic
def add_items(*, session: Session, dossiers: Sequence[Dossier], by: Acting, at: datetime) -> list[Item]:
    """Put dossiers at the end of the agenda, each bound to its newest frozen version."""
    session = locked_session(session.pk)
    last = session.items.aggregate(last=Max("place"))["last"] or 0
    items = []
    for dossier in dossiers:
        policies.check_can_add(session, dossier, by=by, at=at)
        version = dossier.versions.order_by("-number").first()
        if version is None:
            raise RuleBroken(f"Hồ sơ {dossier.code} chưa có bản nộp nào.", code="item.version")
        last += 1
        items.append(
            Item.objects.create(session=session, dossier=dossier, version=version, place=last, state_at=at)
        )
    record(
        "session.agenda", about=session, by=by, at=at, data={"added": [item.dossier.code for item in items]}
    )
    if session.state == "declaring":
        detect_conflicts(session, at=at, by=by)
    return items


@transaction.atomic
def remove_item(*, item: Item, by: Acting, at: datetime) -> None:
    """Take a product off before scoring; declarations made about it go with it."""
    session = locked_session(item.session.pk)
    item = Item.objects.select_related("session__council", "dossier__product").get(pk=item.pk)
    policies.check_can_remove(item, by=by, at=at)
    if item.conflicts.exists():
        raise RuleBroken(
            "Đã có khai báo xung đột về sản phẩm này; hãy hoãn thay vì bỏ.", code="item.declared"
        )
    code = item.dossier.code
    item.delete()
    record("session.agenda", about=session, by=by, at=at, data={"removed": [code]})


@transaction.atomic
def order_items(*, session: Session, order: Sequence[int], by: Acting, at: datetime) -> None:
    """`order`: all item ids of the session in the wanted order."""
    session = locked_session(session.pk)
    common.check_runs(session, by=by)
    common.check_state(session, *policies.BEFORE_SCORING, "scoring")
    items = {item.pk: item for item in session.items.all()}
    if set(order) != set(items) or len(order) != len(items):
        raise RuleBroken(
            "Chương trình vừa được người khác sửa; hãy tải lại trang rồi xếp lại.", code="agenda.stale"
        )
    for place, pk in enumerate(order, 1):
        items[pk].place = place
    Item.objects.bulk_update(items.values(), ["place"])
    record("session.agenda", about=session, by=by, at=at, data={"order": list(order)})


@transaction.atomic
def postpone_item(*, item: Item, reason: str, by: Acting, at: datetime) -> Item:
    """Leave a product to another session; sheets begun are not counted and stay as they are."""
    locked_session(item.session_id)
    item = locked_item(item.pk)
    policies.check_can_postpone(item, by=by, at=at)
    sheets = Sheet.objects.filter(item=item, state__in=("draft", "submitted"))
    for sheet in sheets.select_related("item__dossier__product", "seat__person").select_for_update(
        of=("self",)
    ):
        apply_move(
            sheet,
            "void",
            by=by,
            at=at,
            reason="Sản phẩm hoãn sang phiên khác.",
            fields={"voided_for": VoidKind.POSTPONED},
        )
    apply_move(item, "postpone", by=by, at=at, reason=reason)
    return item
