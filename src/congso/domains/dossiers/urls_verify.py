"""Addresses that verify a result (mã QR trên kết quả dẫn tới đây)."""

from django.urls import path

from congso.domains.dossiers.views import verifying

app_name = "verify"
urlpatterns = [
    path("<str:vtoken>/", verifying.page, name="page"),
    path("<str:vtoken>/kiem-chung.json", verifying.proof, name="proof"),
]
