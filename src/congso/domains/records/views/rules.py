"""Screens of the retention table and the limits for handing over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.domains.records.forms.lists import RuleForm, TermForm
from congso.domains.records.policies import SET_RULES, require_can_set_rules
from congso.domains.records.queries.retention import period_text, rule_on, rules_by_group, terms_on
from congso.domains.records.services.rules import set_handover_term, set_retention_rule
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """What is kept how long, and by when it is handed over."""
    groups = [(label, [(row, period_text(row.years)) for row in rows]) for label, rows in rules_by_group()]
    context = {"groups": groups, "terms": list(terms_on(clock.today()).values()), "may_set": actor_of(request).may(SET_RULES)}
    return render(request, "records/rules.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def set_rule(request: HttpRequest) -> HttpResponse:
    """A line of the table, from a day on."""
    actor = actor_of(request)
    require_can_set_rules(actor)
    row = rule_on(request.GET.get("ma", ""), clock.today())
    names = ("code", "group", "title", "years", "source")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = RuleForm(request.POST if request.method == "POST" else None, initial={"valid_from": clock.today(), **initial})
    if form.is_bound and attempt(form, lambda said: set_retention_rule(actor=actor, **said)):
        messages.success(request, _("Đã lưu thời hạn lưu trữ."))
        return redirect("records:rules")
    return form_page(request, form, title=_("Đặt thời hạn lưu trữ"), cancel_url=reverse("records:rules"))


@require_http_methods(["GET", "POST"])
@login_required
def set_term(request: HttpRequest) -> HttpResponse:
    """A limit for handing over, from a day on."""
    actor = actor_of(request)
    require_can_set_rules(actor)
    row = terms_on(clock.today()).get(request.GET.get("loai", ""))
    initial = {"term": row.term, "amount": row.amount, "unit": row.unit} if row else {}
    form = TermForm(request.POST if request.method == "POST" else None, initial={"valid_from": clock.today(), **initial})
    if form.is_bound and attempt(form, lambda said: set_handover_term(actor=actor, **said)):
        messages.success(request, _("Đã lưu thời hạn nộp lưu."))
        return redirect("records:rules")
    return form_page(request, form, title=_("Đặt thời hạn nộp lưu"), cancel_url=reverse("records:rules"))
