"""Pages of the commune, the province and the centre; see dossiers.urls."""

from django.urls import path

from ocop.dossiers.views import downloads, office, papers, queue, rounds, steps

urlpatterns = [
    path("xu-ly/", queue.queue, name="office-queue"),
    path("xu-ly/tiep-nhan/", queue.accept_chosen, name="office-accept-chosen"),
    path("xu-ly/danh-sach.xlsx", downloads.queue_excel, name="office-queue-excel"),
    path("ho-so/<slug:code>/giay-to/<slug:kind>.<slug:suffix>", downloads.paper, name="paper"),
    path("xu-ly/<slug:code>/", office.dossier_page, name="office"),
    path("xu-ly/<slug:code>/thanh-phan/", papers.composition, name="office-composition"),
    path("xu-ly/<slug:code>/mau-03/", papers.assessment, name="office-assessment"),
    path("xu-ly/<slug:code>/to-tu-van/", papers.appraisal, name="office-appraisal"),
    path("xu-ly/<slug:code>/dien-bien/", office.history, name="office-history"),
    path("xu-ly/<slug:code>/tiep-nhan/", steps.accept, name="office-accept"),
    path("xu-ly/<slug:code>/tra-lai/", steps.return_, name="office-return"),
    path("xu-ly/<slug:code>/de-nghi/", steps.forward, name="office-forward"),
    path("xu-ly/<slug:code>/nhan/", steps.receive, name="office-receive"),
    path("xu-ly/<slug:code>/bo-sung/", steps.ask, name="office-ask"),
    path("xu-ly/<slug:code>/giao/", steps.assign, name="office-assign"),
    path("xu-ly/<slug:code>/nop-bao-cao/", steps.report, name="office-report"),
    path("xu-ly/<slug:code>/xep-dot/", steps.schedule, name="office-schedule"),
    path("xu-ly/<slug:code>/rut-dot/", steps.unschedule, name="office-unschedule"),
    path("xu-ly/<slug:code>/danh-gia-lai/", steps.rerun, name="office-rerun"),
    path("xu-ly/<slug:code>/loai/", steps.disqualify, name="office-disqualify"),
    path("dot/", rounds.round_list, name="rounds"),
    path("dot/lap/", rounds.round_new, name="round-new"),
    path("dot/<slug:code>/", rounds.round_page, name="round"),
    path("dot/<slug:code>/<slug:step>/", rounds.round_step, name="round-step"),
]
