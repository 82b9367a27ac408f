"""Addresses of documents coming in."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
