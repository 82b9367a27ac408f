"""Addresses of the national portal's administration."""

from django.urls import path

from congso.domains.national.views import catalogue, connection, declaring, overview

app_name = "national"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("ket-noi/", connection.connection, name="connection"),
    path("ket-noi/dong/", connection.close, name="close_connection"),
    path("ngay/dong-bo-lai/", overview.day_again, name="day_again"),
    path("ho-so/", overview.dossier_list, name="dossiers"),
    path("ho-so/<uuid:dossier_id>/", overview.dossier_page, name="dossier"),
    path("ho-so/<uuid:dossier_id>/tra-cuu/", overview.dossier_compare, name="compare"),
    path("ho-so/<uuid:dossier_id>/dong-bo-lai/", overview.dossier_again, name="dossier_again"),
    path("danh-muc/", catalogue.differences, name="differences"),
    path("danh-muc/tai/", catalogue.pull, name="pull"),
    path("danh-muc/dung/", catalogue.stop, name="stop_pull"),
    path("danh-muc/tien-do/", catalogue.progress, name="progress"),
    path("danh-muc/<int:difference_id>/", catalogue.difference, name="difference"),
    path("danh-muc/<int:difference_id>/bo-qua/", catalogue.ignore, name="ignore"),
    path("so-lieu/", declaring.declared, name="declared"),
    path("so-lieu/<int:figure_id>/thoi/", declaring.declared_end, name="declared_end"),
    path("co-quan/", catalogue.agencies, name="agencies"),
    path("co-quan/tai/", catalogue.agencies_pull, name="agencies_pull"),
]
