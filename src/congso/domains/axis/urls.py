"""Addresses of the axis: what connected systems call."""

from django.urls import path

from congso.domains.axis import api

app_name = "axis"
urlpatterns = [
    path("v1/<str:operation>", api.provincial, name="provincial"),
    path("vxp/<str:operation>", api.national, name="national"),
]
