from django.urls import path

from ocop.registry.views import checking, credentials, offline, producer, product, register

app_name = "registry"
urlpatterns = [
    # What a label leads to stands first: looking an address up walks this list.
    path("K/<slug:code>", checking.check_code, name="check-code"),
    path("kiem-tra/", checking.check_form, name="check-form"),
    path("kiem-tra/quet/", offline.scanner, name="scanner"),
    path("kiem-tra/ngoai-tuyen/", offline.offline, name="offline"),
    path("kiem-tra/<slug:token>/", checking.check, name="check"),
    path("san-pham/", register.product_list, name="list"),
    path("san-pham/goi-y/", register.suggestions, name="suggestions"),
    path("san-pham/<slug:code>/", product.product_page, name="product"),
    path("chu-the/<slug:code>/", producer.producer_page, name="producer"),
    path("kiem-tra/ngoai-tuyen.js", offline.worker, name="offline-worker"),
    path("kiem-tra/ngoai-tuyen.webmanifest", offline.manifest, name="offline-manifest"),
    path("kiem-tra/<slug:token>/vc.jwt", credentials.credential, name="credential"),
    path("trang-thai/", credentials.status_lists, name="status-lists"),
    path("trang-thai/<slug:purpose>/<int:number>", credentials.status_list_file, name="status-list"),
    path("khoa/", credentials.keys, name="keys"),
    path(".well-known/jwks.json", credentials.jwks, name="jwks"),
    path(".well-known/cose-keys", credentials.cose_keys, name="cose-keys"),
    path(".well-known/did.json", credentials.did, name="did"),
]
