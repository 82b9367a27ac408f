"""The page of a document's relations: what it names, what names it, and a search to name more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.errors import NotVisible
from congso.domains.documents.forms.outgoing_relations import RelateForm, offer
from congso.domains.documents.queries_outgoing import document_page
from congso.domains.documents.queries_relations import ties_of, to_relate
from congso.domains.documents.services.outgoing_relating import relate_document, unrelate_document
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def relations(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """Find documents by number or words, tick them, say how this one stands to them."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    if "relate" not in page.offers:
        raise NotVisible
    words = request.GET.get("q", "")[:200]
    found = to_relate(viewer=actor, document_id=out_id, words=words)
    form = RelateForm(request.POST if request.method == "POST" else None)
    offer(form, [(str(line.id), line.name) for line in found])
    if form.is_bound and attempt(form, lambda values: (relate_document(
        actor=actor, document_id=out_id, kind=values["kind"], target_ids=values["targets"], outside=values["outside"]), True)):  # fmt: skip
        messages.success(request, _("Đã ghi quan hệ của văn bản."))
        return redirect("documents:out_relations", out_id)
    ticked = request.POST.getlist("targets")
    context = {"form": form, "page": page, "document": page.outgoing.document, "ties": ties_of(viewer=actor, document_id=out_id),
               "words": words, "found": found, "ticked": ticked}  # fmt: skip
    return render(request, "documents/out_relations.html", context, status=status_of(form))


@require_POST
@login_required
def remove(request: HttpRequest, out_id: UUID, relation_id: int) -> HttpResponse:
    """Take one back."""
    unrelate_document(actor=actor_of(request), document_id=out_id, relation_id=relation_id)
    messages.success(request, _("Đã bỏ quan hệ."))
    return redirect("documents:out_relations", out_id)
