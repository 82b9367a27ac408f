"""Addresses of the calendar's screens."""

from django.urls import path

from congso.foundation.calendar.views import year

app_name = "calendar"
urlpatterns = [
    path("", year.year, name="year"),
    path("ngay-nghi/moi/", year.add_day, name="add_day"),
    path("hoan-doi/moi/", year.add_swap, name="add_swap"),
    path("ngay/<int:day_id>/bo/", year.remove_day, name="remove_day"),
    path("gio-lam-viec/", year.hours, name="hours"),
]
