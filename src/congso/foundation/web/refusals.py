"""How a broken rule is told: as a page, as a line in the page at hand, or as problem+json (RFC 9457)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from congso.core.errors import DomainError, NotVisible

_TITLES: dict[int, str | Promise] = {
    403: _("Không có quyền"),
    404: _("Không tìm thấy"),
    409: _("Chưa thực hiện được"),
    422: _("Thông tin chưa đúng"),
    429: _("Quá nhiều lần trong một giờ"),
}
_KINDS = ["text/html", "application/json", "application/problem+json"]


def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer a broken rule in the form the asker understands; what may not be seen is simply not found."""
    if wants_json(request):
        return problem(error)
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, error)
    if isinstance(error, NotVisible):
        return render(request, "404.html", status=404)
    context = {"title": _title(error), "sentence": str(error), "back_url": back_url(request)}
    return render(request, "errors/refused.html", context, status=error.status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker is a program: an address of the API, or JSON preferred to a page."""
    if request.path.startswith("/api/"):
        return True
    return request.get_preferred_type(_KINDS) in _KINDS[1:]


def problem(error: DomainError) -> JsonResponse:
    """The refusal as problem+json."""
    body: dict[str, object] = {
        "type": f"urn:congso:{error.code}",
        "title": str(_title(error)),
        "status": error.status,
        "detail": str(error),
        "code": error.code,
    }
    if error.field:
        body["field"] = error.field
    return JsonResponse(body, status=error.status, content_type="application/problem+json")


def back_url(request: HttpRequest) -> str:
    """The page the person came from, when it is one of ours; else the first page."""
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if safe else "/"


def _title(error: DomainError) -> str | Promise:
    return _TITLES.get(error.status, _TITLES[409])


def _fragment(request: HttpRequest, error: DomainError) -> HttpResponse:
    context = {"title": _title(error), "sentence": str(error)}
    answer = render(request, "web/refusal.html", context, status=error.status)
    answer.headers["HX-Retarget"] = "#messages"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer
