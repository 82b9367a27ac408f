"""A bank's statement: looked at first, then taken in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.actors import Actor
from congso.domains.fees.forms.money import StatementForm, TakeStatementForm
from congso.domains.fees.policies import RECONCILE, require_can_reconcile
from congso.domains.fees.queries.matching import Preview, preview
from congso.domains.fees.services import import_statement
from congso.domains.fees.services.statements import Imported
from congso.domains.fees.statements import decode, read_statement
from congso.domains.fees.views.reconciling import allowed_units
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; see what each line would do."""
    actor = actor_of(request)
    require_can_reconcile(actor)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StatementForm(*posted, allowed=allowed_units(actor, RECONCILE))
    found = (
        attempt(form, lambda values: _look(actor, values["unit"], decode(values["upload"].read())))
        if posted
        else None
    )
    return render(
        request,
        "fees/statement.html",
        {"form": form, "preview": found},
        status=200 if found else status_of(form),
    )


def _look(actor: Actor, unit_id: int, text: str) -> Preview:
    return preview(viewer=actor, unit_id=unit_id, text=text, lines=read_statement(text))


@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take in the statement that was looked at."""
    actor = actor_of(request)
    require_can_reconcile(actor)
    form = TakeStatementForm(request.POST, allowed=allowed_units(actor, RECONCILE))
    done: Imported | None = attempt(form, lambda values: import_statement(
        actor=actor, unit_id=values["unit"], lines=read_statement(values["text"])))  # fmt: skip
    if done is None:
        again = StatementForm(allowed=allowed_units(actor, RECONCILE))
        return render(request, "fees/statement.html", {"form": again, "lost": form}, status=status_of(form))
    words = {"new": len(done.taken), "settled": done.settled, "known": done.known, "left": done.left_out}
    messages.success(request, _("Đã ghi %(new)d giao dịch (%(settled)d khớp và đã lập biên lai); %(known)d giao dịch đã có từ "
                                "trước, %(left)d dòng bỏ qua vì lỗi.") % words)  # fmt: skip
    return redirect("fees:reconcile")
