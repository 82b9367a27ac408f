"""The floor under a page: the same server, middleware, login and number of statements, and nothing else.

Served by ``congso.entry.benchmarks.floor:application``, as the office's pages are by ``congso.entry.wsgi``.
"""

from __future__ import annotations

import os

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from congso.foundation.database.prepared import fetch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")


@login_required
def empty_page(request: HttpRequest) -> HttpResponse:
    """Answer ``size`` letters after ``queries`` statements of its own that ask for nothing."""
    for _statement in range(int(request.GET["queries"])):
        fetch("SELECT 1", [])
    return HttpResponse("x" * int(request.GET["size"]))


def plain_page(request: HttpRequest) -> HttpResponse:
    """The same for who has not logged in."""
    for _statement in range(int(request.GET["queries"])):
        fetch("SELECT 1", [])
    return HttpResponse("x" * int(request.GET["size"]))


settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
urlpatterns = [
    path("", include("congso.entry.urls")),
    path("san/", empty_page),
    path("san/chung/", plain_page),
]
