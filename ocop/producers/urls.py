from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.producers.importing import ProducerImporter
from ocop.producers.views import people, producer, vault

app_name = "producers"
urlpatterns = [
    path("chu-the/", producer.listing, name="list"),
    path("chu-the/cua-toi/", producer.own, name="own"),
    path("chu-the/dang-ky/", producer.register, name="register"),
    *intake_urls(
        ProducerImporter, P.RECORDS_IMPORT, at="chu-the/nhap-excel/", back=("producers:list", "Chủ thể")
    ),
    path("chu-the/<slug:code>/", producer.producer_page, name="producer"),
    path("chu-the/<slug:code>/sua/", producer.edit, name="edit"),
    path("chu-the/<slug:code>/nguoi/", people.people, name="people"),
    path("chu-the/<slug:code>/nguoi/<int:pk>/ket-thuc/", people.end, name="person-end"),
    path("chu-the/<slug:code>/loi-moi/<int:pk>/huy/", people.cancel, name="invitation-cancel"),
    path("chu-the/<slug:code>/minh-chung/", vault.listing, name="vault-of"),
    path("chu-the/<slug:code>/minh-chung/them/", vault.add, name="vault-add"),
    path("loi-moi/<str:token>/", people.invitation, name="invitation"),
    path("minh-chung/", vault.listing, name="vault"),
    path("minh-chung/<slug:code>/", vault.paper_page, name="paper"),
    path("minh-chung/<slug:code>/ban-moi/", vault.new_version, name="paper-version"),
    path("minh-chung/<slug:code>/bo/", vault.retire, name="paper-retire"),
]
