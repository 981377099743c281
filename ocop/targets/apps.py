from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "ocop.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu và số liệu"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core import loading, timetable
        from ocop.core.immutability import protect
        from ocop.targets import definitions, integrity, listening, navigation, round_checks
        from ocop.targets.actions.facts import fill_if_empty
        from ocop.targets.actions.tallies import fold
        from ocop.targets.models import Allocation, AllocationLine, DeclaredFigure, RegistrationRound, Target
        from ocop.targets.wording import VERBS

        for model in (DeclaredFigure, Target, Allocation, AllocationLine):
            protect(model)
        protect(RegistrationRound, when="OLD.state = 'closed'")
        verbs.register(VERBS)
        loading.register("facts", fill_if_empty, order=90, title="Số liệu chỉ số")
        timetable.daily("figures.fold", at="02:50", run=fold, words="Gộp các dòng tổng số liệu trong ngày")
        for part in (definitions, listening, integrity, navigation, round_checks):
            part.install()
