"""Addresses of what leaves for other systems."""

from django.urls import path

from congso.foundation.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.sending_list, name="list"),
    path("gui-lai/", views.all_again, name="all_again"),
    path("<int:sending_id>/gui-lai/", views.again, name="again"),
    path("<int:sending_id>/bo/", views.drop_it, name="drop"),
]
