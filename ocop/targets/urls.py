from django.urls import path

from ocop.targets.views import allocations, boards, declared, goals, registrations

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
    path("dang-ky-nam/moi/", registrations.register, name="register"),
    path("dang-ky-nam/<int:pk>/rut/", registrations.withdraw, name="withdraw"),
]
