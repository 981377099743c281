"""The contracts of a chain on one sheet, as evidence: made from records, dated, without a signature of its own."""

from datetime import date

from ocop.core.templatetags.ocop import vn_number
from ocop.documents.certificates import DEMO_MARK
from ocop.documents.official.cleaning import printable
from ocop.documents.typesetting import typeset
from ocop.villages.models import Chain, ChainMember
from ocop.villages.queries.chains import figures_of


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "không thời hạn"


def _row(number: int, one: ChainMember) -> list[str]:
    share = f"{vn_number(one.share)} %" if one.share is not None else "không nêu"
    texts = [
        str(number),
        one.name,
        one.get_part_display(),
        one.contract,
        _day(one.from_on),
        _day(one.until_on),
    ]
    return [printable(text) for text in (*texts, share)]


def render_sheet(chain: Chain, on: date) -> bytes:
    found = figures_of(chain, on)
    data = {
        "title": printable(chain.name),
        "lead": printable(chain.lead.name),
        "goods": printable(chain.goods),
        "started": _day(chain.started_on),
        "on": _day(on),
        "share": f"{vn_number(found.share)} %",
        "months": f"{found.months} tháng",
        "rows": [_row(number, one) for number, one in enumerate(chain.members.all(), 1)],  # type: ignore[attr-defined]
        "mark": DEMO_MARK if chain.is_demo else "",
    }
    return typeset("chain.typ", data)
