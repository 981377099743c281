"""Addresses. Public ones first, then sign-in, then the work area."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

urlpatterns = [
    path("", include("ocop.home.urls")),
    path("", include("ocop.registry.urls")),
    path("", include("ocop.transparency.urls")),
    path("", include("ocop.supervision.urls")),
    path("", include("ocop.api.public_urls")),
    path("api/v1/", include("ocop.api.urls")),
    path("", include("ocop.core.urls")),
    path("", include("ocop.documents.urls")),
    path("dia-ban/", include("ocop.places.urls")),
    path("tai-khoan/", include("ocop.accounts.urls")),
    path("thu-vien-giao-dien/", include("ocop.core.gallery_urls")),
    # Without a CSRF token: a stranger's page could at most change the language, and public pages set no cookie.
    path("ngon-ngu/setlang/", csrf_exempt(set_language), name="set_language"),
    path("lam-viec/", include("ocop.home.work_urls")),
    path("lam-viec/", include("ocop.accounts.work_urls")),
    path("lam-viec/", include("ocop.audit.urls")),
    path("lam-viec/", include("ocop.jobs.urls")),
    path("lam-viec/", include("ocop.notify.urls")),
    path("lam-viec/", include("ocop.programme.urls")),
    path("lam-viec/", include("ocop.producers.urls")),
    path("lam-viec/", include("ocop.products.urls")),
    path("lam-viec/", include("ocop.dossiers.urls")),
    path("lam-viec/", include("ocop.evaluation.urls")),
    path("lam-viec/", include("ocop.recognition.urls")),
    path("lam-viec/", include("ocop.targets.urls")),
    path("lam-viec/", include("ocop.reports.urls")),
    path("lam-viec/", include("ocop.supervision.work_urls")),
    path("lam-viec/", include("ocop.watch.urls")),
]
handler404 = "ocop.core.errors_views.not_found"
handler500 = "ocop.core.errors_views.server_error"
