"""Addresses of the public API."""

from django.urls import path

from congso.entry.api.openapi import document
from congso.entry.api.operations import follow, only, open_data, procedure, procedures

app_name = "api"
urlpatterns = [
    path("openapi.json", document, name="openapi"),
    path("v1/procedures/", only("get", procedures), name="procedures"),
    path("v1/procedures/<str:procedure_code>/", only("get", procedure), name="procedure"),
    path("v1/open-data/", only("get", open_data), name="open_data"),
    path("v1/follow/", only("post", follow), name="follow"),
]
