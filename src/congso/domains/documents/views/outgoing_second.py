"""The second signer on the page of a document, and the way back of a file that the other side has signed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core.errors import NotVisible
from congso.domains.documents.enums_outgoing import SecondKind
from congso.domains.documents.forms.second_signer import PartyFileForm
from congso.domains.documents.models import Outgoing
from congso.domains.documents.policies_outgoing import is_registry_of
from congso.domains.documents.queries_outgoing import document_page
from congso.domains.documents.queries_second import second_of
from congso.domains.documents.services import outgoing as services
from congso.foundation.signing.facade import waits_for_stamp
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """On a document's page: who signs beside the signer, whether they did, and for the registry the way to take the file back."""
    outgoing = Outgoing.objects.select_related("document").filter(pk=document_id).first()
    second = second_of(outgoing) if outgoing is not None else None
    if outgoing is None or second is None:
        return None
    is_ready = second.kind == SecondKind.PARTY and outgoing.signed_at is not None and second.signed_at is None
    may_take = is_ready and is_registry_of(actor_of(request), outgoing.agency_id) and not waits_for_stamp(services.SUBJECT, str(document_id))
    return render_to_string("documents/second_panel.html", {"second": second, "outgoing": outgoing, "may_take": may_take}, request)


@require_http_methods(["GET", "POST"])
@login_required
def party(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """Send our file to the other side, take it back with its signature."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    if "party" not in page.offers:
        raise NotVisible
    is_posted = request.method == "POST"
    form = PartyFileForm(request.POST, request.FILES) if is_posted else PartyFileForm(initial={"seq": page.case.seq})
    if is_posted and attempt(form, lambda values: services.take_party_signature(
            actor=actor, document_id=out_id, seen_seq=values["seq"], upload=values["upload"])):  # fmt: skip
        messages.success(request, _("Đã nhận tệp có chữ ký của bên kia; mời đóng dấu."))
        return redirect("documents:out_page", out_id)
    context = {"form": form, "document": page.outgoing.document, "second": second_of(page.outgoing)}
    return render(request, "documents/out_party.html", context, status=status_of(form))
