"""The page on which anybody has signatures judged."""

from django.urls import path

from congso.foundation.signing.views import public

app_name = "check_signatures"
urlpatterns = [path("", public.check, name="page")]
