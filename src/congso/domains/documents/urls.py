"""Addresses of documents."""

from __future__ import annotations

from django.urls import include, path

app_name = "documents"
urlpatterns = [
    path("di/", include("congso.domains.documents.urls_outgoing")),
    path("sao/", include("congso.domains.documents.urls_copies")),
    path("lau-dai/", include("congso.domains.documents.urls_lasting")),
    path("so-sach/", include("congso.domains.documents.urls_registers")),
    path("", include("congso.domains.documents.urls_finding")),
    path("den/", include("congso.domains.documents.urls_incoming")),
]
