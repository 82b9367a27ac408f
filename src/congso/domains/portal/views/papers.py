"""Files and papers of one's own dossiers, and the store of all of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.citizens.facade import (
    actor_of_citizen,
    choices_of,
    citizen_required,
    principals,
    set_channels,
)
from congso.domains.dossiers.facade import (
    download_bundle,
    filled_form_for,
    filled_pdf,
    form_pdf,
    message_file_for,
    own_correction,
    own_dossier,
    own_issued_form,
    own_paper_file,
    own_result,
    receipt_pdf,
    signed_form,
    signed_receipt,
)
from congso.domains.portal.forms_follow import ChannelsForm
from congso.domains.portal.models import Draft
from congso.domains.portal.queries.own_data import store_of
from congso.domains.portal.views.apply import account_of
from congso.foundation.files.responses import file_response
from congso.foundation.web.submitting import attempt, status_of


def _pdf(content: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=False, filename=filename_safe(name))
    return HttpResponse(content, content_type="application/pdf", headers={
        "Content-Disposition": header or "inline", "Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"})  # fmt: skip


@require_GET
@citizen_required
def receipt(request: HttpRequest, dossier_id: UUID) -> HttpResponseBase:
    """The receipt (Mẫu 01), once the dossier is accepted; the signed original where there is one."""
    dossier = own_dossier(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    if dossier.received_at is None:
        raise NotVisible
    original, name = signed_receipt(dossier), f"Giấy tiếp nhận {dossier.code}.pdf"
    return file_response(original, name=name) if original is not None else _pdf(receipt_pdf(dossier), name)


@require_GET
@citizen_required
def issued(request: HttpRequest, dossier_id: UUID, form_id: int) -> HttpResponseBase:
    """A form issued to the applicant (Mẫu 02–05, the slip of the return); the signed original where there is one."""
    form = own_issued_form(viewer=actor_of_citizen(request), dossier_id=dossier_id, form_id=form_id)
    original, name = signed_form(form), f"{form.get_form_display()} {form.number}.pdf"
    return file_response(original, name=name) if original is not None else _pdf(form_pdf(form), name)


@require_GET
@citizen_required
def declaration(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The filled form as the paper that is signed."""
    own_dossier(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    form = filled_form_for(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    return _pdf(filled_pdf(form), f"Tờ khai {form.dossier.code}.pdf")


@require_GET
@citizen_required
def paper(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A file given with a dossier."""
    found = own_paper_file(viewer=actor_of_citizen(request), file_id=file_id)
    return file_response(found.stored, name=found.name)


@require_GET
@citizen_required
def message_paper(request: HttpRequest, message_file_id: int) -> HttpResponseBase:
    """A file that came with a message."""
    found = message_file_for(viewer=actor_of_citizen(request), message_file_id=message_file_id)
    return file_response(found.stored, name=found.name)


@require_GET
@citizen_required
def result(request: HttpRequest, dossier_id: UUID) -> HttpResponseBase:
    """The file of the approved result."""
    found = own_result(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    assert found.stored is not None
    return file_response(found.stored, name=found.file_name)


@require_GET
@citizen_required
def correction(request: HttpRequest, dossier_id: UUID, result_paper_id: int) -> HttpResponseBase:
    """The file of what amends or corrects the result."""
    found = own_correction(viewer=actor_of_citizen(request), dossier_id=dossier_id, paper_id=result_paper_id)
    assert found.stored is not None
    return file_response(found.stored, name=found.file_name)


@require_POST
@citizen_required
def everything(request: HttpRequest, dossier_id: UUID) -> StreamingHttpResponse:
    """All papers of a dossier in one ZIP, streamed."""
    name, content = download_bundle(viewer=actor_of_citizen(request), dossier_id=dossier_id)
    answer = StreamingHttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@require_GET
@citizen_required
def store(request: HttpRequest) -> HttpResponse:
    """Everything given and got before, by whose it is (kho giấy tờ)."""
    viewer, account = actor_of_citizen(request), account_of(request)
    people = {each.party_id: each.name for each in principals(account)}
    shelves = [
        (name, store_of(viewer=viewer, account=account, party_id=party_id))
        for party_id, name in people.items()
    ]
    drafts = Draft.objects.filter(account=account, submitted_at=None).exclude(principal_party_id=None)[:10]
    return render(
        request, "portal/follow/store.html", {"shelves": shelves, "drafts": drafts, "today": clock.today()}
    )


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def telling(request: HttpRequest) -> HttpResponse:
    """By which channels I hear of what."""
    account, actor = account_of(request), actor_of_citizen(request)
    form = ChannelsForm(request.POST if request.method == "POST" else None, chosen=choices_of(account))
    if form.is_bound and attempt(
        form, lambda _values: set_channels(actor=actor, choices=form.choices_made())
    ):
        messages.success(request, _("Đã lưu cách nhận tin."))
        return redirect("portal:telling")
    return render(
        request, "portal/follow/telling.html", {"form": form, "account": account}, status=status_of(form)
    )
