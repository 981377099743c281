"""Pages of the council, under /lam-viec/: hội đồng, phiên họp, chấm điểm."""

from django.urls import path

from ocop.evaluation.views import (
    agenda,
    amend,
    councils,
    declaring,
    marks,
    members,
    papers,
    scoring,
    sessions,
    table,
)

app_name = "evaluation"
_councils = [
    path("hoi-dong/", councils.councils, name="councils"),
    path("hoi-dong/lap/", councils.council_new, name="council-new"),
    path("hoi-dong/<slug:code>/", councils.council, name="council"),
    path("hoi-dong/<slug:code>/sua/", councils.council_edit, name="council-edit"),
    path("hoi-dong/<slug:code>/ghe/<int:seat_id>/thoi/", councils.seat_end, name="seat-end"),
    path("hoi-dong/<slug:code>/ghe/<int:seat_id>/thay/", councils.seat_substitute, name="seat-substitute"),
]
_sessions = [
    path("phien-hop/", sessions.sessions, name="sessions"),
    path("phien-hop/lap/", sessions.session_new, name="session-new"),
    path("phien-hop/<slug:code>/", sessions.session, name="session"),
    path("phien-hop/<slug:code>/sua/", sessions.session_edit, name="session-edit"),
    path("phien-hop/<slug:code>/buoc/<slug:slug>/", sessions.session_step, name="session-step"),
    path("phien-hop/<slug:code>/chuong-trinh/", agenda.agenda, name="agenda"),
    path("phien-hop/<slug:code>/chuong-trinh/them/", agenda.agenda_add, name="agenda-add"),
    path("phien-hop/<slug:code>/chuong-trinh/thu-tu/", agenda.agenda_order, name="agenda-order"),
    path("phien-hop/<slug:code>/thanh-vien/", members.members, name="members"),
    path("phien-hop/<slug:code>/thanh-vien/<int:seat_id>/co-mat/", members.presence, name="presence"),
    path("phien-hop/<slug:code>/xung-dot/<int:conflict_id>/<slug:answer>/", members.hint, name="hint"),
    path("phien-hop/<slug:code>/bang-tong-hop/", table.table, name="table"),
    path("phien-hop/<slug:code>/bien-ban/", papers.minutes, name="minutes"),
    path("phien-hop/<slug:code>/tai-lieu/<slug:kind>.<slug:suffix>", papers.paper_file, name="paper-file"),
    path("phien-hop/<slug:code>/phieu-diem.<slug:suffix>", papers.export, name="export"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/", table.item, name="item"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/bo/", agenda.item_remove, name="item-remove"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/hoan/", agenda.item_postpone, name="item-postpone"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/xung-dot/", agenda.report, name="report"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/cham-lai/", table.item_reopen, name="item-reopen"),
    path("phien-hop/<slug:code>/san-pham/<slug:dossier>/dieu-chinh/", amend.amend, name="amend"),
    path(
        "phien-hop/<slug:code>/san-pham/<slug:dossier>/phieu-giay/<int:seat_id>/", amend.paper, name="paper"
    ),
]
_scoring = [
    path("cham-diem/", scoring.scoring, name="scoring"),
    path("cham-diem/<slug:code>/", scoring.queue, name="queue"),
    path("cham-diem/<slug:code>/khai-bao/", declaring.declare, name="declare"),
    path("cham-diem/<slug:code>/<slug:dossier>/", scoring.sheet, name="sheet"),
    path("cham-diem/<slug:code>/<slug:dossier>/diem/", marks.sheet_marks, name="sheet-marks"),
    path("cham-diem/<slug:code>/<slug:dossier>/khong-cham/", declaring.abstain, name="abstain"),
    path("cham-diem/<slug:code>/<slug:dossier>/xung-dot/", declaring.late_conflict, name="late-conflict"),
    path("cham-diem/<slug:code>/<slug:dossier>/tra-lai/", declaring.give_back, name="give-back"),
]
urlpatterns = [*_councils, *_sessions, *_scoring]
