"""The operations of the public API: what is asked, by whom it is answered. Nothing here needs a login."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from congso.core import clock
from congso.domains.dossiers.queries.follow import FollowPage, follow_page
from congso.domains.dossiers.services.looking_up import find_for_public
from congso.domains.portal.downloads import KINDS, record_of
from congso.domains.portal.structured import absolute, canonical
from congso.domains.procedures.facade import (
    Found,
    PublicWanted,
    catalogue_state,
    find_procedures,
    public_procedure,
)
from congso.entry.api import answers
from congso.entry.api.asking import Parameter, for_programs, read_all, read_body
from congso.foundation.web.requests import address_of

_TEXT = {"type": "string", "maxLength": 300}
SEARCH = (
    Parameter("q", _TEXT, "Words, with or without tone marks; short forms (GPLX, CCCD) and codes too."),
    Parameter("field", {"type": "integer", "minimum": 0, "maximum": 999_999_999}, "Id of a field (lĩnh vực)."),
    Parameter("level", {"type": "string", "enum": ["commune", "province", "ministry", "other"]}, "Level (cấp thực hiện)."),
    Parameter("audience", {"type": "string", "enum": ["citizen", "organisation"]}, "For whom."),
    Parameter("service_level", {"type": "string", "enum": ["full", "partial", "information"]}, "Toàn trình, một phần, cung cấp thông tin."),
    Parameter("online", {"type": "boolean"}, "Only what can be applied for online."),
    Parameter("after", {"type": "string", "maxLength": 400}, "``next`` of the page before."),
)  # fmt: skip
CODE = Parameter("procedure_code", {"type": "string", "pattern": r"^[0-9]\.[0-9]{6}$", "maxLength": 8}, "National code, such as 1.001193.", "path")
QUESTION = {
    "code": {"type": "string", "pattern": r"^[A-Za-z0-9.\-]{5,40}$"}, "last_digits": {"type": "string", "pattern": r"^[0-9]{4}$"},
}  # fmt: skip


@for_programs
def procedures(request: HttpRequest) -> answers.ProcedureList:
    """Search the catalogue of procedures."""
    asked = read_all(request, SEARCH)
    wanted = PublicWanted(
        text=asked.get("q", ""), field_id=asked.get("field"), level=asked.get("level", ""), audience=asked.get("audience", ""),
        service_level=asked.get("service_level", ""), online=asked.get("online", False),
    )  # fmt: skip
    page = find_procedures(wanted=wanted, after=asked.get("after", ""))
    return {"total": page.total, "next": page.next_key, "procedures": [_line(row) for row in page.rows]}


def _line(row: Found) -> answers.ProcedureLine:
    return {
        "code": row.code, "name": row.name, "field": row.field_name, "levels": list(row.levels), "audiences": sorted(row.audiences),
        "agencies": row.agency_count, "online": row.is_online, "reason": row.reason, "url": canonical(row.code),
    }  # fmt: skip


@for_programs
def procedure(request: HttpRequest, procedure_code: str) -> dict[str, Any]:
    """A procedure in force, with what the province's agencies publish of it."""
    read_all(request, ())
    return record_of(public_procedure(code=CODE.read(procedure_code)))


@for_programs
def open_data(request: HttpRequest) -> answers.OpenData:
    """What can be downloaded."""
    read_all(request, ())
    state = catalogue_state()
    files: list[answers.Download] = [
        {"name": f"thu-tuc.{kind}", "media_type": media.partition(";")[0], "url": absolute(reverse("portal:catalogue", args=[kind]))}
        for kind, media in KINDS.items()
    ]
    files += [
        {"name": f"so-lieu.{kind}", "media_type": media, "url": absolute(reverse(f"figures:{kind}"))}
        for kind, media in (("json", "application/json"), ("csv", "text/csv"))
    ]
    return {"procedures": state.count, "published": state.published, "changed_on": state.changed_on.isoformat(), "downloads": files}


@for_programs
def follow(request: HttpRequest) -> answers.Followed:
    """Where a dossier stands; code and digits come in the body, so that no log keeps them."""
    asked = read_body(request, QUESTION)
    token = find_for_public(code=asked["code"], last_digits=asked["last_digits"], address=address_of(request))
    return _followed(follow_page(token=token))


def _followed(page: FollowPage) -> answers.Followed:
    def at(moment: Any) -> str | None:
        return clock.local(moment).isoformat(timespec="seconds") if moment else None

    return {
        "code": page.code, "status": page.status_code, "status_name": str(page.status), "name": page.name, "procedure": page.procedure,
        "agency": page.agency, "receiving": page.receiving, "received_at": at(page.received_at), "promised_at": at(page.promised_at),
        "finished_at": at(page.finished_at), "is_paused": page.is_paused, "is_closed": page.is_closed,
        "happenings": [{"at": at(line.at) or "", "what": str(line.label), "unit": line.unit, "reason": line.reason} for line in page.lines],
        "url": str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("follow:page", args=[page.token]),
    }  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """A question that programs may ask: ``view`` answers it, ``answer`` is the type of what it says."""

    url_name: str
    method: str
    view: Callable[..., HttpResponse] | None
    answer: Any
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    refusals: tuple[int, ...] = (422,)
    about: str = ""


OPERATIONS = (
    Operation("api:procedures", "get", procedures, answers.ProcedureList, SEARCH, refusals=(404, 422)),
    Operation("api:procedure", "get", procedure, answers.Procedure, (CODE,), refusals=(404, 422)),
    Operation("api:open_data", "get", open_data, answers.OpenData),
    Operation("api:follow", "post", follow, answers.Followed, body=answers.FollowQuestion, refusals=(404, 422, 429)),
    Operation("portal:catalogue", "get", None, answers.Catalogue, refusals=(), about="The whole catalogue in one file (some megabytes)."),
    Operation("figures:json", "get", None, answers.Figures, (Parameter("ky", {"type": "string", "maxLength": 20}, "Period: nam-nay, thang-nay, 2026-10 … (this year for anything else)."),),
              refusals=(), about="The public figures of a period."),
)  # fmt: skip


def only(method: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view for its one method; no session is used, so no token against forged forms is asked for."""

    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != method.upper():
            return HttpResponseNotAllowed([method.upper()])
        return view(request, *args, **kwargs)

    return answer
