"""The counter's other half: what came in by the portal is checked and accepted, asked about, or refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import PaperKind
from congso.domains.dossiers.forms.intake import extra_papers, fees_of, papers_of
from congso.domains.dossiers.policies import require_can_receive, require_can_set_check_time
from congso.domains.dossiers.queries.case_page import CasePage, case_page
from congso.domains.dossiers.queries.online import COUNT_CAP, PAGE, online_queue, online_waiting
from congso.domains.dossiers.services import accept_application, ask_supplement, refuse_application
from congso.domains.dossiers.services.checking import check_time, set_check_time
from congso.domains.dossiers.services.intake import promise
from congso.domains.dossiers.services.viewing import note_view
from congso.domains.dossiers.views.intake import counter_of
from congso.domains.procedures.facade import service
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of
from congso.foundation.web.widgets import DateBox


class CheckForm(forms.Form):
    """What the clerk adds when accepting, or says instead."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits at my counter, the oldest first."""
    actor = actor_of(request)
    counter_of(actor)
    rows, units = online_queue(viewer=actor), tree()
    lines = [(row, units.name(row.receiving_unit_id), units.name(row.agency_id)) for row in rows[:PAGE]]
    return render(request, "dossiers/online.html", {"lines": lines, "more": len(rows) > PAGE})


class CheckTimeForm(forms.Form):
    """Within how many working hours, from which day, by which rule."""

    valid_from = forms.DateField(label=gettext_lazy("Áp dụng từ ngày"), widget=DateBox())
    hours = forms.DecimalField(
        label=gettext_lazy("Số giờ làm việc"), min_value=Decimal("0.5"), max_value=80, decimal_places=1
    )
    citation = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=200)


@require_http_methods(["GET", "POST"])
@login_required
def check_time_page(request: HttpRequest) -> HttpResponse:
    """Within how many hours centres check what comes in online."""
    actor, now = actor_of(request), check_time(clock.today())
    require_can_set_check_time(actor)
    form = CheckTimeForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": clock.today(), "hours": now.hours, "citation": now.citation},
    )
    if form.is_bound and ask(form, set_check_time, actor=actor) is not None:
        messages.success(request, _("Đã lưu thời hạn kiểm tra."))
        return redirect("dossiers:check_time")
    intro = _("Trong thời hạn này nơi tiếp nhận phải tiếp nhận, yêu cầu bổ sung hoặc từ chối hồ sơ nộp trực tuyến. "
              "Mặc định 8 giờ làm việc (chưa được kiểm chứng với NĐ 118/2025).")  # fmt: skip
    return form_page(
        request,
        form,
        title=_("Thời hạn kiểm tra hồ sơ trực tuyến"),
        intro=intro,
        cancel_url=reverse("casework:inbox"),
    )


@require_GET
@login_required
def queue_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    count = online_waiting(viewer=actor_of(request))
    return HttpResponse(f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else str(count or ""))


@require_http_methods(["GET", "POST"])
@login_required
def check_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The counter's screen, filled in by the applicant: accept, ask, refuse."""
    actor = actor_of(request)
    page = case_page(viewer=actor, dossier_id=dossier_id)
    require_can_receive(actor, page.dossier.receiving_unit_id)
    note_view(actor=actor, dossier=page.dossier)
    if page.dossier.received_at is not None or page.is_closed:
        if page.dossier.submitted_at is None:
            raise NotVisible
        return redirect("dossiers:page", dossier_id)
    if request.method == "POST":
        return _decide(request, page)
    return _show(request, page, CheckForm(initial={"seq": page.case.seq}))


def _show(request: HttpRequest, page: CasePage, form: CheckForm) -> HttpResponse:
    offered, dossier = service(page.dossier.publication_id), page.dossier
    typed: dict[str, Any] = request.POST.dict() if form.is_bound else {}
    asked = {fee.name: fee.amount for fee in dossier.fees.all()}
    context = {
        "application": page, "offered": offered, "agency": page.agency, "centre": page.receiving, "form": form,
        "kinds": PaperKind.choices, "groups": [extra_papers(request.POST if form.is_bound else None, None)],
        "due": promise(offered, dossier.receiving_unit_id, clock.now()),
        "fees": [(f"fee-{place}", fee, typed.get(f"fee-{place}", asked.get(fee.name, fee.amount)))
                 for place, fee in enumerate(offered.fees)],
        "counter_note": {name: typed.get(name, "") for name in ("reason", "items", "contact")},
        "wanted": typed.get("do", ""),
    }  # fmt: skip
    return render(request, "dossiers/intake.html", context, status=status_of(form))


def _decide(request: HttpRequest, page: CasePage) -> HttpResponse:
    form, wanted = CheckForm(request.POST), request.POST.get("do", "accept")
    act = {"refuse": _refuse, "ask": _ask}.get(wanted, _accept)
    done: HttpResponse | None = attempt(form, lambda values: act(request, page, values))
    if done is None:
        return _show(request, case_page(viewer=actor_of(request), dossier_id=page.dossier.pk), form)
    return done


def _accept(request: HttpRequest, page: CasePage, values: dict[str, Any]) -> HttpResponse:
    offered = service(page.dossier.publication_id)
    accept_application(
        actor=actor_of(request), dossier_id=page.dossier.pk, seen_seq=values["seq"], note=values["note"],
        fee_amounts=fees_of(offered, request.POST), papers=papers_of([extra_papers(request.POST, request.FILES)]),
    )  # fmt: skip
    return redirect("dossiers:received", page.dossier.pk)


def _ask(request: HttpRequest, page: CasePage, values: dict[str, Any]) -> HttpResponse:
    texts = {name: request.POST.get(name, "")[:5000] for name in ("reason", "items", "contact")}
    ask_supplement(
        actor=actor_of(request),
        dossier_id=page.dossier.pk,
        seen_seq=values["seq"],
        repeat_reason=texts["reason"],
        items=texts["items"],
        reason=texts["reason"],
        contact=texts["contact"],
    )
    messages.success(request, _("Đã lập phiếu yêu cầu bổ sung và báo cho người nộp."))
    return redirect("dossiers:page", page.dossier.pk)


def _refuse(request: HttpRequest, page: CasePage, values: dict[str, Any]) -> HttpResponse:
    refuse_application(actor=actor_of(request), dossier_id=page.dossier.pk, seen_seq=values["seq"],
                       reason=request.POST.get("reason", "")[:5000])  # fmt: skip
    messages.success(request, _("Đã lập phiếu từ chối tiếp nhận và báo cho người nộp."))
    return redirect("dossiers:page", page.dossier.pk)
