"""Trade in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.trade.importing import OfferImporter, SalesImporter
from ocop.trade.views import buyers, channels, conferences, deals, needs, offers, portfolio, schedule

app_name = "trade"
urlpatterns = [
    path("nha-phan-phoi/", buyers.listing, name="buyers"),
    path("nha-phan-phoi/xuat/", buyers.export, name="buyers-export"),
    path("nha-phan-phoi/dang-ky/", buyers.apply, name="apply"),
    path("nha-phan-phoi/cua-toi/", buyers.mine, name="mine"),
    path("nha-phan-phoi/<slug:code>/", buyers.buyer, name="buyer"),
    path("nha-phan-phoi/<slug:code>/lien-he/", buyers.edit, name="buyer-edit"),
    path("nha-phan-phoi/<slug:code>/<slug:name>/", buyers.move, name="buyer-move"),
    path("tim-san-pham/", portfolio.listing, name="portfolio"),
    path("tim-san-pham/xuat/", portfolio.export, name="portfolio-export"),
    path("tim-san-pham/<slug:code>/", portfolio.good, name="good"),
    path("chao-hang/", offers.listing, name="offers"),
    path("chao-hang/xuat/", offers.export, name="offers-export"),
    *intake_urls(
        OfferImporter, P.TRADE_OFFER, at="chao-hang/nhap-excel/", back=("trade:offers", "Chào hàng")
    ),
    path("chao-hang/<slug:code>/", offers.offer, name="offer"),
    path("chao-hang/<slug:code>/rut/", offers.withdraw, name="offer-withdraw"),
    path("nhu-cau/", needs.listing, name="needs"),
    path("nhu-cau/xuat/", needs.export, name="needs-export"),
    path("nhu-cau/dang/", needs.post, name="need-post"),
    path("nhu-cau/hop-voi-minh/", offers.chances, name="chances"),
    path("nhu-cau/<slug:code>/", needs.need, name="need"),
    path("nhu-cau/<slug:code>/<slug:name>/", needs.end, name="need-end"),
    path("giao-dich/", deals.listing, name="deals"),
    path("giao-dich/xuat/", deals.export, name="deals-export"),
    path("giao-dich/mo/", deals.open_deal, name="deal-open"),
    path("giao-dich/<slug:code>/", deals.deal, name="deal"),
    path("giao-dich/<slug:code>/xac-nhan/", deals.confirm, name="deal-confirm"),
    path("giao-dich/<slug:code>/hen-lai/", deals.follow_up, name="deal-follow-up"),
    path("giao-dich/<slug:code>/<slug:name>/", deals.move, name="deal-move"),
    path("kenh-ban/", channels.listing, name="listings"),
    path("kenh-ban/xuat/", channels.export, name="listings-export"),
    *intake_urls(
        SalesImporter, P.TRADE_OFFER, at="kenh-ban/nhap-so-ban/", back=("trade:listings", "Kênh bán")
    ),
    path("kenh-ban/khai/", channels.add, name="listing-add"),
    path("kenh-ban/<int:pk>/", channels.channel, name="listing"),
    path("kenh-ban/<int:pk>/thang/", channels.report, name="listing-report"),
    path("kenh-ban/<int:pk>/giay-to/", channels.papers, name="listing-papers"),
    path("kenh-ban/<int:pk>/<slug:what>/", channels.change, name="listing-change"),
    path("hoi-nghi-ket-noi/", conferences.listing, name="conferences"),
    path("hoi-nghi-ket-noi/lap/", conferences.make, name="conference-make"),
    path("hoi-nghi-ket-noi/<slug:code>/", conferences.conference, name="conference"),
    path("hoi-nghi-ket-noi/<slug:code>/ben-du/", conferences.invite, name="conference-invite"),
    path("hoi-nghi-ket-noi/<slug:code>/ben-du/<int:pk>/", conferences.guest, name="conference-guest"),
    path("hoi-nghi-ket-noi/<slug:code>/ben-du/<int:pk>/bo/", conferences.drop, name="conference-drop"),
    path("hoi-nghi-ket-noi/<slug:code>/buoc/<slug:name>/", conferences.move, name="conference-move"),
    path("hoi-nghi-ket-noi/<slug:code>/xep-lich/", schedule.plan, name="conference-plan"),
    path("hoi-nghi-ket-noi/<slug:code>/lich/", schedule.tables, name="conference-tables"),
    path("hoi-nghi-ket-noi/<slug:code>/lich.xlsx", schedule.export, name="conference-export"),
    path("hoi-nghi-ket-noi/<slug:code>/lich.ics", schedule.calendar, name="conference-calendar"),
    path("hoi-nghi-ket-noi/<slug:code>/gap/", schedule.put, name="meeting-put"),
    path("hoi-nghi-ket-noi/<slug:code>/gap/<int:pk>/", schedule.meeting, name="meeting"),
    path("hoi-nghi-ket-noi/<slug:code>/gap/<int:pk>/bo/", schedule.take_out, name="meeting-out"),
]
