"""I23: the register shows exactly the products that were recognised, with the facts of their newest record; its index
and the numbers kept beside it say the same as its lines."""

from ocop.core.checks_registry import Finding, register
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.registry.models import Cell, Entry
from ocop.registry.search import engines, summary


def shows_what_was_recognised() -> Finding:
    certificates = {c.product_id: c for c in Certificate.objects.filter(superseded_on=None)}
    history = set(
        HistoricRecognition.objects.filter(status=HistoricStatus.RECOGNISED).values_list(
            "product_id", flat=True
        )
    )
    entries = {entry.product_id: entry for entry in Entry.objects.all()}
    found = Finding(rows=len(entries))
    for pk in (set(certificates) | history) - set(entries):
        found.problems.append(f"Sản phẩm #{pk} đã công nhận nhưng không có trong sổ công khai.")
    for pk, entry in entries.items():
        certificate = certificates.get(pk)
        if certificate is None and pk not in history:
            found.problems.append(f"“{entry.name}” có trong sổ nhưng không có công nhận.")
        elif certificate and (entry.stars, entry.valid_until) != (certificate.stars, certificate.valid_until):
            found.problems.append(f"“{entry.name}” trong sổ khác giấy chứng nhận {certificate.number_text}.")
    return found


def index_holds_the_rows() -> Finding:
    found = Finding(rows=Entry.objects.count())
    if not engines.agrees():
        found.problems.append("Chỉ mục chữ của sổ khác các dòng của sổ; chạy `ocop register rebuild`.")
    right = summary.recount(summary.state().as_of) if found.rows else {}
    kept = {tuple(row[:4]): row[4] for row in Cell.objects.values_list(*summary.CELL)}
    wrong = [key for key in right.keys() | kept.keys() if right.get(key, 0) != kept.get(key, 0)]
    found.problems += [
        f"Số đếm {'/'.join(filter(None, key))} là {kept.get(key, 0)}, đếm lại được {right.get(key, 0)}."
        for key in sorted(wrong)[:20]
    ]
    return found


def register_is_true() -> Finding:
    shown, index = shows_what_was_recognised(), index_holds_the_rows()
    return Finding(rows=shown.rows, problems=[*shown.problems, *index.problems])


def install() -> None:
    register("I23", "Sổ công khai khớp với các công nhận", register_is_true)
