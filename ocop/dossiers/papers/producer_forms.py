"""Mẫu 01 (phiếu đăng ký) and Mẫu 02 (báo cáo tự đánh giá), from a frozen version."""

from typing import Any

from ocop.documents.official import Annex, Column, Heading, OfficialDocument, Paragraph, Table
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.form_specs import sections_for
from ocop.dossiers.models import Dossier, DossierVersion
from ocop.dossiers.papers.frame import day_of, line, lines, mark_of, said
from ocop.dossiers.queries.contents import contents_of
from ocop.producers.enums import LegalForm
from ocop.rulebook.procedures import get_procedure

PARTS = {
    "I": "Phần I. THÔNG TIN CHUNG",
    "II": "Phần II. KẾT QUẢ SẢN XUẤT KINH DOANH",
    "IV": "Phần IV. KẾ HOẠCH SẢN XUẤT KINH DOANH",
}


def _document(
    version: DossierVersion, *, kind: str, subject: str, body: list[Any], annexes: tuple[Annex, ...] = ()
) -> OfficialDocument:
    producer, dossier = version.manifest["producer"], version.dossier
    return OfficialDocument(
        agency_parent="",
        agency=producer["name"],
        number=None,
        symbol="",
        place=dossier.unit.name,
        date=day_of(version.submitted_at),
        kind=kind,
        subject=subject,
        body=tuple(body),
        annexes=annexes,
        signer_title="Đại diện chủ thể",
        signer_name=producer["representative"],
        mark=mark_of(dossier),
    )


def form_01(version: DossierVersion) -> OfficialDocument:
    """Phiếu đăng ký đánh giá, phân hạng: kind ticked, product, producer, code and receipt."""
    dossier, manifest = version.dossier, version.manifest
    producer, product = manifest["producer"], manifest["product"]
    ticks = "; ".join(
        f"[{'x' if dossier.kind == value else '  '}] {label}" for value, label in DossierKind.choices
    )
    body: list[Any] = [
        Paragraph(f"Kính gửi: Ủy ban nhân dân {dossier.unit.full_name}", align="center", indent=False),
        line("Phiếu số", dossier.receipt_no),
        line("Mã số sản phẩm", dossier.product.official_code),
        line("Loại đăng ký", ticks),
        Heading("1. Chủ thể"),
        line("Tên chủ thể", producer["name"]),
        line("Loại hình", dict(LegalForm.choices).get(producer["legal_form"], producer["legal_form"])),
        line("Địa chỉ", ", ".join(part for part in (producer["address"], producer["place"]) if part)),
        line("Người đại diện", _who(producer)),
        line(
            "Điện thoại, thư điện tử",
            ", ".join(part for part in (producer["phone"], producer["email"]) if part),
        ),
        Heading("2. Sản phẩm"),
        line("Tên sản phẩm", product["name"]),
        line("Ngành, nhóm", f"{dossier.criteria_set.sector_name}; {dossier.criteria_set.group_name}"),
        line("Bộ tiêu chí", manifest["criteria_set"]["name"]),
        *lines("Mô tả sản phẩm", product["summary"]),
        line("Quy cách đóng gói", product["packaging"]),
        Paragraph(
            "Chủ thể cam kết các thông tin, tài liệu trong hồ sơ là đúng sự thật và chịu trách nhiệm về nội dung đã kê khai."
        ),
    ]
    return _document(
        version, kind="PHIẾU ĐĂNG KÝ", subject="Đánh giá, phân hạng sản phẩm OCOP (Mẫu số 01)", body=body
    )


def _who(producer: dict[str, Any]) -> str:
    return ", ".join(part for part in (producer["representative"], producer["representative_title"]) if part)


def form_02(version: DossierVersion) -> OfficialDocument:
    """Báo cáo tự đánh giá: general facts, results, self-score with evidence in the order of the criteria, plan."""
    body = [
        Heading(PARTS["I"], 1),
        *_general(version),
        Heading(PARTS["II"], 1),
        *_answers(version, "phần II"),
    ]
    body += [Heading("Phần III. TỰ ĐÁNH GIÁ THEO BỘ TIÊU CHÍ", 1), *_summary(version)]
    body += [Heading(PARTS["IV"], 1), *_answers(version, "phần IV")]
    annexes = (
        Annex(title="TỰ CHẤM ĐIỂM THEO TIÊU CHÍ", body=(_scores(version),), landscape=True),
        Annex(title="DANH MỤC MINH CHỨNG", body=(_evidence(version),), landscape=True),
    )
    return _document(
        version, kind="BÁO CÁO", subject="Tự đánh giá sản phẩm OCOP (Mẫu số 02)", body=body, annexes=annexes
    )


