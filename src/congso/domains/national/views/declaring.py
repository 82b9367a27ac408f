"""Figures declared by hand or from a table."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from congso.domains.national.forms import FigureForm
from congso.domains.national.queries.declaring import figures
from congso.domains.national.services.declaring import COLUMNS, FigureIn, declare, end_figure, read_figures
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of
from congso.foundation.web.tables import TableForm

_COLUMNS = ", ".join(COLUMNS).replace("ma_co_quan", "ma_co_quan (trống: toàn tỉnh)", 1)


@require_http_methods(["GET", "POST"])
@login_required
def declared(request: HttpRequest) -> HttpResponse:
    """What was declared; one more, or a table of them."""
    actor = actor_of(request)
    rows = figures(viewer=actor)
    is_table = request.POST.get("do") == "table"
    form = FigureForm(request.POST if request.method == "POST" and not is_table else None)
    table = TableForm(*((request.POST, request.FILES) if is_table else ()), columns=_COLUMNS)
    bound = table if is_table else form
    count = None
    if is_table:
        count = attempt(table, lambda values: declare(actor=actor, given=read_figures(values["table"])))
    elif form.is_bound:
        count = attempt(form, lambda values: declare(actor=actor, given=[FigureIn(**values)]))
    if count:
        messages.success(request, ngettext("Đã ghi %(count)d số liệu.", "Đã ghi %(count)d số liệu.", count) % {"count": count})
        return redirect("national:declared")
    return render(request, "national/declared.html", {"rows": rows, "form": form, "table": table}, status=status_of(bound))


@require_POST
@login_required
def declared_end(request: HttpRequest, figure_id: int) -> HttpResponse:
    """One no longer holds."""
    end_figure(actor=actor_of(request), figure_id=figure_id)
    messages.success(request, _("Số liệu không còn dùng; mẫu số là số hồ sơ hệ thống đếm."))
    return redirect("national:declared")
