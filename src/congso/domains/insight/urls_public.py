"""Addresses of the public figures."""

from django.urls import path

from congso.domains.insight.views import public

app_name = "figures"
urlpatterns = [
    path("", public.page, name="page"),
    path("so-lieu.json", public.figures_json, name="json"),
    path("so-lieu.csv", public.figures_csv, name="csv"),
]
