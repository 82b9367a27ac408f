"""Documents that are made to last: the part of their page, the button, the file as it was before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.domains.documents.queries_any import require_document
from congso.domains.documents.queries_lasting import former_file, keepings_of
from congso.domains.documents.services.long_keeping import keep_long
from congso.foundation.files.responses import file_response
from congso.foundation.web.requests import actor_of


def panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """On a document's page: what makes it last, until when, and for the registry the way to it."""
    rows, may_keep = keepings_of(viewer=actor_of(request), document_id=document_id)
    if not rows and not may_keep:
        return None
    context = {"rows": rows, "document_id": document_id, "may_keep": may_keep}
    return render_to_string("documents/lasting_panel.html", context, request)


@require_POST
@login_required
def keep(request: HttpRequest, lasting_id: UUID) -> HttpResponse:
    """Have an issued document made to last."""
    actor = actor_of(request)
    line = require_document(viewer=actor, document_id=lasting_id)
    keep_long(actor=actor, document_id=lasting_id)
    messages.success(request, _("Đang bổ sung chứng cứ lưu trữ lâu dài; xong sẽ có thông báo."))
    return redirect(line.url)


@require_GET
@login_required
def former(request: HttpRequest, keeping_row_id: int) -> HttpResponseBase:
    """The file as it was before something was added."""
    stored, name = former_file(viewer=actor_of(request), keeping_id=keeping_row_id)
    return file_response(stored, name=name)
