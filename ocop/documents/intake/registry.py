"""Importers by key, so that a job finds the one of a list. Filled when the addresses of the apps are read."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings

from .importer import Importer

_importers: dict[str, type[Importer]] = {}


def register(importer: type[Importer]) -> None:
    known = _importers.setdefault(importer.key, importer)
    if known is not importer:
        raise ValueError(f"two importers are called {importer.key}")


def importer_of(key: str) -> type[Importer]:
    if key not in _importers:
        import_module(settings.ROOT_URLCONF)  # a worker reads no addresses by itself
    return _importers[key]
