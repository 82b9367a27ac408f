"""Addresses of documents that are made to last."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.documents.views import lasting

urlpatterns: list[URLPattern] = [
    path("<uuid:lasting_id>/", lasting.keep, name="keep_long"),
    path("ban-truoc/<int:keeping_row_id>.pdf", lasting.former, name="former_file"),
]
