from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ocop.documents"
    label = "documents"
    verbose_name = "Văn bản và tệp"

    def ready(self) -> None:
        from ocop.core.immutability import protect
        from ocop.documents.models import StoredFile

        changing = {"state", "reason"}
        fixed = [field.name for field in StoredFile._meta.concrete_fields if field.name not in changing]
        protect(StoredFile, frozen=fixed)
        protect(StoredFile, when="OLD.state <> 'pending'", frozen=sorted(changing), delete=False)
