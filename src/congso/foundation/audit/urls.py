"""Addresses of the audit log's screens."""

from django.urls import path

from congso.foundation.audit.views import log

app_name = "audit"
urlpatterns = [
    path("", log.list_page, name="list"),
    path("<int:entry_id>/", log.line, name="line"),
    path("niem-phong/", log.seals, name="seals"),
    path("niem-phong/kiem-tra/", log.verify_now, name="verify"),
]
