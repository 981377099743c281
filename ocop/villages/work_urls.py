"""Villages, marks, tourism and chains in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.villages.importing import ArtisanImporter, VillageImporter
from ocop.villages.views import around, chains, office

app_name = "villages"
urlpatterns = [
    # Before the pages of one village, whose address would take these words for a code.
    *intake_urls(
        VillageImporter,
        P.VILLAGES_MANAGE,
        at="lang-nghe/nhap-excel/",
        back=("villages:villages", "Làng nghề"),
    ),
    *intake_urls(
        ArtisanImporter,
        P.VILLAGES_MANAGE,
        at="lang-nghe/nghe-nhan-excel/",
        back=("villages:villages", "Làng nghề"),
    ),
    path("lang-nghe/", office.villages, name="villages"),
    path("lang-nghe/xuat/", office.export, name="export"),
    path("lang-nghe/moi/", office.new, name="new"),
    path("lang-nghe/<slug:code>/", office.village, name="village"),
    path("lang-nghe/<slug:code>/sua/", office.edit, name="edit"),
    path("lang-nghe/<slug:code>/chu-the/", office.link, name="link"),
    path("lang-nghe/<slug:code>/chu-the/<slug:producer>/go/", office.unlink, name="unlink"),
    path("lang-nghe/<slug:code>/nghe-nhan/", office.artisan, name="artisan"),
    path("lang-nghe/<slug:code>/buoc/<slug:name>/", office.move, name="move"),
    path("nhan-hieu/", around.marks, name="marks"),
    path("nhan-hieu/moi/", around.new_mark, name="new-mark"),
    path("nhan-hieu/<slug:code>/", around.mark, name="mark"),
    path("nhan-hieu/<slug:code>/san-pham/", around.use, name="use"),
    path("nhan-hieu/<slug:code>/san-pham/<slug:product>/thoi/", around.end_use, name="end-use"),
    path("du-lich/", around.points, name="points"),
    path("du-lich/moi/", around.new_point, name="new-point"),
    path("du-lich/tuyen/", around.new_route, name="new-route"),
    path("du-lich/<slug:code>/", around.edit_point, name="point"),
    path("chuoi/", chains.chains, name="chains"),
    path("chuoi/xuat/", chains.export, name="chains-export"),
    path("chuoi/moi/", chains.new, name="new-chain"),
    path("chuoi/<slug:code>/", chains.chain, name="chain"),
    path("chuoi/<slug:code>/hop-dong/", chains.contract, name="contract"),
    path("chuoi/<slug:code>/hop-dong/<slug:number>/thoi/", chains.end_contract, name="end-contract"),
    path("chuoi/<slug:code>/ket-thuc/", chains.end_chain, name="end-chain"),
    path("chuoi/<slug:code>/minh-chung/", chains.into_vault, name="vault"),
]
