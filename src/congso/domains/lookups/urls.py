"""Addresses of look-ups in national databases."""

from django.urls import path

from congso.domains.lookups.views import asking, managing

app_name = "lookups"
urlpatterns = [
    path("", managing.services, name="services"),
    path("ket-noi/", managing.connection, name="connection"),
    path("thoi-gian-luu/", managing.keeping, name="keeping"),
    path("nhat-ky/", managing.look_up_log, name="log"),
    path("tai-quay/", asking.at_counter, name="at_counter"),
    path("ho-so/<uuid:dossier_id>/", asking.for_dossier, name="for_dossier"),
    path("ho-so/<uuid:dossier_id>/doi-chieu/", asking.verify, name="verify"),
]
