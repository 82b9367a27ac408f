"""Addresses of certified copies."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.documents.views import copies

urlpatterns: list[URLPattern] = [
    path("moi/<uuid:copied_id>/", copies.new, name="copy_new"),
    path("<uuid:copy_id>/", copies.show, name="copy_page"),
    path("<uuid:copy_id>/ban-sao.pdf", copies.pdf, name="copy_pdf"),
]
