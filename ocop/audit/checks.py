"""The proof that nobody changed the past (I26–I29). Each function names the first bad entry."""

import re

from django.apps import apps
from django.db import models

from ocop.audit.chain import event_hash
from ocop.audit.enums import GENESIS
from ocop.audit.models import ChainHead, Checkpoint, Event
from ocop.core.checks_registry import Finding
from ocop.rulebook.lifecycle import MACHINES

FIELDS = (
    "at",
    "verb",
    "about_type",
    "about_id",
    "about_label",
    "person_id",
    "role",
    "unit_key",
    "party_id",
    "data",
)
SECRET = re.compile(r"(?i)password|mật khẩu|passwd|secret|otp_|totp|token|cccd|cmnd")
IDENTITY_NUMBER = re.compile(r"(?<![\w.,])\d{12}(?![\w.,])")  # not inside a hash


def verify_chain() -> Finding:
    """Recompute every hash from the first event on; stop at the first entry that does not fit."""
    previous, expected = GENESIS, 1
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        problem = _fault(event, expected, previous)
        if problem:
            return Finding(expected - 1, [problem])
        previous, expected = event.hash, expected + 1
    return Finding(expected - 1, _head_faults(expected - 1, previous))


def _fault(event: Event, expected: int, previous: str) -> str:
    if event.seq != expected:
        return f"Mục #{expected} bị mất: sau #{expected - 1} là #{event.seq}."
    if event.previous != previous:
        return f"Mục #{event.seq} không nối với mục #{event.seq - 1}: mã băm trước đó không khớp."
    fields = {"seq": event.seq, **{name: getattr(event, name) for name in FIELDS}}
    if event_hash(previous, fields) != event.hash:
        return f"Mục #{event.seq} đã bị sửa: nội dung không khớp mã băm."
    return ""


def _head_faults(last: int, last_hash: str) -> list[str]:
    head = ChainHead.objects.filter(pk=1).first()
    seq, head_hash = (head.seq, head.hash) if head else (0, GENESIS)
    if seq > last:
        return [f"Mục #{last + 1} bị mất: chuỗi đã ghi đến #{seq} nhưng chỉ còn đến #{last}."]
    if seq < last or head_hash != last_hash:
        return [f"Đầu chuỗi ghi #{seq}, không khớp với mục cuối #{last}."]
    return []


def states_recorded() -> Finding:
    """The state of every record that has a machine is the one its last move left it in (I26, I11)."""
    finding = Finding()
    for model in apps.get_models():
        machine = getattr(model, "machine", None)
        if isinstance(machine, str) and machine in MACHINES:
            _compare_states(model, machine, finding)
    return finding


def _compare_states(model: type[models.Model], machine: str, finding: Finding) -> None:
    moves = Event.objects.filter(about_type=model._meta.label_lower, verb__startswith=f"{machine}.").order_by(
        "seq"
    )
    last = {
        about: data["to"] for about, data in moves.values_list("about_id", "data").iterator() if "to" in data
    }
    initial = MACHINES[machine].start
    for pk, state in model._default_manager.values_list("pk", "state").iterator():
        finding.rows += 1
        expected = last.get(str(pk), initial)
        if state != expected:
            finding.problems.append(
                f"{model._meta.verbose_name} {pk} đang là “{state}” nhưng nhật ký ghi “{expected}”."
            )


def verify_checkpoints() -> Finding:
    """Every checkpoint is signed by a known key and still describes the chain (I28)."""
    from ocop.audit.signing import verify

    finding = Finding()
    for checkpoint in Checkpoint.objects.order_by("seq"):
        finding.rows += 1
        event = Event.objects.filter(seq=checkpoint.seq).first()
        present = event.hash if event else (GENESIS if checkpoint.seq == 0 else "")
        if present != checkpoint.hash:
            finding.problems.append(f"Mốc #{checkpoint.seq} không khớp: chuỗi bị sửa hoặc cắt trước mốc này.")
        elif not verify(checkpoint):
            finding.problems.append(f"Chữ ký của mốc #{checkpoint.seq} không hợp lệ.")
    return finding


def no_secrets() -> Finding:
    """No event carries a password, a code or a full identity number, nor a line break that forges a line (I29)."""
    finding = Finding()
    rows = Event.objects.order_by("seq").values_list("seq", "verb", "about_label", "data")
    for seq, verb, label, data in rows.iterator(chunk_size=2000):
        finding.rows += 1
        if re.search(r"[\r\n\x00]", verb + label):
            finding.problems.append(f"Mục #{seq} có ký tự xuống dòng.")
        finding.problems += [f"Mục #{seq}: {what}" for what in _leaks(data)]
    return finding


def _leaks(value: object, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [leak for key, item in value.items() for leak in _leaks(item, str(key))]
    if isinstance(value, list):
        return [leak for item in value for leak in _leaks(item, name)]
    if SECRET.search(name):
        return [f"trường “{name}” có thể là bí mật."]
    if isinstance(value, str) and IDENTITY_NUMBER.search(value):
        return [f"trường “{name}” có số 12 chữ số như số định danh."]
    return []
