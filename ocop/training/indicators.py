"""What training is counted by. Shares of producers are over the producers taking part (source `producers`)."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ocop.core.indicators import How, Indicator, Scope, Source, register, register_source
from ocop.places.placed import PLACED
from ocop.rulebook.figures import ONE
from ocop.training.enums import Kind, Role
from ocop.training.models import Course, Enrolment, Trainee

THEME = "people"
OVER = ("finished", "closed")
SOURCES = (
    Source(
        "courses",
        Course,
        "lớp, hội nghị, đoàn",
        PLACED,
        (
            ("Tên", "title"),
            ("Đơn vị tổ chức", "unit.full_name"),
            ("Từ ngày", "starts_on"),
            ("Đến ngày", "ends_on"),
        ),
        ("-starts_on", "pk"),
        ("unit",),
    ),
    Source(
        "trainees",
        Trainee,
        "người học",
        PLACED,
        (("Mã chủ thể", "producer.code"), ("Chủ thể", "producer.name")),
        ("producer__sort_key", "pk"),
        ("producer",),
    ),
)


def _held(kind: Kind) -> Any:
    return lambda scope: Q(kind=kind, state__in=OVER, ends_on__gte=scope.start, ends_on__lte=scope.on)


def _completed(on: date, **more: Any) -> Any:
    return Enrolment.objects.filter(completed_on__lte=on, **more)


def _joined(scope: Scope) -> Q:
    return Q(joined_on__lte=scope.on)


def _producer_trained(scope: Scope) -> Q:
    return _joined(scope) & Q(Exists(_completed(scope.on, trainee__producer=OuterRef("producer_id"))))


def _leader_trained(scope: Scope) -> Q:
    return _joined(scope) & Q(
        Exists(_completed(scope.on, trainee__producer=OuterRef("producer_id"), role=Role.LEADER))
    )


def _worker(scope: Scope, **more: Any) -> Q:
    return Q(Exists(_completed(scope.on, trainee=OuterRef("pk"), role=Role.WORKER, **more)))


def _courses(key: str, words: str, noun: str, kind: Kind) -> Indicator:
    formula = f"{noun.capitalize()} đã kết thúc, có ngày cuối trong kỳ, tính cho đơn vị tổ chức"
    return Indicator(key, words, formula, noun, THEME, "courses", _held(kind), flow=True)


def _share(key: str, words: str, part: str, whole: str) -> Indicator:
    return Indicator(
        key,
        words,
        f"100 × [{part}] ÷ [{whole}]",
        "%",
        THEME,
        how=How.PERCENT,
        of=(part, whole),
        rounding=ONE,
    )


def install() -> None:
    for one in SOURCES:
        register_source(one)
    register(*_counted(), *_shares())


def _counted() -> tuple[Indicator, ...]:
    return (
        _courses("conferences", "Hội nghị OCOP đã tổ chức", "hội nghị", Kind.CONFERENCE),
        _courses("training_classes", "Lớp đào tạo, tập huấn về OCOP", "lớp", Kind.CLASS),
        _courses("study_trips", "Đoàn đi học tập kinh nghiệm", "đoàn", Kind.TRIP),
        Indicator(
            "producers_trained",
            "Chủ thể được bồi dưỡng, tập huấn về OCOP",
            "Chủ thể tham gia có ít nhất một người dự đủ giờ một lớp, hội nghị hoặc đoàn đến ngày tính",
            "chủ thể",
            THEME,
            "producers",
            _producer_trained,
        ),
        Indicator(
            "producers_leader_trained",
            "Chủ thể có cán bộ quản lý, lãnh đạo được đào tạo, tập huấn",
            "Chủ thể tham gia có ít nhất một người quản lý, lãnh đạo dự đủ giờ đến ngày tính",
            "chủ thể",
            THEME,
            "producers",
            _leader_trained,
        ),
        Indicator(
            "workers_trained",
            "Lao động của chủ thể đã qua tập huấn",
            "Người lao động dự đủ giờ ít nhất một lớp đến ngày tính; mỗi người tính một lần",
            "người",
            THEME,
            "trainees",
            lambda s: _worker(s),
        ),
        Indicator(
            "workers_certified",
            "Lao động qua tập huấn được cấp chứng chỉ",
            "Người lao động dự đủ giờ và được cấp giấy chứng nhận đến ngày tính; mỗi người tính một lần",
            "người",
            THEME,
            "trainees",
            lambda s: _worker(s, certified_on__lte=s.on),
        ),
    )


def _shares() -> tuple[Indicator, ...]:
    return (
        _share(
            "trained_producers_share",
            "Tỷ lệ chủ thể được bồi dưỡng, tập huấn về OCOP",
            "producers_trained",
            "producers",
        ),
        _share(
            "trained_managers_share",
            "Tỷ lệ cán bộ quản lý, lãnh đạo của chủ thể được đào tạo, tập huấn",
            "producers_leader_trained",
            "producers",
        ),
        _share(
            "certified_workers_share",
            "Tỷ lệ lao động qua tập huấn được cấp chứng chỉ",
            "workers_certified",
            "workers_trained",
        ),
    )
