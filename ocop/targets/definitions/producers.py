"""Producers (chủ thể), counted where they are: by legal form, and led by women or by ethnic minorities.

Sex and ethnicity of representatives are read for these sums only; the rows behind them are shown to offices, by name of
the producer, without the personal field.
"""

from django.db.models import Q

from ocop.core.indicators import How, Indicator, Scope, register
from ocop.producers.enums import LegalForm as F
from ocop.rulebook.figures import ONE
from ocop.targets.definitions.products import by_day
from ocop.targets.enums import Theme

MAJORITY = ("kinh", "Kinh", "KINH")
FORMS = (
    ("cooperatives", "hợp tác xã", (F.COOPERATIVE,)),
    ("groups", "tổ hợp tác", (F.COOPERATIVE_GROUP,)),
    ("enterprises", "doanh nghiệp", (F.ENTERPRISE,)),
    ("households", "cơ sở sản xuất, hộ kinh doanh, trang trại", (F.HOUSEHOLD, F.FARM)),
    (
        "collective",
        "tổ hợp tác, hợp tác xã và doanh nghiệp",
        (F.COOPERATIVE_GROUP, F.COOPERATIVE, F.ENTERPRISE),
    ),
)


def _joined(scope: Scope) -> Q:
    return by_day("joined_on", scope)


def _producers(key: str, words: str, formula: str, where: object) -> Indicator:
    return Indicator(key, words, formula, "chủ thể", Theme.PRODUCERS, "producers", where)  # type: ignore[arg-type]


def _form(key: str, words: str, forms: tuple[str, ...]) -> Indicator:
    return _producers(
        f"producers_{key}",
        f"Chủ thể là {words}",
        f"Chủ thể tham gia có loại hình hôm nay là {words}",
        lambda s: _joined(s) & Q(producer__legal_form__in=forms),
    )


def _share(key: str, words: str, part: str) -> Indicator:
    formula = f"100 × [{part}] ÷ [producers]; làm tròn riêng từng tỷ lệ"
    return Indicator(
        key, words, formula, "%", Theme.PRODUCERS, how=How.PERCENT, of=(part, "producers"), rounding=ONE
    )


def install() -> None:
    register(
        _producers(
            "producers",
            "Chủ thể tham gia Chương trình (lũy kế)",
            "Chủ thể có ít nhất một sản phẩm tham gia",
            _joined,
        ),
        _producers(
            "producers_evaluated",
            "Chủ thể có sản phẩm được đánh giá, phân hạng (lũy kế)",
            "Chủ thể có ít nhất một sản phẩm có kết quả đánh giá đến ngày tính",
            lambda s: by_day("evaluated_on", s),
        ),
        _producers(
            "producers_recognised",
            "Chủ thể có sản phẩm được công nhận (lũy kế)",
            "Chủ thể có ít nhất một sản phẩm được công nhận hoặc tiềm năng 5 sao đến ngày tính",
            lambda s: by_day("recognised_on", s),
        ),
        _share(
            "producers_recognised_share", "Tỷ lệ chủ thể có sản phẩm được công nhận", "producers_recognised"
        ),
        *(_form(*one) for one in FORMS),
        *(
            _share(f"producers_{key}_share", f"Tỷ lệ chủ thể là {words}", f"producers_{key}")
            for key, words, _ in FORMS
        ),
        _producers(
            "producers_women",
            "Chủ thể do phụ nữ đại diện",
            "Chủ thể tham gia có người đại diện là nữ (theo Mẫu 02)",
            lambda s: _joined(s) & Q(producer__representative_sex="F"),
        ),
        _producers(
            "producers_minority",
            "Chủ thể do người dân tộc thiểu số đại diện",
            "Chủ thể tham gia có ghi dân tộc của người đại diện khác Kinh (theo Mẫu 02)",
            lambda s: _joined(s) & ~Q(producer__representative_ethnicity__in=("", *MAJORITY)),
        ),
    )
