"""Decisions, certificates and old records, under /lam-viec/."""

from django.urls import path

from ocop.recognition.views import (
    certificates,
    decisions,
    drafting,
    importing,
    publishing,
    results,
    reviews,
    revoking,
    sealing,
    signing,
)

app_name = "recognition"
urlpatterns = [
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("quyet-dinh/soan/", drafting.new, name="decision-new"),
    path("quyet-dinh/cho-ky/", signing.waiting, name="signing"),
    path("quyet-dinh/<slug:code>/", decisions.decision, name="decision"),
    path("quyet-dinh/<slug:code>/sua/", drafting.edit, name="decision-edit"),
    path("quyet-dinh/<slug:code>/dong/<int:pk>/", drafting.line, name="decision-line"),
    path("quyet-dinh/<slug:code>/ban-pdf/", decisions.pdf, name="decision-pdf"),
    path("quyet-dinh/<slug:code>/ban-word/", decisions.docx, name="decision-docx"),
    path("quyet-dinh/<slug:code>/trinh-ky/", drafting.send, name="decision-send"),
    path("quyet-dinh/<slug:code>/rut-ve/", drafting.take_back, name="decision-take-back"),
    path("quyet-dinh/<slug:code>/bo/", drafting.drop, name="decision-drop"),
    path("quyet-dinh/<slug:code>/thay-the/", drafting.correct, name="decision-correct"),
    path("quyet-dinh/<slug:code>/ky/", signing.sign, name="decision-sign"),
    path("quyet-dinh/<slug:code>/ky-thu/", signing.sign_demo, name="decision-sign-demo"),
    path("quyet-dinh/<slug:code>/khong-ky/", signing.refuse, name="decision-refuse"),
    path("quyet-dinh/<slug:code>/ban-giay/", signing.paper, name="decision-paper"),
    path("quyet-dinh/<slug:code>/xac-nhan/", signing.confirm_paper, name="decision-confirm-paper"),
    path("quyet-dinh/<slug:code>/cong-bo/", publishing.publish, name="decision-publish"),
    path("quyet-dinh/<slug:code>/giay-chung-nhan/", decisions.certificates_pdf, name="decision-certificates"),
    path("quyet-dinh/<slug:code>/ky-giay/", sealing.start, name="decision-seal"),
    path("quyet-dinh/<slug:code>/giay-da-ky.zip", sealing.archive, name="decision-archive"),
    path("ho-so/<slug:code>/ket-qua/", results.of_producer, name="result"),
    path("xu-ly/<slug:code>/ket-qua/", results.of_office, name="office-result"),
    path("xu-ly/<slug:code>/ket-luan/", publishing.conclude, name="conclude"),
    path("xu-ly/<slug:code>/tra-ve-tinh/", publishing.send_back, name="send-back"),
    path("giay-chung-nhan/", certificates.certificates, name="certificates"),
    path("giay-chung-nhan/<slug:token>/", certificates.certificate, name="certificate"),
    path("giay-chung-nhan/<slug:token>/ban-pdf/", certificates.pdf, name="certificate-pdf"),
    path(
        "giay-chung-nhan/<slug:token>/ma-qr.png", certificates.qr, {"kind": "png"}, name="certificate-qr-png"
    ),
    path(
        "giay-chung-nhan/<slug:token>/ma-qr.svg", certificates.qr, {"kind": "svg"}, name="certificate-qr-svg"
    ),
    path("giay-chung-nhan/<slug:token>/nhan/", certificates.labels, name="certificate-labels"),
    path("giay-chung-nhan/<slug:token>/tam-dung/", revoking.suspend, name="suspend"),
    path("giay-chung-nhan/<slug:token>/bo-tam-dung/", revoking.lift, name="lift"),
    path("giay-chung-nhan/<slug:token>/de-nghi-thu-hoi/", revoking.propose, name="propose-revocation"),
    path("thu-hoi/", revoking.proposals, name="revocations"),
    path("thu-hoi/<int:pk>/khong-thu-hoi/", revoking.dismiss, name="dismiss-revocation"),
    path("du-lieu-cu/", reviews.reviews, name="reviews"),
    path("du-lieu-cu/nhap/", importing.upload, name="import"),
    path("du-lieu-cu/nhap/<uuid:public_id>/", importing.preview, name="import-preview"),
    path("du-lieu-cu/<int:pk>/", reviews.review, name="review"),
]
