"""Annexes and further files of an outgoing document: the list, one of them, everything packed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.documents.forms.outgoing_files import FileForm
from congso.domains.documents.models import OutgoingFile
from congso.domains.documents.queries_files import file_of, files_of, former_files, packed
from congso.domains.documents.queries_outgoing import OutPage, document_page, find_outgoing
from congso.domains.documents.services.outgoing_files import add_file, change_file, remove_file
from congso.foundation.files.responses import file_response
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _to_edit(request: HttpRequest, out_id: UUID) -> OutPage:
    page = document_page(actor_of(request), out_id)
    if "edit" not in page.offers:
        raise NotVisible
    return page


def _shown(request: HttpRequest, page: OutPage, form: FileForm, row: OutgoingFile | None) -> HttpResponse:
    out_id = page.outgoing.document_id
    context: dict[str, Any] = {
        "form": form, "page": page, "document": page.outgoing.document, "files": files_of(out_id), "former": former_files(out_id), "row": row}  # fmt: skip
    return render(request, "documents/out_files.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def files(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """What goes with a draft that one holds, and a form for one more."""
    actor, page = actor_of(request), _to_edit(request, out_id)
    data, uploads = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(data, uploads, initial={"seq": page.case.seq})
    if form.is_bound and attempt(form, lambda values: add_file(actor=actor, document_id=out_id, seen_seq=values["seq"], given=form.given())):
        messages.success(request, _("Đã thêm tệp kèm theo."))
        return redirect("documents:out_files", out_id)
    return _shown(request, page, form, None)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, out_id: UUID, out_file_id: int) -> HttpResponse:
    """Another title, place, words or file for one of them."""
    actor, page = actor_of(request), _to_edit(request, out_id)
    row = next((each for each in files_of(out_id) if each.pk == out_file_id), None)
    if row is None:
        raise NotVisible
    data, uploads = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(data, uploads, initial=FileForm.initial_of(row, page.case.seq))
    if form.is_bound and attempt(form, lambda values: change_file(actor=actor, file_id=out_file_id, seen_seq=values["seq"], given=form.given())):
        messages.success(request, _("Đã sửa tệp kèm theo."))
        return redirect("documents:out_files", out_id)
    return _shown(request, page, form, row)


@require_POST
@login_required
def remove(request: HttpRequest, out_id: UUID, out_file_id: int) -> HttpResponse:
    """Take one away."""
    page = _to_edit(request, out_id)
    file_of(out_id, out_file_id, with_words=True)
    remove_file(actor=actor_of(request), file_id=out_file_id, seen_seq=page.case.seq)
    messages.success(request, _("Đã bỏ tệp kèm theo."))
    return redirect("documents:out_files", out_id)


@require_GET
@login_required
def file(request: HttpRequest, out_id: UUID, out_file_id: int) -> HttpResponseBase:
    """One of them, signed as far as it is; also one that stood there before."""
    find_outgoing(actor_of(request), out_id)
    row = file_of(out_id, out_file_id)
    if row.current is None:
        raise NotVisible
    return file_response(row.current, name=filename_safe(row.name))


@require_GET
@login_required
def archive(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """The document with all its files in one archive."""
    document = find_outgoing(actor_of(request), out_id).document
    if document.file is None:
        raise NotVisible
    response = HttpResponse(packed(document), content_type="application/zip")
    name = filename_safe(f"{document.number_text}.zip", ascii_only=True)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
