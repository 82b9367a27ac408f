"""Forms that wait for a signature: look, tick, one PIN."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import Actor
from congso.domains.dossiers.forms.signing_forms import FormsToSign, LeaveForm
from congso.domains.dossiers.models import SignedForm
from congso.domains.dossiers.policies import require_keeps_a_seal
from congso.domains.dossiers.printing.laid_out import form_paper
from congso.domains.dossiers.queries.signed_forms import next_paper, waiting_forms
from congso.domains.dossiers.services.signing_forms import (
    MOST,
    SUBJECT,
    leave_unsigned,
    prepare_forms,
    store_signed_forms,
)
from congso.domains.dossiers.views.prints import paper
from congso.foundation.files.responses import file_response
from congso.foundation.signing.facade import answer_asked, waiting_among
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _waiting(actor: Actor, *, as_head: bool) -> tuple[list[SignedForm], int]:
    """The next ones of one agency, or of one head, and how many wait in all; those that wait for a timestamp rest."""
    rows = waiting_forms(viewer=actor)
    mine = rows.filter(person_signed_at=None, signer_id=actor.account_id) if as_head else rows.exclude(person_signed_at=None, signer_id__isnull=False)
    first = mine.first()
    if first is not None and not as_head:
        mine = mine.filter(agency_id=first.agency_id)
    shown = list(mine[:MOST])
    resting = waiting_among(SUBJECT, [str(row.pk) for row in shown])
    return [row for row in shown if str(row.pk) not in resting], mine.count()


@require_http_methods(["GET", "POST"])
@login_required
def seal(request: HttpRequest) -> HttpResponse:
    """Forms that wait for the agency's signature."""
    require_keeps_a_seal(actor_of(request))
    return _page(request, as_head=False)


@require_http_methods(["GET", "POST"])
@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """Letters of apology that wait for one's own signature as head."""
    return _page(request, as_head=True)


def _page(request: HttpRequest, *, as_head: bool) -> HttpResponse:
    actor = actor_of(request)
    rows, count = _waiting(actor, as_head=as_head)
    unit_id = None if as_head else rows[0].agency_id if rows else 0
    ask = FormsToSign(request.POST if request.method == "POST" else None, viewer=actor, unit_id=unit_id, rows=rows)
    found = answer_asked(request, ask, actor=actor, orders=lambda: prepare_forms(actor=actor, form_ids=_ticked(ask))) if ask.is_bound else None
    if isinstance(found, HttpResponse):
        return found
    if found:
        done = len(store_signed_forms(actor=actor, signed=found))
        messages.success(request, ngettext("Đã ký số %(count)d biểu mẫu.", "Đã ký số %(count)d biểu mẫu.", done) % {"count": done})
        return redirect(request.path)
    chosen = set(request.POST.getlist("chosen_forms"))
    context = {"ask": ask, "rows": rows, "count": count, "most": MOST, "as_head": as_head, "chosen": chosen}
    return ask.let_reach_signers(render(request, "dossiers/sign_forms.html", context, status=status_of(ask)))


def _ticked(ask: FormsToSign) -> list[int]:
    found: list[int] = ask.cleaned_data["chosen_forms"]
    return found


@require_POST
@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """Forms that stay prints."""
    actor = actor_of(request)
    require_keeps_a_seal(actor)
    rows = list(waiting_forms(viewer=actor)[: MOST * 2])
    form = LeaveForm(request.POST, rows=rows)

    def act(values: dict[str, Any]) -> int:
        return leave_unsigned(actor=actor, form_ids=values["chosen_forms"], reason=values["reason"])

    done = attempt(form, act)
    if done:
        messages.success(request, ngettext("%(count)d biểu mẫu giữ nguyên bản in.", "%(count)d biểu mẫu giữ nguyên bản in.", done) % {"count": done})
    else:
        messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
    return redirect("dossiers:seal_forms")


@require_GET
@login_required
def look(request: HttpRequest, signed_form_id: int) -> HttpResponseBase:
    """The form as it will be signed."""
    row = next_paper(viewer=actor_of(request), form_id=signed_form_id)
    kept = row.file or row.prepared
    name = f"{row.get_form_display()} {row.number}.pdf"
    return file_response(kept, name=name) if kept is not None else paper(form_paper(row).pdf, name)


@require_GET
@login_required
def seal_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    rows = waiting_forms(viewer=actor_of(request)).exclude(person_signed_at=None, signer_id__isnull=False)
    return HttpResponse(str(rows[:100].count() or ""))
