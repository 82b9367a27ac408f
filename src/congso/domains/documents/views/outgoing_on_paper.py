"""Screens of documents that are signed by hand: the steps, the sheet and its scan, who took it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums_outgoing import EDITED_IN, SIGNED_IN, StepCode
from congso.domains.documents.forms.outgoing import IssueForm
from congso.domains.documents.forms.outgoing_on_paper import (
    ApproveForm,
    MarkForm,
    NumberForm,
    PaperIssueForm,
    ScanForm,
    SheetForm,
)
from congso.domains.documents.queries_outgoing import OutPage, document_page, find_outgoing
from congso.domains.documents.queries_paper import hand_signed, may_go_electronically
from congso.domains.documents.services import outgoing_on_paper as services
from congso.domains.documents.services.paper_deliveries import note_paper_delivery, sheet_of
from congso.foundation.casework.policies import seat_at
from congso.foundation.files.responses import file_response
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

Run = Callable[[Actor, UUID, dict[str, Any]], Any]


@dataclass(frozen=True)
class Step:
    """What can be pressed on the page of paper: its name in the form, its words, its form, the service."""

    slug: str
    label: str | Promise
    icon: str
    form: type[forms.Form]
    run: Run
    done: str | Promise
    hint: str | Promise = ""


def _call(service: Callable[..., Any], **more: Any) -> Run:
    def run(actor: Actor, document_id: UUID, values: dict[str, Any]) -> Any:
        return service(actor=actor, document_id=document_id, seen_seq=values.pop("seq"), **values, **more)

    return run


_MARK = Step("danh-dau", _("Chuyển sang ký giấy"), "edit", MarkForm, _call(services.mark_on_paper, on_paper=True), _("Văn bản này sẽ ký giấy."),
             _("Văn bản vẫn qua duyệt và kiểm tra thể thức như thường; lãnh đạo duyệt, văn thư cấp số, in, rồi ký tay, đóng dấu và quét."))  # fmt: skip
_UNMARK = Step("thoi", _("Thôi ký giấy, ký số như thường"), "certificate", MarkForm, _call(services.mark_on_paper, on_paper=False), _("Văn bản này ký số."))
_APPROVE = Step("duyet", _("Duyệt để ký giấy"), "check", ApproveForm, _call(services.approve_on_paper), _("Đã duyệt; văn thư cấp số, in để ký."),
                _("Duyệt xong, văn thư cấp số, ngày và in bản để ký tay."))  # fmt: skip
_NUMBER = Step("cap-so", _("Cấp số, in để ký"), "printer", NumberForm, _call(services.number_on_paper), _("Đã cấp số. Hãy in, trình ký tay và đóng dấu."))
_SCAN = Step("ban-quet", _("Lưu bản quét đã ký"), "upload", ScanForm, _call(services.keep_scan), _("Đã lưu bản quét."))
_ALL = {each.slug: each for each in (_MARK, _UNMARK, _APPROVE, _NUMBER, _SCAN)}


def offered_steps(actor: Actor, page: OutPage) -> list[Step]:
    """Which of them the viewer may press now."""
    code, paper = page.step.code if page.step else "", page.paper
    holds, registry = seat_at(actor, page.case) is not None, "registry" in page.offers
    asked = [
        (_MARK, holds and code in EDITED_IN and paper is None),
        (_UNMARK, holds and code in EDITED_IN and paper is not None),
        (_APPROVE, holds and code in SIGNED_IN and paper is not None),
        (_NUMBER, registry and code == StepCode.ISSUE and paper is not None and paper.numbered_at is None),
        (_SCAN, registry and code == StepCode.ISSUE and paper is not None and paper.numbered_at is not None and paper.copy_id is None),
    ]
    return [step for step, given in asked if given]


@require_http_methods(["GET", "POST"])
@login_required
def paper(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """The steps on paper, each with its form; do the one that was pressed."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    offered = offered_steps(actor, page)
    chosen = _ALL.get(request.POST.get("viec", "")) if request.method == "POST" else None
    if (page.paper is None and not offered) or (request.method == "POST" and chosen is None):
        raise NotVisible
    failed = None
    if chosen is not None:
        failed = chosen.form(request.POST, request.FILES, slug=chosen.slug, seq=page.case.seq)  # type: ignore[call-arg]
        if attempt(failed, lambda values: chosen.run(actor, out_id, dict(values))):
            messages.success(request, str(chosen.done))
            stays = chosen in {_NUMBER, _SCAN}
            return redirect("documents:out_paper" if stays else "documents:out_page", out_id)
    panels = [(step, failed if failed is not None and step is chosen else step.form(slug=step.slug, seq=page.case.seq)) for step in offered]  # type: ignore[call-arg]
    context = {"page": page, "document": page.outgoing.document, "paper": page.paper, "panels": panels,
               "lost_form": failed if chosen not in offered else None,
               "may_copy": _may_copy(page), "issue": "issue" in page.offers}  # fmt: skip
    return render(request, "documents/out_paper.html", context, status=status_of(failed))


def _may_copy(page: OutPage) -> bool:
    """Whether the agency's electronic copy is the next thing to be made."""
    return "registry" in page.offers and page.paper is not None and page.paper.scan_id is not None and page.paper.copy_id is None


@require_GET
@login_required
def sheet(request: HttpRequest, out_id: UUID) -> HttpResponseBase:
    """The sheet as it was printed to be signed."""
    outgoing = find_outgoing(actor_of(request), out_id)
    if hand_signed(out_id) is None or outgoing.prepared is None:
        raise NotVisible
    return file_response(outgoing.prepared, name=f"{outgoing.document.number_text} (bản in).pdf".replace("/", "-"))


@require_GET
@login_required
def scan(request: HttpRequest, out_id: UUID) -> HttpResponseBase:
    """The office's copy: the scan of what was signed."""
    outgoing = find_outgoing(actor_of(request), out_id)
    found = hand_signed(out_id)
    if found is None or found.scan is None:
        raise NotVisible
    return file_response(found.scan, name=f"{outgoing.document.number_text} (bản quét).pdf".replace("/", "-"))


@require_http_methods(["GET", "POST"])
@login_required
def handing_over(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Note when the sheet left, who took it over, whether it came back."""
    actor = actor_of(request)
    row = sheet_of(viewer=actor, delivery_id=delivery_id)
    form = SheetForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_bound and attempt(form, lambda _v: note_paper_delivery(actor=actor, delivery_id=delivery_id, given=form.sheet())):
        messages.success(request, str(_("Đã ghi giao nhận bản giấy.")))
        return redirect(reverse("documents:out_page", args=[row.document_id]) + "#phieu-gui")
    return render(request, "documents/out_paper_delivery.html", {"form": form, "row": row, "document": row.document}, status=status_of(form))


def issue_form(page: OutPage) -> type[IssueForm]:
    """The form of issuing: of one signed by hand it asks in which way, where both are open."""
    both = page.paper is not None and may_go_electronically(page.outgoing.pk, page.paper)
    return PaperIssueForm if both else IssueForm
