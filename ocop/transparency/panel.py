"""The council's part of a bundle: sheets, the panel's record, the trail of events. No member's name stands in it."""

from typing import Any

from ocop.audit.chain import canonical, stamp
from ocop.audit.models import Event
from ocop.evaluation.models import Result, Sheet
from ocop.recognition.models import Certificate
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.rate_json import RULE_KEYS
from ocop.transparency.models import LogEntry


def counted(result: Result) -> list[Sheet]:
    """Exactly the sheets that the result names by their hash."""
    hashes = {one["sha256"] for one in result.rating["sheets"] if one.get("sha256")}
    return list(Sheet.objects.filter(item=result.item_id, sha256__in=hashes).order_by("sha256"))


def anonymous_sheets(result: Result) -> dict[str, Any] | None:
    """What `ocop rate` reads: the marks alone. The order is that of the hashes, which tells nothing."""
    sheets = counted(result)
    if not sheets:
        return None
    rules = result.rating.get("rules", {})
    return {
        "criteria_set": result.rating["criteria_set"],
        "rules": {name: rules[name] for name in RULE_KEYS if name in rules},
        "sheets": [
            {"member": f"phiếu {number}", "choices": sheet.choices} for number, sheet in enumerate(sheets, 1)
        ],
    }


def sheet_record(sheet: Sheet) -> dict[str, Any]:
    """All that a sheet's hash covers (evaluation.ratings.sheet_hash)."""
    return {
        "item": sheet.item_id,
        "seat": sheet.seat_id,
        "revision": sheet.revision,
        "choices": sheet.choices,
        "notes": sheet.notes,
        "marked_at": sheet.marked_at,
        "total": number_text(sheet.total),
        "dossier_sha256": sheet.dossier_sha256,
        "journal": sheet.journal,
    }


def office_parts(certificate: Certificate) -> dict[str, bytes]:
    result = certificate.line.result
    parts = {"audit.json": _json(trail(certificate))}
    if result is not None:
        parts["panel.json"] = _json(panel_record(result))
        sheets = counted(result)
        if sheets:
            parts["sheet-records.json"] = _json([sheet_record(sheet) for sheet in sheets])
    return parts


def panel_record(result: Result) -> dict[str, Any]:
    """Who sat by number, what was settled when, how many declared a conflict or were away."""
    item = result.item
    session = item.session
    return {
        "council": {"name": session.council.name, "reference": session.council.reference},
        "session": {"code": session.code, "name": session.name, "meets_at": stamp(session.meets_at)},
        "rules": session.rules,
        "seats": len(session.roster),
        "counted": result.counted,
        "conflicts": item.conflicts.counting().count(),
        "absent": session.absences.filter(ended_at=None).count(),
        "discussions": [
            {"gap": number_text(one.gap), "opened_at": stamp(one.opened_at)} for one in item.discussions.all()
        ],
        "locked_at": stamp(session.locked_at) if session.locked_at else None,
        "two_people": bool(session.locked_by_id and session.lock_proposed_by_id),
    }


def trail(certificate: Certificate) -> list[dict[str, Any]]:
    """The audit events of certificate, decision and dossier, and those that log entries name."""
    line = certificate.line
    about = [
        ("recognition.certificate", certificate.pk),
        ("recognition.decision", line.decision_id),
        ("dossiers.dossier", line.dossier_id),
        *(("evaluation.item", line.result.item_id) for _ in (1,) if line.result),
    ]
    found: dict[int, Event] = {}
    for name, pk in about:
        found |= {e.seq: e for e in Event.objects.filter(about_type=name, about_id=str(pk))}
    named = Event.objects.filter(
        about_type="recognition.revocation",
        about_id__in=[
            str(pk)
            for pk in LogEntry.objects.filter(certificate=certificate, kind="revocation").values_list(
                "about", flat=True
            )
        ],
    )
    found |= {event.seq: event for event in named}
    return [_event(found[seq]) for seq in sorted(found)]


def _event(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": stamp(event.at),
        "verb": event.verb,
        "about_type": event.about_type,
        "about_id": event.about_id,
        "about_label": event.about_label,
        "person_id": event.person_id,
        "role": event.role,
        "unit_key": event.unit_key,
        "party_id": event.party_id,
        "data": event.data,
        "previous": event.previous,
        "hash": event.hash,
    }


def _json(value: Any) -> bytes:
    return canonical(value).encode()
