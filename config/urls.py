"""Addresses: the work area, public pages, sign-in."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

# The work area. Looking an address up walks this list: what is asked at every mark stands first.
WORK = [
    path("", include("ocop.evaluation.urls")),
    path("", include("ocop.home.work_urls")),
    path("", include("ocop.accounts.work_urls")),
    path("", include("ocop.audit.urls")),
    path("", include("ocop.jobs.urls")),
    path("", include("ocop.notify.urls")),
    path("", include("ocop.programme.urls")),
    path("", include("ocop.boundaries.urls")),
    path("", include("ocop.producers.urls")),
    path("", include("ocop.products.urls")),
    path("", include("ocop.dossiers.urls")),
    path("", include("ocop.recognition.urls")),
    path("", include("ocop.targets.urls")),
    path("", include("ocop.plans.urls")),
    path("", include("ocop.reports.urls")),
    path("", include("ocop.supervision.work_urls")),
    path("", include("ocop.radar.urls")),
    path("", include("ocop.trade.urls")),
    path("", include("ocop.support.urls")),
    path("", include("ocop.market.work_urls")),
    path("", include("ocop.training.work_urls")),
    path("", include("ocop.villages.work_urls")),
    path("", include("ocop.watch.urls")),
]
urlpatterns = [
    path("lam-viec/", include(WORK)),
    path("", include("ocop.registry.urls")),  # before the start pages: most visitors come from a label
    path("", include("ocop.home.urls")),
    path("", include("ocop.transparency.urls")),
    path("", include("ocop.supervision.urls")),
    path("", include("ocop.market.urls")),
    path("", include("ocop.training.urls")),
    path("", include("ocop.villages.urls")),
    path("", include("ocop.api.public_urls")),
    path("api/v1/", include("ocop.api.urls")),
    path("", include("ocop.core.urls")),
    path("", include("ocop.documents.urls")),
    path("dia-ban/", include("ocop.places.urls")),
    path("tai-khoan/", include("ocop.accounts.urls")),
    path("thu-vien-giao-dien/", include("ocop.core.gallery_urls")),
    # Without a CSRF token: a stranger's page could at most change the language, and public pages set no cookie.
    path("ngon-ngu/setlang/", csrf_exempt(set_language), name="set_language"),
]
handler404 = "ocop.core.errors_views.not_found"
handler500 = "ocop.core.errors_views.server_error"
