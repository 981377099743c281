from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ocop.documents"
    label = "documents"
    verbose_name = "Văn bản và tệp"

    def ready(self) -> None:
        from ocop.audit import verbs
        from ocop.core.checks_registry import register
        from ocop.core.immutability import protect
        from ocop.core.timetable import daily
        from ocop.documents import integrity
        from ocop.documents.intake import actions, jobs
        from ocop.documents.models import IssuerKey, StoredFile

        changing = {"state", "reason"}
        fixed = [field.name for field in StoredFile._meta.concrete_fields if field.name not in changing]
        protect(StoredFile, frozen=fixed)
        protect(StoredFile, when="OLD.state <> 'pending'", frozen=sorted(changing), delete=False)
        daily(
            "files.sweep", at="03:40", run=integrity.sweep, words="Dọn tệp tải lên dở, không hồ sơ nào dùng"
        )
        daily(
            "intake.sweep", at="03:50", run=actions.wipe_expired, words="Dọn bảng Excel đã hết hạn xem trước"
        )
        verbs.register({"intake.applied": "Nhập danh sách từ Excel"})
        jobs.install()
        protect(IssuerKey, frozen=["kid", "purpose", "x", "y", "source", "is_demo", "valid_from"])
        protect(IssuerKey, when="OLD.revoked_at IS NOT NULL", frozen=["revoked_at"], delete=False)
        register(
            "I25", "Ảnh để xem không mang nơi chụp, giờ chụp, tên máy", integrity.pictures_without_metadata
        )
        register("I30", "Nội dung tệp còn đúng như lúc nhận", integrity.bytes_kept)
        register("I33", "Tệp chưa kiểm tra xong không ai xem được", integrity.nothing_served_unchecked)
