"""All addresses."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """Whether the web process answers; for the supervisor."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    # Tried one after the other: the inbox is opened most often.
    path("", include("congso.foundation.casework.urls")),
    path("song/", alive, name="alive"),
    path("api/", include("congso.entry.api.urls")),
    path("", include("congso.domains.portal.urls")),
    path("", include("congso.foundation.web.urls")),
    path("thong-bao/", include("congso.foundation.notifications.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("congso.foundation.people.urls")),
    path("quan-tri/don-vi/", include("congso.foundation.orgs.urls")),
    path("quan-tri/lich/", include("congso.foundation.calendar.urls")),
    path("quan-tri/quy-trinh/", include("congso.foundation.casework.urls_processes")),
    path("quan-tri/so/", include("congso.foundation.numbering.urls")),
    path("bieu-mau/", include("congso.foundation.forms.urls_boxes")),
    path("quan-tri/bieu-mau/", include("congso.foundation.forms.urls")),
    path("quan-tri/nhat-ky/", include("congso.foundation.audit.urls")),
    path("quan-tri/ban-tin/", include("congso.foundation.outbox.urls")),
    path("", include("congso.domains.citizens.urls")),
    path("thu-tuc/", include("congso.domains.procedures.urls")),
    path("ho-so/", include("congso.domains.dossiers.urls_prints")),
    path("ho-so/", include("congso.domains.dossiers.urls")),
    path("", include("congso.domains.fees.urls")),
    path("van-ban/", include("congso.domains.documents.urls")),
    path("lien-thong/", include("congso.domains.exchange.urls")),
    path("quan-tri/ung-dung/", include("congso.domains.clients.urls")),
    path("truc/", include("congso.domains.axis.urls")),
    path("quan-tri/cong-quoc-gia/", include("congso.domains.national.urls")),
    path("co-so-du-lieu/", include("congso.domains.lookups.urls")),
    path("nhiem-vu/", include("congso.domains.tasks.urls")),
    path("ho-so-cong-viec/", include("congso.domains.records.urls")),
    path("lich-cong-tac/", include("congso.domains.schedules.urls")),
    path("tra-cuu/", include("congso.domains.dossiers.urls_follow")),
    path("xac-minh/chu-ky/", include("congso.foundation.signing.urls_check")),
    path("khoa-ky/", include("congso.foundation.signing.urls")),
    path("quan-tri/", include("congso.foundation.signing.urls_managing")),
    path("xac-minh/van-ban/", include("congso.domains.documents.urls_check")),
    path("xac-minh/", include("congso.domains.dossiers.urls_verify")),
    path("", include("congso.domains.ratings.urls")),
    path("so-lieu/", include("congso.domains.insight.urls_public")),
    path("bao-cao/", include("congso.domains.insight.urls")),
]
