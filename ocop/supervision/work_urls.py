"""Supervision in the work area, under /lam-viec/."""

from django.urls import path

from ocop.supervision.views import office

app_name = "supervision"
urlpatterns = [
    path("bao-vi-pham/", office.cases, name="cases"),
    path("bao-vi-pham/xuat/", office.export, name="export"),
    path("bao-vi-pham/<slug:code>/", office.case, name="case"),
    path("bao-vi-pham/<slug:code>/chuyen-cap/", office.hand_up, name="hand-up"),
    path("bao-vi-pham/<slug:code>/<slug:name>/", office.move, name="move"),
]
