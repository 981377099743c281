"""Mẫu 03 and the letter of the commune; the report of the advisory group."""

from ocop.documents.official import Column, Heading, OfficialDocument, Paragraph, Table
from ocop.dossiers.enums import Finding, LocalContent
from ocop.dossiers.models import Appraisal, CommuneAssessment, Dossier
from ocop.dossiers.papers.frame import commune_document, day_of, line, lines, mark_of

FINDINGS = dict(Finding.choices)


def form_03(assessment: CommuneAssessment) -> OfficialDocument:
    """Báo cáo đánh giá một số nội dung của UBND cấp xã: four contents, no score, no star (Điều 7 khoản 2)."""
    dossier = assessment.dossier
    body: list = [
        line("Sản phẩm", dossier.product.name),
        line("Chủ thể", dossier.producer.name),
        line("Phiếu số", dossier.receipt_no),
        line("Mã số sản phẩm", dossier.product.official_code),
    ]
    for number, content in enumerate(LocalContent, start=1):
        said = assessment.contents.get(content.value, {})
        body += [
            Heading(f"{number}. {content.label}"),
            line("Kết luận", FINDINGS.get(said.get("finding", ""), "")),
            *lines("Nhận xét và căn cứ", said.get("words")),
        ]
        if said.get("evidence"):
            body.append(line("Minh chứng đã xem", ", ".join(said["evidence"])))
    if assessment.meeting_on:
        body += [
            Heading("5. Họp lấy ý kiến"),
            line("Ngày họp", f"{assessment.meeting_on:%d/%m/%Y}"),
            *lines("Ý kiến", assessment.meeting_words),
        ]
    body += [Heading("Kiến nghị"), *lines("UBND cấp xã kiến nghị", assessment.proposal)]
    return commune_document(
        dossier,
        kind="BÁO CÁO",
        subject="Đánh giá một số nội dung của sản phẩm đăng ký OCOP (Mẫu số 03)",
        symbol="BC-UBND",
        day=day_of(assessment.completed_at or assessment.written_at),
        body=tuple(body),
        authority_lines=("TM. ỦY BAN NHÂN DÂN",),
        signer_title=assessment.signer_title.upper(),
        signer_name=assessment.signer_name,
        recipients=("Như trên;", "Lưu: VT."),
    )


def letter(assessment: CommuneAssessment) -> OfficialDocument:
    """Văn bản đề nghị cấp tỉnh đánh giá, phân hạng."""
    dossier = assessment.dossier
    province = dossier.unit.parent.full_name if dossier.unit.parent else "tỉnh"
    samples = f" kèm {assessment.samples} mẫu sản phẩm" if assessment.samples else ""
    table = Table(
        (
            Column("Sản phẩm", 3),
            Column("Chủ thể", 3),
            Column("Mã số", 1.5),
            Column("Loại đăng ký", 1.5),
            Column("Bộ tiêu chí", 3),
        ),
        (
            (
                dossier.product.name,
                dossier.producer.name,
                dossier.product.official_code,
                dossier.get_kind_display(),
                str(dossier.criteria_set),
            ),
        ),
    )
    body = (
        Paragraph(
            f"Ủy ban nhân dân {dossier.unit.full_name} đã tiếp nhận, kiểm tra thành phần hồ sơ và đánh giá các nội dung thuộc thẩm quyền "
            "theo Quyết định số 26/2026/QĐ-TTg. Kết quả nêu trong báo cáo kèm theo."
        ),
        Paragraph(f"Đề nghị cấp tỉnh tổ chức đánh giá, phân hạng sản phẩm sau{samples}:"),
        table,
    )
    return commune_document(
        dossier,
        kind="",
        subject="Đề nghị đánh giá, phân hạng sản phẩm OCOP",
        symbol="UBND-KT",
        day=day_of(assessment.completed_at),
        body=body,
        addressees=(f"Ủy ban nhân dân {province};", "Cơ quan tham mưu Chương trình OCOP cấp tỉnh."),
        authority_lines=("TM. ỦY BAN NHÂN DÂN",),
        signer_title=assessment.signer_title.upper(),
        signer_name=assessment.signer_name,
        recipients=("Như trên;", "Lưu: VT."),
    )


def report(appraisal: Appraisal) -> OfficialDocument:
    """Báo cáo đánh giá hồ sơ của Tổ tư vấn; remarks per criterion, no points."""
    dossier: Dossier = appraisal.dossier
    titles = {criterion.code: criterion.title for criterion in dossier.criteria_set.criteria_set.criteria}
    rows = tuple(
        (note.criterion, titles.get(note.criterion, ""), note.text, "Lưu ý" if note.concern else "")
        for note in appraisal.notes.all()
    )
    columns = (Column("Mã", 0.7), Column("Tiêu chí", 3), Column("Nhận xét", 5), Column("", 1))
    proposal = {True: "Đề nghị đưa ra hội đồng.", False: "Chưa đề nghị đưa ra hội đồng."}.get(
        appraisal.recommended, ""
    )  # type: ignore[arg-type]
    visit = (
        f"{appraisal.visited_on:%d/%m/%Y}. {appraisal.visit_words}"
        if appraisal.visited_on
        else "Không đi thực tế."
    )
    body = (
        line("Sản phẩm", dossier.product.name),
        line("Chủ thể", dossier.producer.name),
        line("Phiếu số", dossier.receipt_no),
        Heading("1. Thực tế tại cơ sở"),
        Paragraph(visit),
        Heading("2. Nhận xét theo tiêu chí"),
        Table(columns, rows or (("Không có nhận xét riêng.",),), size=12),
        Heading("3. Đề nghị kiểm nghiệm thêm"),
        Paragraph(appraisal.tests_asked or "Không."),
        Heading("4. Nhận xét chung"),
        *(Paragraph(p) for p in appraisal.conclusion.splitlines() or [""]),
        Paragraph(proposal, bold=True),
    )
    province = dossier.unit.parent
    return OfficialDocument(
        agency_parent=f"UBND {province.full_name}" if province else "",
        agency="Tổ tư vấn đánh giá sản phẩm OCOP",
        number=None,
        symbol="BC-TTV",
        place=province.name if province else "",
        date=day_of(appraisal.reported_at or appraisal.written_at),
        kind="BÁO CÁO",
        subject=f"Đánh giá hồ sơ sản phẩm {dossier.product.name}",
        body=body,
        signer_title="Người đánh giá",
        signer_name=str(appraisal.written_by),
        mark=mark_of(dossier),
    )
