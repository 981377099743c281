"""The decision as a document (layout of NĐ 30/2020), and the certificate's data. No official form exists: texts are ours
and each office edits them in the draft."""

from datetime import date
from typing import Any

from django.conf import settings

from ocop.core.text import fold
from ocop.documents.certificates import CertificateData
from ocop.documents.credentials.cwt import to_text
from ocop.documents.credentials.verifying import PATH
from ocop.documents.official import Annex, Column, OfficialDocument, Paragraph, Span, Table
from ocop.programme.models import Round
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Credential, Decision

MINISTRY = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
BASES = {"province": ("Căn cứ Luật Tổ chức chính quyền địa phương",), "central": ()}
DECREE = (
    "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, "
    "phân hạng sản phẩm mỗi xã một sản phẩm"
)
PROPOSAL = "Theo đề nghị của cơ quan tham mưu Chương trình mỗi xã một sản phẩm"
TITLES = {
    DecisionKind.RECOGNISE: "Công nhận sản phẩm OCOP",
    DecisionKind.APPROVE_RESULT: "Phê duyệt kết quả đánh giá sản phẩm tiềm năng 5 sao, đề nghị trung ương đánh giá",
    DecisionKind.REVOKE: "Thu hồi Giấy chứng nhận sản phẩm OCOP",
    DecisionKind.CORRECT: "Thay thế quyết định công nhận sản phẩm OCOP",
}

DEPUTIES = {"pho chu tich": ("KT. CHỦ TỊCH",), "thu truong": ("KT. BỘ TRƯỞNG",)}


def default_title(kind: str, round_: Round | None) -> str:
    title = TITLES[DecisionKind(kind)]
    return f"{title}, {round_.name}" if round_ else title


def symbol(decision: Decision) -> str:
    """The sign of the issuing body: UBND for a province, the ministry's for the centre."""
    return "QĐ-BNNMT" if decision.level == "central" else "QĐ-UBND"


def agency(decision: Decision) -> str:
    return MINISTRY if decision.level == "central" else f"ỦY BAN NHÂN DÂN {decision.unit.full_name.upper()}"


def default_body(decision: Decision) -> dict[str, Any]:
    """Editable texts: legal bases, articles, recipients, place."""
    lines = {
        DecisionKind.RECOGNISE: "Công nhận và cấp Giấy chứng nhận cho các sản phẩm OCOP có tên trong Phụ lục kèm theo. "
        "Giấy chứng nhận có hiệu lực 36 tháng kể từ ngày ký Quyết định này.",
        DecisionKind.APPROVE_RESULT: "Phê duyệt kết quả đánh giá của Hội đồng đối với các sản phẩm đạt từ 90 điểm có tên trong Phụ lục; "
        "chuyển hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá, công nhận 5 sao.",
        DecisionKind.REVOKE: "Thu hồi Giấy chứng nhận của các sản phẩm OCOP có tên trong Phụ lục kể từ ngày ký Quyết định này.",
        DecisionKind.CORRECT: "Thay thế quyết định đã công bố; các sản phẩm có tên trong Phụ lục được công nhận theo nội dung đã chỉnh sửa.",
    }
    name = decision.unit.name
    last = (
        "Các cơ quan liên quan và các chủ thể có tên trong Phụ lục chịu trách nhiệm thi hành Quyết định này."
    )
    bases = [*BASES[decision.level], DECREE]
    if decision.kind in {DecisionKind.RECOGNISE, DecisionKind.APPROVE_RESULT}:
        bases.append(
            "Căn cứ kết quả đánh giá, phân hạng của Hội đồng cấp trung ương"
            if decision.level == "central"
            else "Căn cứ kết quả đánh giá, phân hạng của Hội đồng cấp tỉnh"
        )
    return {
        "bases": [*bases, PROPOSAL],
        "articles": [lines[DecisionKind(decision.kind)], last],
        "place": "Hà Nội" if decision.level == "central" else name,
        "recipients": ["Như Điều 2;", "UBND các xã, phường liên quan;", "Lưu: VT."],
        "authority": [],
    }


def authority_lines(decision: Decision) -> list[str]:
    """As written by the office; a deputy who signs always signs in the place of the head (NĐ 30/2020: KT.)."""
    written: list[str] = decision.body.get("authority", [])
    title = fold(decision.signer_title)
    return written or next((list(lines) for words, lines in DEPUTIES.items() if title.startswith(words)), [])


