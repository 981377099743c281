"""The market in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.market.importing import PointImporter, StallImporter
from ocop.market.views import events, points, running, stalls

app_name = "market"
urlpatterns = [
    path("diem-ban/", points.points, name="points"),
    path("diem-ban/them/", points.add, name="point-add"),
    path("diem-ban/xuat/", points.export, name="points-export"),
    *intake_urls(
        PointImporter, P.MARKET_MANAGE, at="diem-ban/nhap-excel/", back=("market:points", "Điểm bán")
    ),
    *intake_urls(
        StallImporter, P.MARKET_MANAGE, at="su-kien/nhap-excel/", back=("market:events", "Hội chợ, sự kiện")
    ),
    path("diem-ban/<slug:code>/", points.point, name="point"),
    path("diem-ban/<slug:code>/sua/", points.edit, name="point-edit"),
    path("diem-ban/<slug:code>/so-lieu/", running.month, name="point-month"),
    path("diem-ban/<slug:code>/ke-hang/", running.shelf, name="point-shelf"),
    path("diem-ban/<slug:code>/ke-hang/<int:pk>/bo/", running.take_off, name="point-take-off"),
    path("diem-ban/<slug:code>/anh/", running.photos, name="point-photos"),
    path("diem-ban/<slug:code>/anh/<int:pk>/bo/", running.drop_photo, name="point-photo-drop"),
    path("diem-ban/<slug:code>/nguoi/", running.operators, name="point-operators"),
    path("diem-ban/<slug:code>/nguoi/<int:pk>/thoi/", running.end_operator, name="point-operator-end"),
    path("diem-ban/<slug:code>/buoc/<slug:name>/", points.move, name="point-move"),
    path("su-kien/", events.events, name="events"),
    path("su-kien/them/", events.add, name="event-add"),
    path("su-kien/xuat/", events.export, name="events-export"),
    path("su-kien/<slug:code>/", events.event, name="event"),
    path("su-kien/<slug:code>/sua/", events.edit, name="event-edit"),
    path("su-kien/<slug:code>/kinh-phi/", events.costs, name="event-costs"),
    path("su-kien/<slug:code>/buoc/<slug:name>/", events.move, name="event-move"),
    path("su-kien/<slug:code>/dang-ky/", stalls.register, name="event-register"),
    path("su-kien/<slug:code>/gian-hang/xuat/", stalls.export, name="stalls-export"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/", stalls.stall, name="stall"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/chon/<slug:name>/", stalls.decide, name="stall-decide"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/so/", stalls.number, name="stall-number"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/hang/", stalls.goods, name="stall-goods"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/nguoi/", stalls.staff, name="stall-staff"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/rut/", stalls.withdraw, name="stall-withdraw"),
    path("su-kien/<slug:code>/gian-hang/<int:pk>/ket-qua/", stalls.result, name="stall-result"),
]
