"""Addresses that boxes of forms ask, open to citizens."""

from django.urls import path

from congso.foundation.forms.views import wards

app_name = "forms"
urlpatterns = [path("phuong-xa/", wards.wards, name="wards")]
