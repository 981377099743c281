"""Dossiers: lodged, forwarded, sent up in a period. Counted by days, so that any past day can be asked."""

from django.db.models import Q

from ocop.core.clock import day_bounds
from ocop.core.indicators import Indicator, Scope, register
from ocop.targets.enums import Theme

AT_CENTRE = ("sent_up", "central_received", "central_in_round", "central_scoring", "central_rated")


def _between(name: str, scope: Scope) -> Q:
    return Q(**{f"{name}__gte": day_bounds(scope.start)[0], f"{name}__lt": day_bounds(scope.on)[1]})


def _at_centre(scope: Scope) -> Q:
    """Sent up by that day and not back yet: it is there still, or left there later."""
    end = day_bounds(scope.on)[1]
    return Q(sent_up_at__lt=end) & (Q(state__in=AT_CENTRE) | Q(state_at__gte=end))


def _dossiers(key: str, words: str, formula: str, where: object, flow: bool = True) -> Indicator:
    return Indicator(key, words, formula, "hồ sơ", Theme.DOSSIERS, "dossiers", where, flow=flow)  # type: ignore[arg-type]


def install() -> None:
    register(
        _dossiers(
            "dossiers_submitted",
            "Hồ sơ chủ thể nộp trong kỳ",
            "Hồ sơ có ngày nộp lần đầu trong kỳ",
            lambda s: _between("submitted_at", s),
        ),
        _dossiers(
            "dossiers_accepted",
            "Hồ sơ xã tiếp nhận trong kỳ",
            "Hồ sơ có ngày xã tiếp nhận trong kỳ",
            lambda s: _between("accepted_at", s),
        ),
        _dossiers(
            "dossiers_forwarded",
            "Hồ sơ xã chuyển tỉnh trong kỳ",
            "Hồ sơ có ngày xã chuyển lên tỉnh trong kỳ",
            lambda s: _between("forwarded_at", s),
        ),
        _dossiers(
            "dossiers_sent_up",
            "Hồ sơ tỉnh trình trung ương trong kỳ",
            "Hồ sơ có ngày tỉnh trình trung ương trong kỳ",
            lambda s: _between("sent_up_at", s),
        ),
        _dossiers(
            "dossiers_at_centre",
            "Hồ sơ đang được trung ương đánh giá",
            "Hồ sơ đã trình trung ương, chưa có kết quả trả lại đến ngày tính",
            _at_centre,
            flow=False,
        ),
    )
