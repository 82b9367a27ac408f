"""Addresses of the public follow page (mã QR của giấy tiếp nhận dẫn tới đây)."""

from django.urls import path

from congso.domains.dossiers.views import follow

app_name = "follow"
urlpatterns = [
    path("", follow.find, name="find"),
    path("<str:token>/", follow.page, name="page"),
    path("<str:token>/kiem-chung.json", follow.proof, name="proof"),
]
