"""The short forms that the search understands."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.errors import NotVisible
from congso.domains.procedures.forms import AbbreviationForm
from congso.domains.procedures.policies import can_manage
from congso.domains.procedures.queries.terms import kept_abbreviations
from congso.domains.procedures.services.abbreviations import add_abbreviation, remove_abbreviation
from congso.domains.procedures.views.asking import actor_of
from congso.foundation.web.forms import ask


@login_required
@require_http_methods(["GET", "POST"])
def abbreviations_page(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    actor = actor_of(request)
    if not can_manage(actor):
        raise NotVisible
    form = AbbreviationForm(request.POST if request.method == "POST" else None)
    if row := ask(form, add_abbreviation, actor=actor):
        messages.success(
            request, _("Đã thêm “%(short)s”. Tìm kiếm hiểu ngay từ bây giờ.") % {"short": row.short}
        )
        return redirect("procedures:abbreviations")
    context = {"form": form, "rows": kept_abbreviations(viewer=actor)}
    return render(request, "procedures/abbreviations.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_abbreviation_page(request: HttpRequest, abbreviation_id: int) -> HttpResponse:
    """Forget one."""
    if not can_manage(actor_of(request)):
        raise NotVisible
    remove_abbreviation(actor=actor_of(request), abbreviation_id=abbreviation_id)
    messages.success(request, _("Đã bỏ từ viết tắt."))
    return redirect("procedures:abbreviations")
