"""Addresses of the search of documents."""

from __future__ import annotations

from django.urls import path

from congso.domains.documents.views import finding

urlpatterns = [
    path("tim/", finding.find, name="find"),
    path("tim/luu/", finding.save, name="save_search"),
    path("tim/luu/<uuid:saved_id>/xoa/", finding.delete, name="delete_search"),
    path("cay/<uuid:found_id>/", finding.family, name="family"),
]
