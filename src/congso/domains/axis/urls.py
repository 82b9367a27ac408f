"""Addresses of the axis: what connected systems call."""

from django.urls import path

from congso.domains.axis import api
from congso.domains.axis.api_together import TOGETHER

api.OPERATIONS.update(TOGETHER)
app_name = "axis"
urlpatterns = [
    path("v1/<str:operation>", api.provincial, name="provincial"),
    path("vxp/<str:operation>", api.national, name="national"),
]
