"""Finished rows and buttons for the pages of decisions."""

from typing import Any

from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Fact
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.recognition.enums import DecisionKind, SigningMode
from ocop.recognition.models import Decision, DecisionLine
from ocop.recognition.policies import decisions as rules
from ocop.recognition.policies import signing as signing_rules

LINE_COLUMNS = [
    Column("TT", numeric=True),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Điểm", numeric=True),
    Column("Hạng"),
    Column("Hồ sơ"),
]
REVOCATION_COLUMNS = [
    Column("Giấy chứng nhận"),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Căn cứ"),
    Column("Trạng thái"),
]


def heading(one: Decision) -> str:
    return f"Quyết định {one.number_text}" if one.number_text else str(one)


def decision_facts(one: Decision) -> list[Fact]:
    day = f"{one.decided_on:%d/%m/%Y}" if one.decided_on else ""
    facts = [
        Fact("Loại", one.get_kind_display()),
        Fact("Số, ký hiệu", one.number_text, missing="Cấp khi trình ký"),
        Fact("Ngày ban hành", day, missing="Ghi khi trình ký"),
        Fact("Cơ quan ban hành", one.unit.full_name),
        Fact("Người ký", ", ".join(x for x in (one.signer_name, one.signer_title) if x), missing="Chưa ghi"),
        Fact("Người soạn", one.drafted_by or ""),
    ]
    return [*facts, Fact("Đợt", one.round.name)] if one.round else facts


def line_rows(one: Decision, lines: list[DecisionLine]) -> list[dict[str, Any]]:
    editable = one.kind == DecisionKind.CORRECT and one.state == "draft"
    return [
        {
            "line": line,
            "said": line.snapshot,
            "url": reverse("dossiers:office", args=[line.dossier.code]) if line.dossier else "",
            "edit": reverse("recognition:decision-line", args=[one.code, line.pk]) if editable else "",
        }
        for line in lines
    ]


def _url(name: str, one: Decision) -> str:
    return reverse(f"recognition:decision-{name}", args=[one.code])


def decision_buttons(one: Decision, acting: Any) -> list[Button]:
    """The steps of this state that this role has; refused ones show why."""
    ask = {"by": acting, "at": now()}
    offers = {
        "draft": [
            (P.DECISION_DRAFT, "Trình ký", "send", "primary", rules.check_can_send),
            (P.DECISION_DRAFT, "Sửa nội dung", "edit", "secondary", None),
            (P.DECISION_DRAFT, "Bỏ dự thảo", "drop", "danger", rules.check_can_drop),
        ],
        "for_signature": [
            (P.DECISION_SIGN, "Xem và ký", "sign", "primary", signing_rules.check_can_sign),
            (P.DECISION_DRAFT, "Ký giấy, quét lại", "paper", "secondary", None),
            (P.DECISION_DRAFT, "Rút về sửa", "take-back", "secondary", None),
        ],
        "signed": [
            (P.DECISION_PUBLISH, "Công bố", "publish", "primary", signing_rules.check_can_publish),
            (P.DECISION_DRAFT, "Rút về sửa", "take-back", "secondary", None),
        ],
        "published": [
            (P.DECISION_DRAFT, "Thay thế quyết định", "correct", "secondary", rules.check_can_correct)
        ],
    }
    found = []
    for permission, label, name, kind, check in offers.get(one.state, []):
        if acting.may(permission):
            found.append(
                Button(
                    label, _url(name, one), kind, reason=allowed(check, one, **ask).reason if check else ""
                )
            )
    return found


def paper_buttons(one: Decision) -> list[Button]:
    papers = [
        Button("Xem bản PDF", _url("pdf", one), icon="file-earmark-pdf"),
        Button("Tải bản Word", _url("docx", one), icon="file-earmark-word"),
    ]
    if one.signed_file:
        papers.append(Button("Tải bản đã ký", one.signed_file.get_absolute_url(), icon="download"))
    if one.published_at and one.kind in {DecisionKind.RECOGNISE, DecisionKind.CORRECT}:
        papers.append(Button("In các giấy chứng nhận", _url("certificates", one), icon="award"))
    return papers


def signature_notice(one: Decision) -> dict[str, Any] | None:
    """Tone, title and sentence about the signature, as it was found when handed in."""
    if one.state == "for_signature" and one.signing_mode == SigningMode.PAPER:
        given = one.confirmations.filter(file=one.signed_file).count()
        return {
            "tone": "warning",
            "title": "Bản giấy",
            "text": f"Đã nộp bản quét; {given} trong 2 người đã xác nhận.",
        }
    if not one.signature:
        return None
    said = one.signature
    levels = ", ".join(dict.fromkeys(level for level in said.get("levels", []) if level))
    return {
        "tone": "success",
        "title": "Chữ ký",
        "text": said.get("sentence", ""),
        "notes": [*([f"Loại chữ ký: {levels}."] if levels else []), *said.get("notes", [])],
    }
