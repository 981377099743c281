from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "ocop.home"
    label = "home"
