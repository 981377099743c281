from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "ocop.backup"
    label = "backup"
    verbose_name = "Sao lưu"
