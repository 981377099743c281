from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "ocop.notify"
    label = "notify"
