from django.urls import path

from ocop.accounts.views import people

app_name = "people"
urlpatterns = [
    path("nguoi-dung/", people.people, name="list"),
    path("nguoi-dung/them/", people.invite, name="invite"),
    path("nguoi-dung/cho-xac-nhan/", people.requests, name="requests"),
    path("nguoi-dung/cho-xac-nhan/<int:pk>/", people.decide, name="decide"),
    path("nguoi-dung/<int:pk>/", people.person, name="person"),
    path("nguoi-dung/<int:pk>/cu/", people.appoint, name="appoint"),
    path("nguoi-dung/<int:pk>/moi-lai/", people.invite_again, name="invite-again"),
    path("nguoi-dung/<int:pk>/go-hai-lop/", people.reset_mfa, name="reset-mfa"),
    path("nguoi-dung/vai-tro/<int:pk>/ket-thuc/", people.end, name="end"),
]
