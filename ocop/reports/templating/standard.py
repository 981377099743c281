"""The standard layout as a template: an office downloads it, changes it in Word, and hands it in as its own."""

from ocop.documents.official import Annex, Column, OfficialDocument, Paragraph, Table, to_docx
from ocop.reports.outlines import Outline, RowTable
from ocop.reports.papers.word import ALIGN, FIGURE_COLUMNS
from ocop.reports.papers.wording import ROMAN
from ocop.reports.templating.names import FIGURES, names_of


def standard_template(outline: Outline) -> bytes:
    """Every placeholder it uses is known, so it passes its own check."""
    names = names_of(outline)
    figure_row = tuple(
        _mark(f"{FIGURES}_{part}") for part in ("tt", "ten", "don_vi_tinh", "ket_qua", "chi_tieu", "ghi_chu")
    )
    annexes = tuple(
        Annex(
            title=table.title,
            body=(Table(_columns(table), (tuple(_mark(name) for name in names.lists[table.key]),), size=11),),
            label=f"Phụ lục {ROMAN[number]}",
            reference=_mark("can_cu_so_lieu"),
            landscape=True,
        )
        for number, table in enumerate(outline.tables, 1)
    )
    return to_docx(
        OfficialDocument(
            agency_parent=_mark("co_quan_cap_tren"),
            agency=_mark("co_quan"),
            number=None,
            symbol=_mark("ky_hieu"),
            place=_mark("dia_danh"),
            date=None,
            kind=outline.kind,
            subject=_mark("trich_yeu"),
            body=(Paragraph(_mark("can_cu_so_lieu")), Table(FIGURE_COLUMNS, (figure_row,))),
            authority_lines=(_mark("quyen_han_ky"),),
            signer_title=_mark("chuc_vu_ky"),
            recipients=(_mark("noi_nhan"), "Lưu: VT"),
            annexes=annexes,
            date_line=f"{_mark('dia_danh')}, ngày     tháng     năm        ",
        )
    )


def _columns(table: object) -> tuple[Column, ...]:
    number = Column("TT", 0.6, "center")
    if isinstance(table, RowTable):
        return (number, *(Column(one.title, one.width, ALIGN[one.sort]) for one in table.fields))  # type: ignore[arg-type]
    from ocop.core.indicators import indicator

    titles = [indicator(key).words for key in table.indicators]  # type: ignore[attr-defined]
    return (number, Column("Đơn vị", 3), *(Column(words, 1.2, "right") for words in titles))


def _mark(name: str) -> str:
    return f"{{{{ {name} }}}}"
