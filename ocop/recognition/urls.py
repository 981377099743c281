"""Decisions, certificates and old records, under /lam-viec/."""

from django.urls import path

from ocop.recognition.views import certificates, decisions, reviews

app_name = "recognition"
urlpatterns = [
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("giay-chung-nhan/", certificates.certificates, name="certificates"),
    path("du-lieu-cu/", reviews.reviews, name="reviews"),
]
