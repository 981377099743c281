"""Pages of the producer; see dossiers.urls."""

from django.urls import URLPattern, path

from ocop.dossiers.views import criterion, following, handing, mine, overview, section

urlpatterns: list[URLPattern] = [
    path("ho-so/", mine.mine, name="mine"),
    path("ho-so/moi/<slug:code>/", mine.start, name="start"),
    path("ho-so/<slug:code>/", overview.dossier_page, name="dossier"),
    path("ho-so/<slug:code>/loai/", overview.change_kind, name="kind"),
    path("ho-so/<slug:code>/muc/<slug:section>/", section.section_page, name="section"),
    path("ho-so/<slug:code>/muc/<slug:section>/luu/", section.autosave, name="section-save"),
    path("ho-so/<slug:code>/tieu-chi/<str:criterion>/", criterion.criterion_page, name="criterion"),
    path("ho-so/<slug:code>/tieu-chi/<str:criterion>/luu/", criterion.autosave, name="criterion-save"),
    path("ho-so/<slug:code>/tieu-chi/<str:criterion>/tai-len/", criterion.upload, name="criterion-upload"),
    path("ho-so/<slug:code>/kiem-tra/", handing.precheck, name="precheck"),
    path("ho-so/<slug:code>/nop/", handing.submit, name="submit"),
    path("ho-so/<slug:code>/bien-nhan/", handing.receipt, name="receipt"),
    path("ho-so/<slug:code>/bien-nhan/pdf/", handing.receipt_file, name="receipt-file"),
    path("ho-so/<slug:code>/rut/", handing.withdraw, name="withdraw"),
    path("ho-so/<slug:code>/gui-chu-the/", handing.offer, name="offer"),
    path("ho-so/<slug:code>/chua-dong-y/", handing.decline, name="decline"),
    path("ho-so/<slug:code>/dien-bien/", following.timeline, name="timeline"),
    path("ho-so/<slug:code>/so-sanh/", following.compare, name="compare"),
    path("ho-so/<slug:code>/bo-sung/", following.answer, name="answer"),
]
