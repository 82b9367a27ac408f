"""The shell's addresses as they are in the demonstration."""

from __future__ import annotations

from django.urls import include, path

from congso.foundation.web import urls as web
from congso.foundation.web import views

_web = [*web.urlpatterns, path("dang-nhap-thu/", views.demo_login, name="demo_login")]
urlpatterns = [path("", include((_web, "web"))), path("tai-khoan/", include("allauth.urls"))]
