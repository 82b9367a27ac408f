"""All addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """Whether the web process answers; for the supervisor."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("song/", alive, name="alive"),
    path("", include("congso.foundation.casework.urls")),
    path("", include("congso.foundation.web.urls")),
    path("thong-bao/", include("congso.foundation.notifications.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("thu-tuc/", include("congso.domains.procedures.urls")),
    path("ho-so/", include("congso.domains.dossiers.urls_prints")),
    path("ho-so/", include("congso.domains.dossiers.urls")),
    path("tra-cuu/", include("congso.domains.dossiers.urls_follow")),
    path("bao-cao/", include("congso.domains.insight.urls")),
]
