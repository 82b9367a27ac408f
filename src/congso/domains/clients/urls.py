"""Addresses of the administrator's screens of programs."""

from django.urls import path

from congso.domains.clients.views import pages

app_name = "clients"
urlpatterns = [
    path("", pages.client_list, name="list"),
    path("them/", pages.new, name="new"),
    path("<int:client_pk>/", pages.page, name="page"),
    path("<int:client_pk>/sua/", pages.edit, name="edit"),
    path("<int:client_pk>/pham-vi/", pages.reach, name="reach"),
    path("<int:client_pk>/khoa-bi-mat/", pages.renew, name="renew_secret"),
    path("<int:client_pk>/thu-hoi/", pages.close, name="close"),
]