def _general(version: DossierVersion) -> list[Any]:
    """The representative's sex and ethnicity are asked by the form for criterion 3.2: one sentence says whether it counts."""
    producer = version.manifest["producer"]
    group = {True: "có", False: "không", None: "chưa kê khai"}[producer["representative_in_group"]]
    return [
        line("Tên chủ thể", producer["name"]),
        line("Mã số thuế", producer["tax_code"]),
        line("Đăng ký kinh doanh", producer["registration_no"]),
        line("Người đại diện", _who(producer)),
        line("Người đại diện thuộc nhóm được tính ở tiêu chí về nữ, dân tộc thiểu số, khuyết tật", group),
        line("Năm bắt đầu hoạt động", producer["founded_year"]),
        line(
            "Số lao động / trong xã / nữ",
            " / ".join(said(producer[key], "–") for key in ("workers", "workers_local", "workers_female")),
        ),
        *lines("Ngành nghề, sản phẩm chính", producer["main_business"]),
        *lines("Lịch sử hình thành", producer.get("history")),
        *lines("Tổ chức bộ máy", producer.get("structure")),
    ]


def _answers(version: DossierVersion, part: str) -> list[Any]:
    dossier: Dossier = version.dossier
    procedure = get_procedure(dossier.procedure)
    body: list[Any] = []
    for section in sections_for(procedure, dossier.kind, dossier.criteria_set.number):
        if not section.form.endswith(part):
            continue
        given = version.manifest["answers"].get(section.key, {})
        body.append(Heading(section.title))
        for field in section.fields:
            value = f"{given[field.key]} {field.unit}".strip() if given.get(field.key) else ""
            body += lines(field.label, value) if field.kind == "long" else [line(field.label, value)]
    return body or [Paragraph("(Không có nội dung.)")]


def _summary(version: DossierVersion) -> list[Any]:
    score = version.manifest["self_score"]
    parts = "; ".join(f"Phần {part}: {points}" for part, points in score["parts"].items())
    return [
        line("Tổng điểm tự chấm", f"{score['total']} ({parts})".replace(".", ",")),
        Paragraph(
            "Điểm từng tiêu chí và minh chứng nêu trong phụ lục. Điểm này do chủ thể tự chấm, không phải kết quả đánh giá."
        ),
    ]


def _scores(version: DossierVersion) -> Table:
    columns = (
        Column("Mã", 0.6),
        Column("Tiêu chí", 3),
        Column("Mức tự chọn", 4),
        Column("Điểm", 0.6, "right"),
        Column("Tối đa", 0.6, "right"),
        Column("Minh chứng", 2.4),
    )
    rows: list[tuple[str, ...]] = []
    for one in contents_of(version):
        rows.append((f"{one.section.code}. {one.section.title}",))
        for row in one.rows:
            chosen = "; ".join(option.label for option in row.chosen) or "(không chọn mức nào)"
            papers = "; ".join(paper.title for paper in row.papers)
            rows.append(
                (
                    row.criterion.code,
                    row.criterion.title,
                    chosen,
                    row.points.replace(".", ","),
                    str(row.criterion.max_points).replace(".", ","),
                    papers,
                )
            )
    return Table(columns, tuple(rows), size=11)


def _evidence(version: DossierVersion) -> Table:
    columns = (
        Column("TT", 0.5, "center"),
        Column("Giấy tờ", 3),
        Column("Số", 1.3),
        Column("Nơi cấp", 2),
        Column("Ngày cấp", 1),
        Column("Hết hạn", 1),
        Column("Tiêu chí", 1),
        Column("SHA-256", 2.2),
    )
    rows = [
        (
            str(n),
            paper["title"],
            paper["number"],
            paper["issuer"],
            _day(paper["issued_on"]),
            _day(paper["expires_on"]),
            ", ".join(use["code"] for use in paper["criteria"]),
            paper["file"]["sha256"][:16] + "…",
        )
        for n, paper in enumerate(version.manifest["evidence"], start=1)
    ]
    return Table(columns, tuple(rows) or (("Không có minh chứng kèm theo.",),), size=11)


def _day(text: str | None) -> str:
    return "/".join(reversed(text.split("-"))) if text else ""
