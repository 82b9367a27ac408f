"""Messages with the applicant, on the office's side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.domains.dossiers.forms.messages import MessageForm
from congso.domains.dossiers.queries.case_page import case_page
from congso.domains.dossiers.queries.messages import message_file_for
from congso.domains.dossiers.services import read_messages, send_message
from congso.domains.dossiers.views.page import show_page
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_POST
@login_required
def write(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Write to the applicant; shows the page again with the sentence when it was refused."""
    actor = actor_of(request)
    page = case_page(viewer=actor, dossier_id=dossier_id)
    form = MessageForm(request.POST, request.FILES)
    if attempt(form, lambda values: send_message(actor=actor, dossier_id=dossier_id, **values)):
        messages.success(request, _("Đã gửi tin nhắn cho người nộp."))
        return redirect(reverse("dossiers:page", args=[dossier_id]) + "#tin-nhan")
    return show_page(request, page, message_form=form)


@require_POST
@login_required
def read(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Note that the applicant's messages have been read."""
    read_messages(actor=actor_of(request), dossier_id=dossier_id)
    return redirect(reverse("dossiers:page", args=[dossier_id]) + "#tin-nhan")


@require_GET
@login_required
def message_file(request: HttpRequest, message_file_id: int) -> HttpResponseBase:
    """A file that came with a message."""
    found = message_file_for(viewer=actor_of(request), message_file_id=message_file_id)
    return office_file_response(request, found.stored, name=found.name)
