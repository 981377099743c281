from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "ocop.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu và số liệu"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core import loading
        from ocop.core.immutability import protect
        from ocop.targets import definitions, integrity, listening, navigation
        from ocop.targets.actions.facts import fill_if_empty
        from ocop.targets.models import Allocation, AllocationLine, DeclaredFigure, Target
        from ocop.targets.wording import VERBS

        for model in (DeclaredFigure, Target, Allocation, AllocationLine):
            protect(model)
        verbs.register(VERBS)
        loading.register("facts", fill_if_empty, order=90, title="Số liệu chỉ số")
        for part in (definitions, listening, integrity, navigation):
            part.install()
