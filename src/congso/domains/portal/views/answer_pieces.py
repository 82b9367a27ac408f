"""Large files of an answer to a request to supplement, sent in pieces as those of an application are."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.errors import Conflict, DomainError, InvalidInput
from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.dossiers.facade import OwnDossierPage, own_page
from congso.domains.portal.services.answering import (
    add_answer_piece,
    answer_upload_received,
    begin_answer_upload,
    boxes_for,
)
from congso.domains.portal.services.pieces import MOST_PIECE
from congso.domains.portal.views.apply import account_of
from congso.domains.portal.views.uploads import read_piece, refused


def _page(request: HttpRequest, dossier_id: UUID) -> OwnDossierPage:
    """The dossier of the citizen; raises NotVisible, which is noted as a stranger's try."""
    return own_page(viewer=actor_of_citizen(request), dossier_id=dossier_id)


def _boxes(page: OwnDossierPage) -> set[str]:
    """The boxes of what is asked now; raises Conflict when nothing is."""
    if page.supplement is None:
        raise Conflict
    return {f"files_{box.number}" for box in boxes_for(page.asked)}


@require_POST
@citizen_required
def begin(request: HttpRequest, dossier_id: UUID) -> JsonResponse:
    """Begin a file: its name, size and box; gives where to send the pieces."""
    page = _page(request, dossier_id)
    box, size = request.POST.get("box", ""), request.POST.get("size", "")
    try:
        boxes = _boxes(page)
        if box not in boxes or not (size.isascii() and size.isdecimal() and len(size) < 12):
            raise InvalidInput(reason=_("ô tệp không có trong tờ khai."))
        word = begin_answer_upload(
            account=account_of(request), dossier_id=dossier_id, number=int(box.removeprefix("files_")), name=request.POST.get("name", "tep")[:300], size=int(size)
        )
    except DomainError as error:
        return refused(error)
    return JsonResponse({"upload": word, "received": 0, "most": MOST_PIECE}, status=201)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def piece(request: HttpRequest, dossier_id: UUID, answer_upload: str) -> JsonResponse:
    """GET: how much is here. POST: the next piece (header ``Upload-Offset``); after the last one the file's sealed word."""
    page = _page(request, dossier_id)
    try:
        _boxes(page)
        if request.method == "GET":
            return JsonResponse({"received": answer_upload_received(dossier_id=dossier_id, word=answer_upload)})
        offset, body = read_piece(request)
        received, word = add_answer_piece(account=account_of(request), dossier_id=dossier_id, word=answer_upload, offset=offset, piece=body)
    except DomainError as error:
        return refused(error)
    return JsonResponse({"received": received, "word": word})
