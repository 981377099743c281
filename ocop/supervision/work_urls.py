"""Supervision in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission
from ocop.documents.intake.pages import intake_urls
from ocop.supervision.importing import LabImporter
from ocop.supervision.views import field, findings, office, periodic, plans, visits

app_name = "supervision"
urlpatterns = [
    path("bao-vi-pham/", office.cases, name="cases"),
    path("bao-vi-pham/xuat/", office.export, name="export"),
    path("bao-vi-pham/<slug:code>/", office.case, name="case"),
    path("bao-vi-pham/<slug:code>/chuyen-cap/", office.hand_up, name="hand-up"),
    path("bao-vi-pham/<slug:code>/<slug:name>/", office.move, name="move"),
    path("giam-sat/", visits.listing, name="visits"),
    path("giam-sat/xuat/", visits.export, name="visits-export"),
    *intake_urls(
        LabImporter,
        Permission.INSPECT,
        at="giam-sat/nhap-mau/",
        back=("supervision:visits", "Kiểm tra"),
    ),
    path("giam-sat/lap/", visits.find, name="find"),
    path("giam-sat/lap/<slug:product>/", visits.plan, name="plan-visit"),
    path("giam-sat/ke-hoach/", plans.listing, name="plans"),
    path("giam-sat/ke-hoach/moi/", plans.create, name="new-plan"),
    path("giam-sat/ke-hoach/<slug:code>/", plans.plan, name="plan"),
    path("giam-sat/ke-hoach/<slug:code>/<slug:name>/", plans.move, name="plan-move"),
    path("giam-sat/loi/", findings.listing, name="findings"),
    path("giam-sat/loi/<slug:code>/", findings.finding, name="finding"),
    path("giam-sat/loi/<slug:code>/<slug:name>/", findings.move, name="finding-move"),
    path("giam-sat/kien-nghi/", findings.advices, name="advices"),
    path("giam-sat/kien-nghi/<slug:code>/", findings.advice, name="advice"),
    path("giam-sat/kien-nghi/<slug:code>/<slug:name>/", findings.settle, name="advice-move"),
    path("giam-sat/cuoc/<slug:code>/", visits.visit, name="visit"),
    path("giam-sat/cuoc/<slug:code>/bat-dau/", visits.start, name="visit-start"),
    path("giam-sat/cuoc/<slug:code>/huy/", visits.cancel, name="visit-cancel"),
    path("giam-sat/cuoc/<slug:code>/phieu/", field.form, name="visit-form"),
    path("giam-sat/cuoc/<slug:code>/muc/", field.answers, name="visit-answers"),
    path("giam-sat/cuoc/<slug:code>/anh/", field.photo, name="visit-photo"),
    path("giam-sat/cuoc/<slug:code>/chot/", field.submit, name="visit-submit"),
    path("giam-sat/cuoc/<slug:code>/mau/", field.lab, name="visit-lab"),
    path("giam-sat/cuoc/<slug:code>/kien-nghi/", findings.advise, name="visit-advise"),
    path("bao-cao-dinh-ky/", periodic.own, name="periodic"),
    path("bao-cao-dinh-ky/ky/", periodic.periods, name="periods"),
    path("bao-cao-dinh-ky/ky/moi/", periodic.new_period, name="new-period"),
    path("bao-cao-dinh-ky/ky/<slug:code>/", periodic.period, name="period"),
    path("bao-cao-dinh-ky/ky/<slug:code>/xuat/", periodic.period_export, name="period-export"),
    path("bao-cao-dinh-ky/ky/<slug:code>/bao-cao/", periodic.give, name="periodic-give"),
    path("bao-cao-dinh-ky/<slug:code>/", periodic.report, name="periodic-report"),
    path("bao-cao-dinh-ky/<slug:code>/dinh-chinh/", periodic.correct, name="periodic-correct"),
]
