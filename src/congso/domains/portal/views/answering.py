"""What the citizen does about a dossier: answer, write, withdraw, say anew how they are reached."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.errors import DomainError, NotAllowed, NotVisible
from congso.domains.citizens.facade import actor_of_citizen, citizen_required
from congso.domains.dossiers.facade import (
    OwnDossierPage,
    OwnFile,
    change_contact,
    own_page,
    read_messages,
    stop_dossier,
)
from congso.domains.portal.forms_follow import ContactForm, MessageForm, WithdrawForm
from congso.domains.portal.queries.own_data import store_of
from congso.domains.portal.services.answering import (
    Box,
    answer_supplement,
    boxes_for,
    join_box,
    mark_pictures,
    read_boxes,
    require_filled,
)
from congso.domains.portal.services.writing import write_message
from congso.domains.portal.views.apply import account_of
from congso.domains.portal.views.follow import show_dossier
from congso.foundation.web.submitting import attempt, status_of


def _page(request: HttpRequest, dossier_id: UUID) -> OwnDossierPage:
    return own_page(viewer=actor_of_citizen(request), dossier_id=dossier_id)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def supplement(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """A box for each thing asked; sends the answer when each is filled."""
    page = _page(request, dossier_id)
    if page.supplement is None:
        if request.method == "POST":
            messages.error(
                request, _("Hồ sơ không còn yêu cầu bổ sung nào đang chờ; có thể đã được gửi từ máy khác.")
            )
        return redirect("portal:dossier", dossier_id)
    if request.method == "GET":
        return _show_supplement(request, page, boxes_for(page.asked), page.dossier.case.seq)
    return _send_supplement(request, page)


def _own(request: HttpRequest, page: OwnDossierPage) -> list[OwnFile]:
    party_id = page.dossier.party_id
    return store_of(viewer=actor_of_citizen(request), account=account_of(request), party_id=party_id)


def _send_supplement(request: HttpRequest, page: OwnDossierPage) -> HttpResponse:
    actor, pk = actor_of_citizen(request), page.dossier.pk
    given = dict(request.POST.lists())
    uploads: dict[str, list[Any]] = dict(request.FILES.lists())
    boxes = read_boxes(
        page.asked,
        pk,
        given,
        uploads,
        _own(request, page),
        account_of(request),
    )
    seq, button = request.POST.get("seq", ""), request.POST.get("_do", "")
    failure = ""
    if button:
        for box in boxes:
            if button == f"join:{box.number}":
                join_box(box, pk, account_of(request))
        return _show_supplement(request, page, boxes, page.dossier.case.seq)
    if require_filled(boxes):
        try:
            answer_supplement(actor=actor, dossier_id=pk, seen_seq=int(seq) if seq.isdecimal() else None, boxes=boxes,
                              note=request.POST.get("note", "")[:1000])  # fmt: skip
            messages.success(request, _("Đã gửi phần bổ sung; hồ sơ được giải quyết tiếp."))
            return redirect("portal:dossier", pk)
        except (NotAllowed, NotVisible):
            raise
        except DomainError as error:
            failure = str(error)
    return _show_supplement(request, page, boxes, page.dossier.case.seq, failure=failure, status=422)


def _show_supplement(
    request: HttpRequest,
    page: OwnDossierPage,
    boxes: list[Box],
    seq: int,
    *,
    failure: str = "",
    status: int = 200,
) -> HttpResponse:
    own = _own(request, page)
    mark_pictures(boxes)
    context = {"page": page, "dossier": page.dossier, "boxes": boxes, "own": own[:50], "seq": seq, "failure": failure,
               "note": request.POST.get("note", "")}  # fmt: skip
    return render(request, "portal/follow/supplement.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def withdraw(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Ask why, then have the dossier stopped (Mẫu 05)."""
    page, actor = _page(request, dossier_id), actor_of_citizen(request)
    form = WithdrawForm(
        request.POST if request.method == "POST" else None, initial={"seq": page.dossier.case.seq}
    )
    if form.is_bound and attempt(form, lambda values: stop_dossier(
        actor=actor, dossier_id=dossier_id, seen_seq=values["seq"], reason=values["reason"])):  # fmt: skip
        messages.success(request, _("Đã rút hồ sơ; thông báo dừng giải quyết nằm trong mục Phiếu đã nhận."))
        return redirect("portal:dossier", dossier_id)
    context = {"page": page, "dossier": page.dossier, "form": form}
    return render(request, "portal/follow/withdraw.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def contact(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Telephone, e-mail, and how the result comes."""
    page, actor = _page(request, dossier_id), actor_of_citizen(request)
    row = page.dossier
    initial = {"seq": row.case.seq, "phone": row.applicant_phone, "email": row.applicant_email,
               "return_method": row.return_method, "return_address": row.return_address}  # fmt: skip
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and attempt(form, lambda values: change_contact(
        actor=actor, dossier_id=dossier_id, seen_seq=values.pop("seq"), **values)):  # fmt: skip
        messages.success(request, _("Đã lưu cách liên hệ và cách nhận kết quả."))
        return redirect("portal:dossier", dossier_id)
    context = {"page": page, "dossier": row, "form": form}
    return render(request, "portal/follow/contact.html", context, status=status_of(form))


@require_POST
@citizen_required
def write(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Write to the office; shows the page again with the sentence when it was refused."""
    actor = actor_of_citizen(request)
    page, form = _page(request, dossier_id), MessageForm(request.POST, request.FILES)
    if attempt(form, lambda values: write_message(
        actor=actor, account=account_of(request), dossier_id=dossier_id, **values)):  # fmt: skip
        messages.success(request, _("Đã gửi tin nhắn."))
        return redirect(reverse("portal:dossier", args=[dossier_id]) + "#tin-nhan")
    return show_dossier(request, page, form, status_of(form))


@require_POST
@citizen_required
def read(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Note that the office's messages have been read."""
    read_messages(actor=actor_of_citizen(request), dossier_id=dossier_id)
    return redirect(reverse("portal:dossier", args=[dossier_id]) + "#tin-nhan")
