"""Files of a draft: shown, made small, sent in pieces, taken from earlier dossiers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.errors import DomainError, InvalidInput, NotVisible
from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.dossiers.facade import OwnFile
from congso.domains.portal.errors import TooOften
from congso.domains.portal.models import Draft, DraftFile
from congso.domains.portal.queries.own_data import store_of
from congso.domains.portal.services.filing import (
    add_piece,
    begin_upload,
    draft_file,
    finish_upload,
    partial_upload,
    reuse_file,
    thumbnail,
)
from congso.domains.portal.services.keeping_drafts import keep_answers, own_draft
from congso.domains.portal.services.limiting import seconds_left
from congso.domains.portal.services.pieces import MOST_PIECE
from congso.domains.portal.views.apply import account_of
from congso.foundation.files.responses import NO_RIGHTS, file_response
from congso.foundation.forms.facade import Definition, Field, Kind, parse_definition


@require_GET
@citizen_required
def show_file(request: HttpRequest, draft_id: UUID, held_id: UUID) -> HttpResponseBase:
    """A file of one's own draft."""
    row = draft_file(own_draft(account_of(request), draft_id), held_id)
    return file_response(row.stored, name=row.name)


@require_GET
@citizen_required
def show_thumbnail(request: HttpRequest, draft_id: UUID, held_id: UUID) -> HttpResponse:
    """A small picture of a picture."""
    content = thumbnail(draft_file(own_draft(account_of(request), draft_id), held_id))
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, max-age=3600",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": NO_RIGHTS,
        },
    )


def read_piece(request: HttpRequest) -> tuple[int, bytes]:
    """The piece that is sent and where it begins; raises InvalidInput."""
    offset = request.headers.get("Upload-Offset", "")
    body = request.read(MOST_PIECE + 1)
    if not (offset.isdecimal() and offset.isascii()) or not body or len(body) > MOST_PIECE:
        raise InvalidInput(reason=_("phần tệp không đúng."))
    return int(offset), body


def refused(error: DomainError) -> JsonResponse:
    received = error.fields.get("received")
    answer = JsonResponse({"error": str(error), "received": received}, status=error.status)
    if isinstance(error, TooOften):
        answer["Retry-After"] = str(seconds_left())
    return answer


@require_POST
@citizen_required
def begin(request: HttpRequest, draft_id: UUID) -> JsonResponse:
    """Begin a file that comes in pieces: its name, size and box; gives where to send the pieces."""
    draft = own_draft(account_of(request), draft_id)
    try:
        size = int(request.POST.get("size", "0"))
        box = request.POST.get("box", "")
        if size <= 0 or _box(parse_definition(draft.definition), box) is None:
            raise InvalidInput(reason=_("ô tệp không có trong tờ khai."))
        upload = begin_upload(draft, box=box, name=request.POST.get("name", "tep")[:300], size=size)
    except DomainError as error:
        return refused(error)
    except ValueError:
        return JsonResponse({"error": _("Kích thước tệp không đúng.")}, status=422)
    return JsonResponse({"upload": str(upload.pk), "received": 0, "most": MOST_PIECE}, status=201)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def piece(request: HttpRequest, draft_id: UUID, upload_id: UUID) -> JsonResponse:
    """GET: how much is here. POST: the next piece (header ``Upload-Offset``); the last one puts the file into its box."""
    draft = own_draft(account_of(request), draft_id)
    try:
        if request.method == "GET":
            return JsonResponse({"received": partial_upload(draft, upload_id).received})
        offset, body = read_piece(request)
        upload = add_piece(draft, upload_id, offset=offset, piece=body)
        if upload.received < upload.size:
            return JsonResponse({"received": upload.received})
        row = finish_upload(draft, upload)
        _into_box(own_draft(account_of(request), draft_id), upload.box, row)
    except DomainError as error:
        return refused(error)
    return JsonResponse({"received": row.stored.size, "file": str(row.pk), "name": row.name})


def _box(definition: Definition, name: str) -> Field | None:
    each = definition.fields.get(name)
    return each if each is not None and each.kind == Kind.FILE else None


def _into_box(draft: Draft, name: str, row: DraftFile) -> None:
    """Put a file's reference into the answers."""
    if _box(parse_definition(draft.definition), name) is None:
        raise NotVisible
    refs = [*draft.answers.get(name, []), {"id": str(row.pk), "name": row.name, "size": row.stored.size}]
    keep_answers(draft, {**draft.answers, name: refs}, draft.step)


def _offered_files(request: HttpRequest, draft: Draft) -> list[OwnFile]:
    party = draft.principal_party_id
    return (
        store_of(viewer=actor_of_citizen(request), account=account_of(request), party_id=party)
        if party
        else []
    )


@require_http_methods(["GET", "POST"])
@citizen_required
def reuse(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Papers given or got before, to be used again instead of uploaded anew (khai một lần)."""
    draft = own_draft(account_of(request), draft_id)
    definition = parse_definition(draft.definition)
    boxes = [each for each in definition.fields.values() if each.kind == Kind.FILE]
    files = _offered_files(request, draft)
    step = request.GET.get("buoc", "")
    if request.method == "POST":
        chosen = next((each for each in files if each.stored_id == request.POST.get("file")), None)
        box = request.POST.get("box", "")
        if chosen is None or _box(definition, box) is None:
            raise NotVisible
        _into_box(draft, box, reuse_file(draft, stored_id=chosen.stored_id, name=chosen.name))
        messages.success(request, _("Đã dùng lại giấy tờ %(name)s.") % {"name": chosen.name})
        return redirect("portal:step", draft.pk, definition.step_of[box].key)
    return render(
        request, "portal/apply/reuse.html", {"draft": draft, "boxes": boxes, "files": files, "step": step}
    )
