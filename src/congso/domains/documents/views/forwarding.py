"""The screen on which the head lets the registry pass documents on directly."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core import clock
from congso.domains.documents.forms.forwarding import RuleForm
from congso.domains.documents.policies import INSTRUCT
from congso.domains.documents.policies_incoming import agency_of
from congso.domains.documents.queries_forwarding import forwarding_rules, may_pass_directly
from congso.domains.documents.services.forwarding import set_forwarding_rule
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """What the head decided, and the next decision."""
    actor, today = actor_of(request), clock.today()
    agency = agency_of(actor, INSTRUCT)
    found, allowed = forwarding_rules(viewer=actor, agency_id=agency), may_pass_directly(agency, today)
    form = RuleForm(request.POST if request.method == "POST" else None, initial={"valid_from": today, "allowed": allowed})
    if form.is_bound and attempt(form, lambda said: set_forwarding_rule(actor=actor, agency_id=agency, **said)) is not None:
        messages.success(request, _("Đã lưu."))
        return redirect("documents:incoming_forwarding")
    context = {"form": form, "rules": found, "allowed": allowed, "agency": tree().name(agency)}
    return render(request, "documents/in_forwarding.html", context, status=status_of(form))
