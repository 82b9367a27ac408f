"""All addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("congso.foundation.web.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("thu-tuc/", include("congso.domains.procedures.urls")),
]
