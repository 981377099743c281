"""Products: how many take part, by star, by sector, in force, and what happened in a period."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import F, Q

from ocop.core.indicators import How, Indicator, Scope, register
from ocop.recognition.models import Suspension
from ocop.rulebook.figures import ONE, TWO
from ocop.rulebook.validity import EXPIRING_DAYS
from ocop.targets.enums import Theme

SECTORS = (
    ("food", "I", "thực phẩm"),
    ("drinks", "II", "đồ uống"),
    ("herbs", "III", "dược liệu và sản phẩm từ dược liệu"),
    ("crafts", "IV", "hàng thủ công mỹ nghệ"),
    ("ornamentals", "V", "sinh vật cảnh"),
    ("tourism", "VI", "dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"),
)


def by_day(name: str, scope: Scope) -> Q:
    return Q(**{f"{name}__lte": scope.on})


def in_period(name: str, scope: Scope) -> Q:
    """Flows: from the first day of the period to the day asked, both included."""
    return Q(**{f"{name}__gte": scope.start, f"{name}__lte": scope.on})


def standing(scope: Scope) -> Q:
    """The newest rank of each product on that day, in force or not."""
    return Q(from_on__lte=scope.on) & (Q(ended_on=None) | Q(ended_on__gt=scope.on))


def recognition(scope: Scope) -> Q:
    """The newest recognition of each product on that day (a result sent up to the centre does not replace it)."""
    newest = Q(replaced_on=None) | Q(replaced_on__gt=scope.on)
    return Q(potential=False, from_on__lte=scope.on) & newest


def stopped(scope: Scope) -> Q:
    open_ones = Suspension.objects.filter(Q(until_on=None) | Q(until_on__gte=scope.on), from_on__lte=scope.on)
    return Q(certificate__in=open_ones.values("certificate"))


def unrevoked(scope: Scope) -> Q:
    return Q(revoked_on=None) | Q(revoked_on__gt=scope.on)


def in_term(scope: Scope) -> Q:
    return recognition(scope) & unrevoked(scope) & Q(valid_until__gte=scope.on)


def in_force(scope: Scope) -> Q:
    return in_term(scope) & ~stopped(scope)


def _products(key: str, words: str, formula: str, where: object, theme: str = Theme.PRODUCTS) -> Indicator:
    return Indicator(key, words, formula, "sản phẩm", theme, "products", where)  # type: ignore[arg-type]


def _ranks(key: str, words: str, formula: str, where: object, theme: str = Theme.STARS) -> Indicator:
    return Indicator(key, words, formula, "sản phẩm", theme, "ranks", where)  # type: ignore[arg-type]


def _share(key: str, words: str, part: str, whole: str, theme: str = Theme.STARS) -> Indicator:
    formula = f"100 × [{part}] ÷ [{whole}]; làm tròn riêng từng tỷ lệ nên tổng có thể khác 100"
    return Indicator(key, words, formula, "%", theme, how=How.PERCENT, of=(part, whole), rounding=ONE)


def _star(stars: int) -> Indicator:
    return _ranks(
        f"stars_{stars}",
        f"Sản phẩm {stars} sao (lũy kế)",
        f"Sản phẩm mà kết quả mới nhất đến ngày tính là công nhận {stars} sao, kể cả đã hết hạn",
        lambda s: standing(s) & Q(potential=False, stars=stars),
    )


def _sector(key: str, code: str, name: str) -> Indicator:
    return _ranks(
        f"sector_{key}",
        f"Sản phẩm được công nhận: {name}",
        f"Sản phẩm được công nhận (lũy kế) thuộc ngành {code} của 26/2026/QĐ-TTg, theo bộ tiêu chí hoặc lời văn hồ sơ cũ",
        lambda s: standing(s) & Q(sector=code),
        Theme.SECTORS,
    )


def _taking_part() -> tuple[Indicator, ...]:
    return (
        _products(
            "products_taking_part",
            "Sản phẩm tham gia Chương trình (lũy kế)",
            "Sản phẩm đã đăng ký, nộp hồ sơ, được đánh giá hoặc công nhận, tính từ ngày đầu tiên có một việc trong số đó",
            lambda s: by_day("joined_on", s),
        ),
        _products(
            "evaluated_products",
            "Sản phẩm được đánh giá, phân hạng (lũy kế)",
            "Sản phẩm có kết quả đánh giá đầu tiên đến ngày tính, đạt hay không đạt",
            lambda s: by_day("evaluated_on", s),
        ),
        _ranks(
            "recognised_products",
            "Sản phẩm được công nhận từ 3 sao trở lên (lũy kế)",
            "Sản phẩm có ít nhất một công nhận, hoặc kết quả tiềm năng 5 sao đã trình trung ương, đến ngày tính; kể cả đã "
            "hết hạn hoặc thu hồi",
            standing,
            Theme.PRODUCTS,
        ),
        _products(
            "not_recognised_products",
            "Sản phẩm đã đánh giá, chưa được công nhận",
            "Sản phẩm đã có kết quả đánh giá nhưng đến ngày tính chưa có công nhận nào",
            lambda s: by_day("evaluated_on", s) & (Q(recognised_on=None) | Q(recognised_on__gt=s.on)),
        ),
        _products(
            "tourism_products",
            "Sản phẩm dịch vụ du lịch tham gia (lũy kế)",
            "Sản phẩm tham gia thuộc ngành VI: dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
            lambda s: by_day("joined_on", s) & Q(sector="VI"),
        ),
        _products(
            "gi_products",
            "Sản phẩm khai thác vùng nguyên liệu gắn với chỉ dẫn địa lý",
            "Sản phẩm tham gia có ghi tên chỉ dẫn địa lý của vùng nguyên liệu",
            lambda s: by_day("joined_on", s) & ~Q(product__gi_name=""),
        ),
        _share(
            "recognised_share",
            "Tỷ lệ sản phẩm tham gia được công nhận",
            "recognised_products",
            "products_taking_part",
            Theme.PRODUCTS,
        ),
        Indicator(
            "recognised_times_target",
            "Số sản phẩm được công nhận so với mục tiêu",
            "[recognised_products] ÷ chỉ tiêu của chính chỉ số đó",
            "lần",
            Theme.PLAN,
            how=How.TIMES,
            of=("recognised_products", "target:recognised_products"),
            rounding=TWO,
        ),
    )


def _stars() -> tuple[Indicator, ...]:
    return (
        *(_star(stars) for stars in (3, 4, 5)),
        _ranks(
            "potential_5",
            "Sản phẩm tiềm năng 5 sao",
            "Sản phẩm mà kết quả mới nhất đến ngày tính là tiềm năng 5 sao: tỉnh đã phê duyệt, chưa có công nhận của trung ương",
            lambda s: standing(s) & Q(potential=True),
        ),
        *(
            _share(f"stars_{n}_share", f"Tỷ lệ sản phẩm {n} sao", f"stars_{n}", "recognised_products")
            for n in (3, 4, 5)
        ),
        _share("potential_5_share", "Tỷ lệ sản phẩm tiềm năng 5 sao", "potential_5", "recognised_products"),
    )


def _validity() -> tuple[Indicator, ...]:
    return (
        _ranks(
            "valid_products",
            "Sản phẩm còn hiệu lực",
            "Công nhận mới nhất còn trong thời hạn, không bị thu hồi hay tạm dừng vào ngày tính",
            in_force,
            Theme.VALIDITY,
        ),
        _ranks(
            "expiring_products",
            f"Sản phẩm hết hạn trong {EXPIRING_DAYS} ngày tới",
            f"Sản phẩm còn hiệu lực mà ngày cuối của thời hạn cách ngày tính không quá {EXPIRING_DAYS} ngày",
            lambda s: in_force(s) & Q(valid_until__lte=s.on + timedelta(days=EXPIRING_DAYS)),
            Theme.VALIDITY,
        ),
        _ranks(
            "lapsed_products",
            "Sản phẩm đã hết hạn, chưa được công nhận lại",
            "Công nhận mới nhất đã qua ngày cuối của thời hạn và không bị thu hồi",
            lambda s: recognition(s) & unrevoked(s) & Q(valid_until__lt=s.on),
            Theme.VALIDITY,
        ),
        _ranks(
            "suspended_products",
            "Sản phẩm đang tạm dừng sử dụng giấy chứng nhận",
            "Công nhận mới nhất còn trong thời hạn nhưng đang bị tạm dừng",
            lambda s: in_term(s) & stopped(s),
            Theme.VALIDITY,
        ),
        _ranks(
            "revoked_products",
            "Sản phẩm bị thu hồi công nhận",
            "Công nhận mới nhất đã bị thu hồi đến ngày tính",
            lambda s: recognition(s) & Q(revoked_on__lte=s.on),
            Theme.VALIDITY,
        ),
        _ranks(
            "term_unknown_products",
            "Sản phẩm còn hiệu lực, chưa rõ ngày hết hạn",
            "Sản phẩm còn hiệu lực mà nguồn chỉ ghi năm công nhận: thời hạn tính đến ngày muộn nhất có thể",
            lambda s: in_force(s) & Q(term_known=False),
            Theme.VALIDITY,
        ),
    )


def _flows(*found: Indicator) -> tuple[Indicator, ...]:
    return tuple(replace(one, flow=True) for one in found)


def _year() -> tuple[Indicator, ...]:
    again = Q(potential=False, before__isnull=False)
    return _flows(
        _products(
            "evaluated_in_year",
            "Sản phẩm được đánh giá, phân hạng lần đầu trong kỳ",
            "Sản phẩm có kết quả đánh giá đầu tiên trong kỳ",
            lambda s: in_period("evaluated_on", s),
            Theme.YEAR,
        ),
        _products(
            "recognised_in_year",
            "Sản phẩm được công nhận mới trong kỳ",
            "Sản phẩm có công nhận đầu tiên trong kỳ",
            lambda s: in_period("recognised_on", s),
            Theme.YEAR,
        ),
        _ranks(
            "recognised_again",
            "Sản phẩm được công nhận lại trong kỳ",
            "Công nhận trong kỳ của sản phẩm đã có công nhận trước đó",
            lambda s: in_period("from_on", s) & again,
            Theme.YEAR,
        ),
        _ranks(
            "upgraded_in_year",
            "Sản phẩm nâng hạng trong kỳ",
            "Công nhận trong kỳ có số sao cao hơn lần trước",
            lambda s: in_period("from_on", s) & again & Q(stars__gt=F("before")),
            Theme.YEAR,
        ),
        _ranks(
            "lapsed_in_year",
            "Công nhận hết hạn trong kỳ mà chưa được công nhận lại",
            "Công nhận có ngày cuối của thời hạn trong kỳ, trước ngày tính, không có công nhận nào thay đến ngày tính",
            lambda s: Q(valid_until__gte=s.start, valid_until__lt=s.on) & recognition(s) & unrevoked(s),
            Theme.YEAR,
        ),
        _ranks(
            "revoked_in_year",
            "Công nhận bị thu hồi trong kỳ",
            "Công nhận có ngày thu hồi trong kỳ",
            lambda s: in_period("revoked_on", s),
            Theme.YEAR,
        ),
    )


def install() -> None:
    register(*_taking_part(), *_stars(), *(_sector(*one) for one in SECTORS), *_validity(), *_year())
