"""Addresses of the portal, a module for each part."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("congso.domains.portal.urls_find")),
    path("", include("congso.domains.portal.urls_apply")),
    path("cong-dan/", include("congso.domains.portal.urls_follow")),
]
