"""Addresses of what a citizen has sent in."""

from django.urls import path

from congso.domains.portal.views import follow

urlpatterns = [
    path("ho-so/", follow.my_page, name="my"),
    path("ho-so/<uuid:dossier_id>/", follow.dossier_page, name="dossier"),
]
