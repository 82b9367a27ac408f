"""Addresses of certified copies."""

from __future__ import annotations

from django.urls import URLPattern, path

from congso.domains.documents.views import copies, extracts

urlpatterns: list[URLPattern] = [
    path("moi/<uuid:copied_id>/", copies.new, name="copy_new"),
    path("moi/<uuid:copied_id>/trich/", extracts.new, name="copy_extract"),
    path("<uuid:copy_id>/", copies.show, name="copy_page"),
    path("<uuid:copy_id>/ban-sao.pdf", copies.pdf, name="copy_pdf"),
]