def decision_document(decision: Decision, *, preview: bool = False) -> OfficialDocument:
    """The neutral document; Word and PDF come from it. A preview is marked so that nobody signs it."""
    body = decision.body
    articles = _articles(body.get("articles", []))
    decider = (
        "BỘ TRƯỞNG BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
        if decision.level == "central"
        else f"CHỦ TỊCH {agency(decision)}"
    )
    demo = (
        decision.lines.filter(product__is_demo=True).exists()
        or decision.revocations.filter(certificate__product__is_demo=True).exists()
    )
    return OfficialDocument(
        agency_parent="",
        agency=agency(decision),
        number=decision.number,
        symbol=symbol(decision),
        place=body.get("place", ""),
        date=decision.decided_on,
        kind="QUYẾT ĐỊNH",
        subject=decision.title,
        bases=tuple(body.get("bases", [])),
        decider=decider,
        enacting="QUYẾT ĐỊNH:",
        body=articles,
        authority_lines=tuple(authority_lines(decision)),
        signer_title=decision.signer_title.upper(),
        signer_name=decision.signer_name,
        recipients=tuple(body.get("recipients", [])),
        annexes=(annex(decision),),
        mark="DỰ THẢO" if preview else "BẢN DEMO" if demo else "",
    )


def _articles(texts: list[str]) -> tuple[Paragraph, ...]:
    """“Điều n.” in bold; the last one ends the document with ./. as NĐ 30/2020 has it."""
    last = len(texts)
    ended = [f"{text.rstrip('./ ')}./." if n == last else text for n, text in enumerate(texts, start=1)]
    return tuple(Paragraph((Span(f"Điều {n}. ", bold=True), text)) for n, text in enumerate(ended, start=1))


def annex(decision: Decision) -> Annex:
    reference = (
        f"Kèm theo Quyết định số {decision.number_text}"
        if decision.number_text
        else "Kèm theo dự thảo Quyết định"
    )
    table = _revoked(decision) if decision.kind == DecisionKind.REVOKE else _recognised(decision)
    return Annex(title="DANH SÁCH SẢN PHẨM", body=(table,), reference=reference, landscape=True)


def _recognised(decision: Decision) -> Table:
    columns = (
        Column("TT", 0.5, "center"),
        Column("Sản phẩm", 2.8),
        Column("Mã số", 2.6),
        Column("Chủ thể", 2.8),
        Column("Địa chỉ", 3),
        Column("Nhóm", 2),
        Column("Điểm", 0.8, "right"),
        Column("Hạng", 0.8, "center"),
    )
    rows = tuple(
        (
            str(n),
            line.snapshot["product"],
            line.snapshot.get("official_code", ""),
            line.snapshot["producer"],
            line.snapshot.get("address") or line.snapshot.get("place", ""),
            line.snapshot.get("group", ""),
            str(line.mean_shown or "").replace(".", ","),
            f"{line.stars} sao",
        )
        for n, line in enumerate(decision.lines.all(), start=1)
    )
    return Table(columns, rows)


def _revoked(decision: Decision) -> Table:
    columns = (
        Column("TT", 0.5, "center"),
        Column("Sản phẩm", 3),
        Column("Chủ thể", 3),
        Column("Giấy chứng nhận", 2),
        Column("Căn cứ thu hồi", 3),
    )
    rows = tuple(
        (
            str(n),
            r.certificate.snapshot["product"],
            r.certificate.snapshot["producer"],
            r.certificate.number_text,
            f"Điểm {r.ground} Điều 8: {r.words}",
        )
        for n, r in enumerate(decision.revocations.select_related("certificate"), start=1)
    )
    return Table(columns, rows)


def check_url(certificate: Certificate) -> str:
    """The short address, for labels on products."""
    return f"{settings.OCOP_PUBLIC_URL}/kiem-tra/{certificate.token}/"


def certificate_url(certificate: Certificate) -> str:
    """What the QR code of the certificate says: one upper-case address that holds the whole signed text.

    A certificate without a signed text (`ocop init` gives it one) has the short address."""
    found = Credential.objects.filter(certificate=certificate).first()
    return code_url(bytes(found.cwt)) if found else check_url(certificate)


def code_url(content: bytes) -> str:
    return f"{settings.OCOP_PUBLIC_URL.upper()}/{PATH}/{to_text(content)}"


def certificate_data(certificate: Certificate) -> CertificateData:
    """Only from the frozen snapshot, so the same paper comes out for ever."""
    said = certificate.snapshot
    central = said["level"] == "central"
    authority = (
        "Bộ trưởng Bộ Nông nghiệp và Môi trường" if central else f"Chủ tịch Ủy ban nhân dân {said['issuer']}"
    )
    day = date.fromisoformat(said["decided_on"])
    return CertificateData(
        number=certificate.number_text,
        product=said["product"],
        producer=said["producer"],
        address=said.get("address") or said["place"],
        stars=certificate.stars,
        group=said["group"],
        decision_number=said["decision"],
        decision_date=day,
        valid_from=certificate.valid_from,
        valid_to=certificate.valid_until,
        authority=authority,
        place="Hà Nội" if central else said["issuer_place"],
        signed_on=day,
        authority_lines=tuple(said["authority"]),
        signer_title=said["signer_title"].upper(),
        signer_name=said["signer_name"],
        check_url=certificate_url(certificate),
        host=settings.OCOP_PUBLIC_URL.split("://", 1)[-1],
        demo=said["demo"],
    )
