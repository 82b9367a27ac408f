"""Addresses of the shell."""

from django.conf import settings
from django.urls import path
from django.views.i18n import set_language

from congso.foundation.web import views

app_name = "web"
urlpatterns = [
    path("giao-dien/", views.set_theme, name="theme"),
    path("cach-xem/", views.set_look, name="look"),
    path("ngon-ngu/", set_language, name="language"),
]
if settings.CONGSO_DEMO:
    urlpatterns += [path("dang-nhap-thu/", views.demo_login, name="demo_login")]
