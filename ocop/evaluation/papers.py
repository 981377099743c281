"""Official papers of a session in the layout of Decree 30/2020: minutes, tally, score sheets.

The decree prescribes no form for them (26/2026 has only Mẫu 01–03), so the words are ours and an office may edit the
Word file. Only what the asking person may see goes in: `Table` and `Marks` come from queries that ask visibility.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from ocop.core.templatetags.ocop import points
from ocop.documents.official import Annex, Column, Heading, OfficialDocument, Paragraph, Signer, Table
from ocop.evaluation.models import Item, Session
from ocop.evaluation.queries.marks import Marks
from ocop.evaluation.queries.options import cards_of, value_of
from ocop.evaluation.queries.roster import Roster
from ocop.evaluation.queries.table import Table as CouncilTable
from ocop.evaluation.queries.trees import tree
from ocop.rulebook.exact import comma


def _document(
    session: Session,
    *,
    kind: str,
    subject: str,
    body: tuple[Any, ...],
    annexes: tuple[Annex, ...] = (),
    signer: str = "",
    secretary: str = "",
    landscape: bool = False,
    demo: bool = False,
) -> OfficialDocument:
    unit = session.council.unit
    central = session.council.level == "central"
    return OfficialDocument(
        agency_parent="Bộ Nông nghiệp và Môi trường" if central else f"UBND {unit.full_name}",
        agency="Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        number=None,
        symbol="BB-HĐ" if kind == "Biên bản" else "",
        place=unit.name if not central else "Hà Nội",
        date=timezone.localtime(session.meets_at).date(),
        kind=kind,
        subject=subject,
        body=body,
        annexes=annexes,
        signer_title="Chủ tịch Hội đồng" if signer else "",
        signer_name=signer,
        co_signers=(Signer("Thư ký", secretary),) if secretary else (),
        mark="BẢN DEMO" if demo else "",
        landscape=landscape,
    )


def names_of(session: Session) -> tuple[str, str]:
    """The chair and the secretary who sign."""
    seats = session.council.seats.select_related("person").filter(until_on=None)
    held = {seat.role: seat.person.full_name for seat in seats}
    return held.get("chair", ""), held.get("secretary", "")


def minutes(session: Session, roster: Roster, table: CouncilTable, *, demo: bool) -> OfficialDocument:
    """Who was there, who stayed out of what, what was said, what came out."""
    chair, secretary = names_of(session)
    words = session.minutes
    local = timezone.localtime(session.meets_at)
    body: list[Any] = [
        Paragraph(
            f"Hôm nay, {local:%H} giờ {local:%M}, ngày {local:%d/%m/%Y}, {('tại ' + session.place) if session.place else ''} "
            f"đã diễn ra {session.name} ({session.round})."
        ),
        Heading("I. Thành phần"),
        _attendance(roster),
    ]
    if words.get("attendance"):
        body.append(Paragraph(words["attendance"]))
    body += [Heading("II. Xung đột lợi ích"), Paragraph(_conflict_words(roster, table))]
    body += [Heading("III. Ý kiến thảo luận"), *_paragraphs(words.get("opinions", ""))]
    body += [Heading("IV. Kết quả chấm điểm"), _results(table), Paragraph(_rule_words(session))]
    body += [Heading("V. Kết luận"), *_paragraphs(words.get("conclusion", ""))]
    if words.get("ended"):
        body.append(Paragraph(f"Cuộc họp kết thúc lúc {words['ended']}."))
    return _document(
        session,
        kind="Biên bản",
        subject=f"Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP – {session.name}",
        body=tuple(body),
        signer=chair,
        secretary=secretary,
        demo=demo,
    )


def _attendance(roster: Roster) -> Table:
    rows = [
        (
            str(n),
            seat.person.full_name,
            seat.get_role_display(),
            seat.organisation,
            f"Vắng: {roster.absent[pk]}" if pk in roster.absent else "Có mặt",
        )
        for n, (pk, seat) in enumerate(roster.seats.items(), 1)
    ]
    columns = (
        Column("TT", 1, "center"),
        Column("Họ và tên", 4),
        Column("Vai trò", 3),
        Column("Cơ quan", 4),
        Column("Có mặt", 3),
    )
    return Table(columns, tuple(rows))


def _conflict_words(roster: Roster, table: CouncilTable) -> str:
    declared = len(roster.declared)
    pairs = sum(len(seats) for seats in roster.conflicted.values())
    if not pairs:
        return f"{declared} thành viên đã khai; không có trường hợp nào."
    return f"{declared} thành viên đã khai; có {pairs} trường hợp không tham gia chấm sản phẩm liên quan, không tính vào số thành viên của sản phẩm đó."


def _results(table: CouncilTable) -> Table:
    rows = tuple(
        (
            str(line.place),
            line.product,
            line.producer,
            comma(line.outcome["mean_shown"]),
            comma(line.outcome["gap"]),
            str(line.outcome["stars"] if line.outcome["stars"] is not None else "không xếp"),
            ", ".join(line.outcome["missed"]),
        )
        for line in table.lines
        if line.outcome
    )
    columns = (
        Column("TT", 1, "center"),
        Column("Sản phẩm", 5),
        Column("Chủ thể", 5),
        Column("Điểm trung bình", 2, "right"),
        Column("Lệch", 1.4, "right"),
        Column("Sao", 1.4, "center"),
        Column("Thiếu tối thiểu ở", 3),
    )
    return Table(columns, rows)


def _rule_words(session: Session) -> str:
    rules = session.rules
    return (
        f"Điểm trung bình là trung bình cộng các phiếu được tính. Quy chế: có mặt tối thiểu {rules['quorum_percent']} %, chênh lệch tối đa "
        f"{comma(rules['max_gap'])} điểm. Căn cứ: {rules['source']}."
    )


def _paragraphs(text: str) -> list[Paragraph]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph(line) for line in lines] or [Paragraph("Không có.")]


def tally(session: Session, table: CouncilTable, *, demo: bool) -> OfficialDocument:
    """Products × members, landscape."""
    chair, secretary = names_of(session)
    members = tuple(Column(f"Tv {n}", 1.3, "right") for n, _ in enumerate(table.members, 1))
    columns = (
        Column("TT", 1, "center"),
        Column("Sản phẩm", 5),
        *members,
        Column("Trung bình", 1.8, "right"),
        Column("Lệch", 1.3, "right"),
        Column("Sao", 1.3, "center"),
    )
    rows = tuple(
        (
            str(line.place),
            line.product,
            *(points(total) if total is not None else "–" for total in line.totals),
            comma(line.outcome["mean_shown"]),
            comma(line.outcome["gap"]),
            str(line.outcome["stars"] if line.outcome["stars"] is not None else "–"),
        )
        for line in table.lines
        if line.outcome
    )
    legend = "; ".join(f"Tv {n}: {name}" for n, name in enumerate(table.members, 1))
    body = (
        Table(columns, rows, size=10),
        Paragraph(f"Ghi chú: {legend}. Dấu “–”: không chấm hoặc không được tính.", italic=True),
    )
    return _document(
        session,
        kind="Bảng tổng hợp",
        subject=f"Điểm đánh giá, phân hạng sản phẩm OCOP – {session.name}",
        body=body,
        signer=chair,
        secretary=secretary,
        landscape=True,
        demo=demo,
    )


def score_sheets(item: Item, marks: Marks, *, at: datetime, demo: bool) -> OfficialDocument:
    """Every counted sheet of one product, one annex each."""
    session = item.session
    annexes = tuple(
        Annex(
            f"Phiếu đánh giá – {sheet.seat.person.full_name}",
            (_sheet_table(item, sheet, score), *_sheet_words(sheet)),
            label=f"Phiếu {n}",
            reference=f"{item} – {item.dossier.code}",
        )
        for n, (sheet, score) in enumerate(zip(marks.sheets, marks.scores, strict=True), 1)
    )
    outcome = item.outcome or {}
    body = (
        Paragraph(f"Sản phẩm: {item}. Chủ thể: {item.dossier.producer.name}. Mã hồ sơ: {item.dossier.code}."),
        Paragraph(
            f"Số phiếu được tính: {len(marks.sheets)}. Điểm trung bình: {comma(outcome.get('mean_shown', '–'))}."
        ),
    )
    return _document(
        session, kind="Tập phiếu đánh giá", subject=f"{item}", body=body, annexes=annexes, demo=demo
    )


def _sheet_table(item: Item, sheet: Any, score: Any) -> Table:
    version = item.dossier.criteria_set
    rows: list[tuple[str, ...]] = []
    for part in cards_of(tree(version), version.digest):
        rows.append(
            (
                f"Phần {part.code}. {part.title}: {points(score.parts[part.code])}/{points(part.max_points)} điểm",
            )
        )
        for card in part.criteria:
            chosen = {option.value: option.label for option in card.options}.get(
                value_of(sheet.choices.get(card.code)), ""
            )
            rows.append(
                (card.code, card.title, chosen, points(card.max_points), points(score.points[card.code]))
            )
    rows.append(("", "Tổng điểm", "", "100", points(score.total)))
    columns = (
        Column("Mã", 1.4, "center"),
        Column("Tiêu chí", 5),
        Column("Mức được chọn", 6),
        Column("Tối đa", 1.4, "right"),
        Column("Điểm", 1.4, "right"),
    )
    return Table(columns, tuple(rows), bold_last_row=True, size=10)


def _sheet_words(sheet: Any) -> tuple[Paragraph, ...]:
    handed_in = timezone.localtime(sheet.submitted_at)
    lines = [
        f"Nộp lúc {handed_in:%H:%M ngày %d/%m/%Y}, lần chấm {sheet.revision}. Mã kiểm phiếu: {sheet.sha256}."
    ]
    if sheet.entered_by_id:
        lines.append("Thư ký nhập từ phiếu giấy; thành viên đã ký xác nhận.")
    if sheet.reason:
        lines.append(f"Lý do chấm lại: {sheet.reason}")
    lines += [f"Ghi chú {code}: {text}" for code, text in sheet.notes.items() if text]
    return tuple(Paragraph(line) for line in lines)
