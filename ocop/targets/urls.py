from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.targets.importing import DeclaredImporter, TargetImporter
from ocop.targets.views import allocations, boards, declared, goals, registrations, rounds

app_name = "targets"
urlpatterns = [
    path("so-lieu/", boards.dashboard, name="dashboard"),
    path("so-lieu/tat-ca/", boards.all_figures, name="all"),
    path("so-lieu/chi-so/<slug:key>/", boards.one_indicator, name="indicator"),
    path("so-khai/", declared.declared, name="declared"),
    path("so-khai/moi/", declared.declare, name="declare"),
    path("so-khai/<int:pk>/dinh-chinh/", declared.correct, name="correct-figure"),
    path("chi-tieu/", goals.goals, name="goals"),
    path("chi-tieu/moi/", goals.set_goal, name="set-goal"),
    path("chi-tieu/<int:pk>/dieu-chinh/", goals.correct, name="correct-goal"),
    path("chi-tieu/phan-bo/", allocations.allocations, name="allocations"),
    path("chi-tieu/phan-bo/moi/", allocations.allocate, name="allocate"),
    path("chi-tieu/phan-bo/<slug:code>/", allocations.allocation, name="allocation"),
    path("dang-ky-nam/", registrations.registrations, name="registrations"),
    path("dang-ky-nam/dot/", rounds.rounds, name="rounds"),
    path("dang-ky-nam/dot/mo/", rounds.open_round, name="open-round"),
    path("dang-ky-nam/dot/<slug:code>/", rounds.one_round, name="round"),
    path("dang-ky-nam/dot/<slug:code>/excel/", rounds.workbook, name="round-workbook"),
    path("dang-ky-nam/dot/<slug:code>/ngay-cuoi/", rounds.last_day, name="round-last-day"),
    path("dang-ky-nam/dot/<slug:code>/chot/", rounds.close_round, name="close-round"),
    path("dang-ky-nam/moi/", registrations.register, name="register"),
    path("dang-ky-nam/<int:pk>/rut/", registrations.withdraw, name="withdraw"),
    *intake_urls(TargetImporter, P.TARGET_SET, at="chi-tieu/nhap-excel/", back=("targets:goals", "Chỉ tiêu")),
    *intake_urls(
        DeclaredImporter,
        P.FIGURES_DECLARE,
        at="so-khai/nhap-excel/",
        back=("targets:declared", "Số khai báo"),
    ),
]
