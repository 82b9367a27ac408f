"""Screens of certified copies."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.errors import NotVisible
from congso.domains.documents.forms.copies import CopyForm
from congso.domains.documents.models import CopyMedium
from congso.domains.documents.policies_outgoing import is_registry_of
from congso.domains.documents.queries_any import require_document
from congso.domains.documents.queries_copies import copies_of, require_copy
from congso.domains.documents.services.copying import SUBJECT, make_copy, order_of, store_signed_copy
from congso.foundation.files.responses import file_response
from congso.foundation.signing.facade import AskForm, answer_asked, waits_for_stamp
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """On a document's page: its copies, and for the registry the way to a new one."""
    viewer = actor_of(request)
    line = require_document(viewer=viewer, document_id=document_id)
    rows, may_copy = copies_of(document_id=document_id), is_registry_of(viewer, line.agency_id) and bool(line.file_id)
    if not rows and not may_copy:
        return None
    context = {"rows": rows, "document_id": document_id, "may_copy": may_copy}
    return render_to_string("documents/copy_panel.html", context, request)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest, copied_id: UUID) -> HttpResponse:
    """Ask which copy; number it and lay it out."""
    actor = actor_of(request)
    line = require_document(viewer=actor, document_id=copied_id)
    if not is_registry_of(actor, line.agency_id):
        raise NotVisible
    form = CopyForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda _v: make_copy(actor=actor, document_id=copied_id, asked=form.asked())) if form.is_bound else None
    if made is not None:
        messages.success(request, _("Đã cấp số bản sao %(number)s.") % {"number": made.number_text})
        return redirect("documents:copy_page", made.pk)
    return render(request, "documents/copy_new.html", {"form": form, "document": line}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def show(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """A copy: an electronic one is signed here by the agency, one on paper is printed."""
    actor = actor_of(request)
    copy, line = require_copy(viewer=actor, copy_id=copy_id)
    waits = copy.medium == CopyMedium.ELECTRONIC and copy.signed_at is None
    ask = AskForm(request.POST if request.method == "POST" else None, viewer=actor, unit_id=copy.agency_id) if waits else None
    found = answer_asked(request, ask, actor=actor, orders=lambda: [order_of(copy)]) if ask is not None and ask.is_bound else None
    if isinstance(found, HttpResponse):
        return found
    if found:
        store_signed_copy(actor=actor, copy_id=copy_id, signed=found[0])
        messages.success(request, _("Đã ký số bản sao."))
        return redirect("documents:copy_page", copy_id)
    unstamped = copy.signed_at is not None and waits_for_stamp(SUBJECT, str(copy.pk))
    context = {"copy": copy, "document": line, "ask": ask, "here": request.path, "unstamped": unstamped}
    answer = render(request, "documents/copy_page.html", context, status=status_of(ask) if ask is not None else 200)
    return ask.let_reach_signers(answer) if ask is not None else answer


@require_GET
@login_required
def pdf(request: HttpRequest, copy_id: UUID) -> HttpResponseBase:
    """The copy itself."""
    copy, _line = require_copy(viewer=actor_of(request), copy_id=copy_id)
    return file_response(copy.file or copy.prepared, name=f"{copy.number_text}.pdf".replace("/", "-"))
