"""Support in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission
from ocop.documents.intake.pages import intake_urls
from ocop.support.importing import PaymentImporter
from ocop.support.views import claims, policies, unclaimed

app_name = "support"
urlpatterns = [
    path("ho-tro/", claims.listing, name="claims"),
    path("ho-tro/xuat/", claims.export, name="export"),
    *intake_urls(
        PaymentImporter,
        Permission.SUPPORT_MANAGE,
        at="ho-tro/nhap-chi/",
        back=("support:claims", "Hỗ trợ, thưởng"),
    ),
    path("ho-tro/khoan-chua-de-nghi/", unclaimed.listing, name="unclaimed"),
    path("ho-tro/nop/<slug:policy>/<slug:product>/<slug:award>/", unclaimed.file_claim, name="file"),
    path("ho-tro/chinh-sach/", policies.listing, name="policies"),
    path("ho-tro/chinh-sach/moi/", policies.create, name="new-policy"),
    path("ho-tro/chinh-sach/<slug:code>/", policies.policy, name="policy"),
    path("ho-tro/chinh-sach/<slug:code>/kinh-phi/", policies.budget, name="budget"),
    path("ho-tro/chinh-sach/<slug:code>/ket-thuc/", policies.end, name="end-policy"),
    path("ho-tro/de-nghi/<slug:code>/", claims.claim, name="claim"),
    path("ho-tro/de-nghi/<slug:code>/<slug:name>/", claims.move, name="move"),
]
