from django.urls import path

from ocop.jobs import views

app_name = "jobs"
urlpatterns = [
    path("viec-nen/", views.timetable, name="timetable"),
    path("viec-nen/theo-gio/<str:key>/", views.entry, name="entry"),
    path("viec-nen/theo-gio/<str:key>/chay/", views.run_now, name="run-now"),
    path("viec-nen/<uuid:public_id>/", views.job, name="job"),
    path("viec-nen/<uuid:public_id>/dung/", views.cancel, name="cancel"),
]
