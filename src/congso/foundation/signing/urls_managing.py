"""Addresses of the administrator's screens of keys and trust."""

from django.urls import path

from congso.foundation.signing.views import managing

app_name = "trust"
urlpatterns = [
    path("khoa-ky/", managing.keys, name="keys"),
    path("chung-thu-goc/", managing.anchors, name="anchors"),
    path("chung-thu-goc/them/", managing.new_anchor, name="new_anchor"),
    path("chung-thu-goc/<int:anchor_id>/ngung/", managing.close_anchor, name="end_anchor"),
]
