from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ocop.api"
    label = "api"
    verbose_name = "Dữ liệu mở"

    def ready(self) -> None:
        from ocop.api import integrity, signals
        from ocop.api.actions.feed import tell_expired
        from ocop.api.actions.releasing import nightly
        from ocop.api.models import Change
        from ocop.core.immutability import protect
        from ocop.core.timetable import daily

        protect(Change)
        signals.install()
        integrity.install()
        daily("api.open_data", at="01:30", run=nightly, words="Xuất bản dữ liệu mở của ngày")
        daily("api.feed", at="00:20", run=tell_expired, words="Ghi các giấy vừa hết hạn vào luồng thay đổi")
