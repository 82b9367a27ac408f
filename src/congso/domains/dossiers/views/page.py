"""The page of a dossier and everything that is pressed there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.errors import NotVisible
from congso.domains.dossiers.forms.actions import (
    AnswerForm,
    CallBackForm,
    CaseForm,
    HandOverForm,
    MoveForm,
    WithdrawQuestionForm,
)
from congso.domains.dossiers.forms.messages import MessageForm
from congso.domains.dossiers.pages import PAGE
from congso.domains.dossiers.queries.case_page import CasePage, case_page, consultation_page, proposal_label
from congso.domains.dossiers.queries.files import file_for
from congso.domains.dossiers.queries.parts import parts_elsewhere
from congso.domains.dossiers.queries.result_documents import result_paper
from congso.domains.dossiers.queries.signed_forms import electronic_forms
from congso.domains.dossiers.services import answer_consultation
from congso.domains.dossiers.services.viewing import note_view
from congso.domains.dossiers.views.actions import ACTIONS, Action
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _form(action: Action, page: CasePage, *args: Any, **kwargs: Any) -> CaseForm:
    if action.form is HandOverForm:
        kwargs["choices"] = parts_elsewhere(page.case.agency_id)
    if action.slug == "tra-ket-qua" and not args:
        kwargs["initial"] = {"received_by": page.dossier.applicant_name, "method": page.dossier.return_method}
    if action.slug == "de-xuat" and not args and getattr(page.dossier, "result", None):
        result = page.dossier.result
        kwargs["initial"] = {"proposal": page.dossier.proposal, "name": result.name, "number": result.number,
                             "summary": result.summary, "valid_until": result.valid_until}  # fmt: skip
    return action.form(*args, case=page.case, **kwargs)


def show_page(
    request: HttpRequest,
    page: CasePage,
    failed: tuple[str, CaseForm] | None = None,
    message_form: MessageForm | None = None,
) -> HttpResponse:
    """The page of a dossier, perhaps with a form that was refused."""
    slug, form = failed or ("", None)
    ways = [
        form
        if isinstance(form, MoveForm) and form.data.get("way") == way.code
        else MoveForm(case=page.case, way=way.code)
        for way in page.offers.ways
    ]
    panels = [
        (action, form if action.slug == slug else _form(action, page))
        for action in ACTIONS.values()
        if action.offer in page.offers and action.slug not in {"chuyen", "rut-y-kien", "goi-lai"}
    ]
    shown = any(each is form for each in ways) or any(each is form for _action, each in panels)
    withdrawals = {
        child.pk: (WithdrawQuestionForm if child.kind == "consultation" else CallBackForm)(
            case=page.case, part=child.pk.hex, initial={"child": child.pk}
        )
        for child in page.children
    }
    context = {"page": page, "dossier": page.dossier, "case": page.case, "ways": ways, "panels": panels, "failed": slug,
               "lost_form": None if shown else form, "proposal_label": proposal_label(page.dossier),
               "withdrawals": withdrawals, "main_panels": {"tra-ket-qua", "da-bo-sung", "da-nop-tien"},
               "message_form": message_form or MessageForm(), "around": around(request, PAGE, page.dossier.pk),
               "electronic": electronic_forms(viewer=actor_of(request), dossier=page.dossier)}  # fmt: skip
    return render(request, "dossiers/page.html", context, status=status_of(form or message_form))


@require_GET
@login_required
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """A dossier: where it stands, what may be done, what happened."""
    page = case_page(viewer=actor_of(request), dossier_id=dossier_id)
    note_view(actor=actor_of(request), dossier=page.dossier)
    return show_page(request, page)


@require_POST
@login_required
def dossier_action(request: HttpRequest, dossier_id: UUID, slug: str) -> HttpResponse:
    """Do what was pressed; show the page again with the sentence when it was refused."""
    actor, action = actor_of(request), ACTIONS.get(slug)
    if action is None:
        raise NotVisible
    page = case_page(viewer=actor, dossier_id=dossier_id)
    form = _form(action, page, request.POST, request.FILES)
    if attempt(form, lambda values: (action.run(actor, dossier_id, values), True)):
        messages.success(request, str(action.done))
        return redirect("dossiers:page", dossier_id)
    page = case_page(viewer=actor, dossier_id=dossier_id)
    form.show_again(page.case)
    return show_page(request, page, (slug, form))


@require_http_methods(["GET", "POST"])
@login_required
def consultation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A question of another unit, and the answer to it."""
    actor = actor_of(request)
    page = consultation_page(viewer=actor, case_id=case_id)
    posted = request.POST if request.method == "POST" else None
    if page["dossier"] is not None:
        note_view(actor=actor, dossier=page["dossier"])
    form = AnswerForm(posted, case=page["case"])
    if posted is not None and attempt(form, lambda values: answer_consultation(
        actor=actor, case_id=case_id, seen_seq=values["seq"], opinion=values["opinion"])):  # fmt: skip
        messages.success(request, _("Đã gửi ý kiến trả lời."))
        return redirect("casework:inbox")
    return render(request, "dossiers/consultation.html", page | {"form": form}, status=status_of(form))


@require_GET
@login_required
def paper_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A file of a dossier, for who may see the dossier."""
    found = file_for(viewer=actor_of(request), file_id=file_id)
    note_view(actor=actor_of(request), dossier=found.dossier)
    return office_file_response(request, found.stored, name=found.name)


@require_GET
@login_required
def result_file(request: HttpRequest, dossier_id: UUID) -> HttpResponseBase:
    """The drafted or approved result."""
    dossier = case_page(viewer=actor_of(request), dossier_id=dossier_id).dossier
    if not getattr(dossier, "result", None) or dossier.result.stored is None:
        raise NotVisible
    return office_file_response(request, dossier.result.stored, name=dossier.result.file_name)


@require_GET
@login_required
def result_paper_file(request: HttpRequest, dossier_id: UUID, result_paper_id: int) -> HttpResponseBase:
    """A former result, or what amends or corrects the present one."""
    found = result_paper(viewer=actor_of(request), dossier_id=dossier_id, paper_id=result_paper_id)
    assert found.stored is not None
    return office_file_response(request, found.stored, name=found.file_name)
