"""Addresses of the inbox."""

from django.urls import path

from congso.foundation.casework.views import inbox, reminders

app_name = "casework"
urlpatterns = [
    path("viec/", inbox.inbox_page, name="inbox"),
    path("viec/so-luong/", inbox.inbox_count, name="inbox_count"),
    path("tim/", inbox.search_page, name="search"),
    path("nhac-viec/", reminders.schedule_list, name="reminders"),
    path("nhac-viec/<int:unit_id>/", reminders.schedule_edit, name="reminder"),
]
