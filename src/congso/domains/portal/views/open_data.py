"""What programs read: site map, robots, the catalogue as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import condition

from congso.domains.portal.downloads import COLUMNS, KINDS, SCHEMA, catalogue_file
from congso.domains.portal.queries.events import life_events
from congso.domains.portal.reading import public
from congso.domains.portal.structured import absolute, canonical
from congso.domains.procedures.facade import catalogue_state, public_codes

_HOUR = "public, max-age=3600"
_DESCRIPTIONS = "/dich-vu/", "/du-lieu-mo/", "/tra-cuu/"


def _etag(_request: HttpRequest, kind: str = "") -> str:
    return f'"{catalogue_state().mark}-{SCHEMA}-{kind}"'


def _changed(_request: HttpRequest, kind: str = "") -> datetime:
    del kind
    return datetime.combine(catalogue_state().changed_on, time.min, tzinfo=UTC)


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be downloaded, under which terms, with which fields."""
    return render(
        request, "portal/open_data.html", {"state": catalogue_state(), "columns": COLUMNS, "schema": SCHEMA}
    )


@public
@condition(etag_func=_etag, last_modified_func=_changed)
def catalogue(_request: HttpRequest, kind: str) -> HttpResponseBase:
    """The catalogue as JSON or CSV."""
    if kind not in KINDS:
        raise Http404
    path = catalogue_file(kind)
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"thu-tuc-hanh-chinh.{kind}", content_type=KINDS[kind]
    )
    answer["Cache-Control"] = _HOUR
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public
def sitemap(_request: HttpRequest) -> StreamingHttpResponse:
    """Every public page with the day it last changed."""
    answer = StreamingHttpResponse(_sitemap(), content_type="application/xml; charset=utf-8")
    answer["Cache-Control"] = _HOUR
    return answer


def _sitemap() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    plain = [absolute(reverse("portal:home")), *(absolute(path) for path in _DESCRIPTIONS)]
    plain += [absolute(reverse("portal:event", args=[event.slug])) for event in life_events()]
    for address in plain:
        yield f"<url><loc>{address}</loc></url>\n"
    for code, day in public_codes():
        yield f"<url><loc>{canonical(code)}</loc><lastmod>{day.isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages, no officials' screens, no dossiers."""
    lines = [
        "User-agent: *", "Allow: /$", "Allow: /dich-vu/", "Allow: /du-lieu-mo/", "Allow: /su-kien/", "Allow: /tra-cuu/$",
        "Allow: /static/", "Disallow: /dich-vu/goi-y/", "Disallow: /", f"Sitemap: {absolute('/sitemap.xml')}", "",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
