"""Training in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.training.importing import ParticipantImporter
from ocop.training.views import office, people, reach

app_name = "training"
urlpatterns = [
    # Before the pages of one course, whose address would take these words for a code.
    *intake_urls(
        ParticipantImporter, P.TRAINING_MANAGE, at="dao-tao/nhap-excel/", back=("training:courses", "Đào tạo")
    ),
    path("lop-tap-huan/", people.offered, name="offered"),
    path("dao-tao/", office.courses, name="courses"),
    path("dao-tao/xuat/", office.export, name="export"),
    path("dao-tao/moi/", office.new, name="new"),
    path("dao-tao/do-phu/", reach.coverage, name="coverage"),
    path("dao-tao/rut/<slug:code>/", people.withdraw, name="withdraw"),
    path("dao-tao/<slug:code>/", office.course, name="course"),
    path("dao-tao/<slug:code>/sua/", office.edit, name="edit"),
    path("dao-tao/<slug:code>/nguoi-hoc/", office.people_sheet, name="people-sheet"),
    path("dao-tao/<slug:code>/ghi-danh/", people.enrol, name="enrol"),
    path("dao-tao/<slug:code>/chung-nhan/", people.certify, name="certify"),
    path("dao-tao/<slug:code>/buoi/", office.add_session, name="add-session"),
    path("dao-tao/<slug:code>/buoi/<slug:session>/", people.presence, name="presence"),
    path("dao-tao/<slug:code>/buoi/<slug:session>/ma/", people.session_code, name="session-code"),
    path("dao-tao/<slug:code>/buoi/<slug:session>/bo/", office.remove_session, name="remove-session"),
    path("dao-tao/<slug:code>/buoc/<slug:name>/", office.move, name="move"),
]
