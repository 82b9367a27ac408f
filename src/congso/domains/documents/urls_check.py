"""The page on which anybody checks a document (mã QR trên văn bản dẫn tới đây)."""

from django.urls import path

from congso.domains.documents.views import checking

app_name = "check_document"
urlpatterns = [path("<str:check_token>/", checking.page, name="page")]
