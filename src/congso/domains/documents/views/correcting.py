"""Put a registered arrival right: its line, its files."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core.errors import NotVisible
from congso.domains.documents.forms.correcting import AddFilesForm, CorrectForm
from congso.domains.documents.queries_incoming import Page, incoming_page
from congso.domains.documents.services.incoming_correcting import add_files, correct_arrival
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _page(request: HttpRequest, document_id: UUID, offer: str) -> Page:
    page = incoming_page(viewer=actor_of(request), document_id=document_id)
    if offer not in page.offers:
        raise NotVisible
    return page


def _around(page: Page) -> list[tuple[str, str]]:
    name = _("Số đến %(number)s") % {"number": page.incoming.arrival_text}
    return [(reverse("documents:incoming"), _("Văn bản đến")), (reverse("documents:incoming_page", args=[page.document.pk]), name)]


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """Correct the line of the book, with the reason."""
    page = _page(request, incoming_id, "correct")
    form = CorrectForm(request.POST if request.method == "POST" else None, document=page.document)
    done = attempt(form, lambda said: correct_arrival(
        actor=actor_of(request), document_id=incoming_id, line=form.line(), reason=said["reason"],
        duplicate_confirmed=said.get("duplicate_confirmed", False))) if form.is_bound else None  # fmt: skip
    if done is not None:
        messages.success(request, _("Đã sửa đăng ký; nội dung cũ vẫn được giữ."))
        return redirect("documents:incoming_page", incoming_id)
    return form_page(request, form, title=_("Sửa đăng ký văn bản đến"), submit=_("Lưu bản sửa"), trail=_around(page),
                     cancel_url=reverse("documents:incoming_page", args=[incoming_id]),
                     intro=_("Số đến giữ nguyên. Nội dung cũ được giữ và hiện trên trang văn bản."))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """Bring scans and files for what was registered without them."""
    page = _page(request, incoming_id, "add_files")
    form = AddFilesForm(request.POST, request.FILES) if request.method == "POST" else AddFilesForm()
    done = attempt(form, lambda said: add_files(
        actor=actor_of(request), document_id=incoming_id, uploads=said["uploads"])) if form.is_bound else None  # fmt: skip
    if done is not None:
        messages.success(request, _("Đã thêm tệp."))
        return redirect("documents:incoming_page", incoming_id)
    intro = _("Các tệp được giữ kèm văn bản.") if page.document.file_id else _("Tệp đầu tiên là bản của văn bản; các tệp sau là tệp kèm theo.")
    return form_page(request, form, title=_("Thêm tệp cho văn bản đến"), submit=_("Thêm tệp"), trail=_around(page), intro=intro,
                     cancel_url=reverse("documents:incoming_page", args=[incoming_id]))  # fmt: skip
