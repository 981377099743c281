"""What participants open: the code of a session, their pass, the check of a certificate of attendance."""

from django.urls import path

from ocop.training.views import public

app_name = "training-public"
urlpatterns = [
    path("diem-danh/<str:code>/", public.attend, name="attend"),
    path("the-hoc/<slug:token>/", public.own_pass, name="pass"),
    path("the-hoc/<slug:token>/co-mat/", public.mark, name="mark"),
    path("chung-nhan-tap-huan/<slug:token>/", public.certificate, name="certificate"),
    path("chung-nhan-tap-huan/<slug:token>/tep/", public.certificate_file, name="certificate-file"),
]
