from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "ocop.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        from ocop.core import responsible
        from ocop.core.immutability import protect
        from ocop.documents import access
        from ocop.documents.enums import FileKind
        from ocop.dossiers import file_access, integrity, navigation_office, navigation_producer
        from ocop.dossiers.models import Appraisal, CommuneAssessment, DossierVersion, Return, VersionFile

        protect(DossierVersion)
        protect(VersionFile)
        access.register_many([FileKind.EVIDENCE, FileKind.PHOTO], file_access.may_read)
        protect(Return, frozen=["dossier", "by_level", "message", "returned_by", "returned_at"])
        protect(
            Appraisal,
            when="OLD.reported_at IS NOT NULL",
            frozen=[
                "visited_on",
                "visit_words",
                "tests_asked",
                "conclusion",
                "recommended",
                "version",
                "written_by",
            ],
        )
        protect(CommuneAssessment, when="OLD.completed_at IS NOT NULL", frozen=["dossier"])
        responsible.register(responsible.Holder("dossiers.Dossier", "hồ sơ", owner="product"))
        navigation_office.install()
        navigation_producer.install()
        integrity.install()
