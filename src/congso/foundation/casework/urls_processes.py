"""Addresses of the processes' screens."""

from django.urls import path

from congso.foundation.casework.views import processes

app_name = "processes"
urlpatterns = [
    path("", processes.list_page, name="list"),
    path("moi/", processes.create_page, name="create"),
    path("<int:version_id>/", processes.version, name="version"),
    path("<int:version_id>/phien-ban-moi/", processes.edit_page, name="edit"),
    path("<int:version_id>/ngung/", processes.retire, name="retire"),
]
