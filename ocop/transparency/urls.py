from django.urls import path

from ocop.transparency.views import bundles, files, pages

app_name = "transparency"
urlpatterns = [
    path("nhat-ky/", pages.log, name="log"),
    path("nhat-ky/checkpoint", files.checkpoint, name="checkpoint"),
    path("nhat-ky/tile/<path:path>", files.tile, name="tile"),
    path("nhat-ky/khoa.json", files.keys, name="keys"),
    path("nhat-ky/nhat-quan.json", files.consistency, name="consistency"),
    path("nhat-ky/ocop_verify.py", files.verifier, name="verifier"),
    path("nhat-ky/giay/<slug:token>/", pages.certificate, name="certificate"),
    path("nhat-ky/giay/<slug:token>/chung-minh.json", files.proof, name="proof"),
    path("nhat-ky/giay/<slug:token>/goi.zip", files.public_bundle, name="public-bundle"),
    path("lam-viec/giay-chung-nhan/<slug:token>/goi-bang-chung/", bundles.work_bundle, name="bundle"),
]
