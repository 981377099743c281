from django.apps import AppConfig

ENTRY = ["index", "kind", "at", "about", "certificate", "body", "leaf_hash"]


class TransparencyConfig(AppConfig):
    name = "ocop.transparency"
    label = "transparency"
    verbose_name = "Nhật ký công khai"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core import loading
        from ocop.core.immutability import protect
        from ocop.core.timetable import daily
        from ocop.transparency import integrity, listening, offering
        from ocop.transparency.models import LogEntry, SignedCheckpoint, TileHash
        from ocop.transparency.publishing import daily_run
        from ocop.transparency.registering import load

        protect(LogEntry, frozen=ENTRY)  # the salt may be erased (right to erasure), nothing else
        protect(TileHash)
        protect(SignedCheckpoint)
        for part in (integrity, listening, offering):
            part.install()
        daily("transparency.log", at="01:15", run=daily_run, words="Ký mốc, xuất nhật ký công khai")
        verbs.register({"bundle.taken": "Lấy gói bằng chứng"})
        loading.register("transparency", load, order=90, title="Nhật ký công khai")
