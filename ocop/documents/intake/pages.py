"""The pages of every list that can be brought in: template, upload, preview, import, receipt.

`intake_urls(MyImporter, Permission.X, …)` in an app's `urls.py` is all that a list needs.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from ocop.core.guards import guard
from ocop.core.idempotency import once
from ocop.core.permissions import Permission

from .importer import Importer
from .registry import register
from .views import Pages


def intake_urls(
    importer: type[Importer], *permissions: Permission, at: str, back: tuple[str, str]
) -> list[URLPattern]:
    """`at`: the path, such as "chi-tieu/nhap-excel/"; `back`: (name of the address, words) of the list itself.

    Names of the addresses: `<key>-intake`, `<key>-intake-template`, `-present`, `-preview`, `-reasons`.
    """
    register(importer)
    pages = Pages(importer, back)
    name = f"{importer.key}-intake"
    allow = guard(*permissions)
    return [
        path(at, allow(once(pages.upload)), name=name),
        path(f"{at}mau.xlsx", allow(pages.template), name=f"{name}-template"),
        path(f"{at}hien-co.xlsx", allow(pages.present), name=f"{name}-present"),
        path(f"{at}<uuid:public_id>/", allow(once(pages.preview)), name=f"{name}-preview"),
        path(f"{at}<uuid:public_id>/ly-do.xlsx", allow(pages.reasons), name=f"{name}-reasons"),
    ]
