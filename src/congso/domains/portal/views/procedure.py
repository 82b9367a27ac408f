"""The page of a procedure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congso.domains.citizens.facade import citizen_of
from congso.domains.portal.caching import kept_page
from congso.domains.portal.profile import last_address
from congso.domains.portal.queries.notices import shown_notices
from congso.domains.portal.queries.procedure_page import procedure_page
from congso.domains.portal.reading import public
from congso.domains.portal.structured import canonical, government_service


def _own_ward(request: HttpRequest) -> str:
    """The ward that a citizen who has logged in last said to live in; empty for others."""
    account = citizen_of(request)
    address = last_address(account) if account else None
    return str((address or {}).get("ward_code", ""))


@public
@kept_page
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about a procedure; the chosen cases (``th``) reduce its papers."""
    asked = request.GET
    page = procedure_page(
        code=code, is_chosen="chon" in asked, chosen=asked.getlist("th"), agency=asked.get("co-quan", ""),
        everywhere=asked.get("noi") == "tat-ca", ward_code=_own_ward(request),
    )  # fmt: skip
    context = {
        "page": page, "procedure": page.procedure, "canonical": canonical(code),
        "notices": shown_notices(), "structured": government_service(page.procedure, list(page.all_places)),
    }  # fmt: skip
    return render(request, "portal/procedure.html", context)
