"""Screens of reports."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.domains.insight.enums import Figure
from congso.domains.insight.forms import ReportForm
from congso.domains.insight.presenting import BAR_WIDTH, as_excel, bars, shown
from congso.domains.insight.queries.listing import listing
from congso.domains.insight.queries.stuck import stuck_steps
from congso.domains.insight.queries.table import FIGURES, report_table
from congso.domains.insight.services import note_report_taken
from congso.foundation.web.requests import actor_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def report_page(request: HttpRequest) -> HttpResponse:
    """The table of a period, the drawing of it, and where work is stuck now."""
    viewer = actor_of(request)
    form = ReportForm(request.GET, viewer=viewer)
    wanted = form.wanted
    table = report_table(viewer=viewer, wanted=wanted)
    context = {
        "form": form, "wanted": wanted, "figures": FIGURES, "rows": [shown(wanted, row) for row in table.rows],
        "total": shown(wanted, table.total, is_total=True), "bars": bars(table), "bar_width": BAR_WIDTH,
        "by_label": dict(form.fields["theo"].choices)[wanted.by],  # type: ignore[attr-defined]
        "query": request.GET.urlencode(), "stuck": stuck_steps(viewer=viewer),
    }  # fmt: skip
    return render(request, "insight/report.html", context)


@require_GET
@login_required
def report_excel(request: HttpRequest) -> HttpResponse:
    """The same table as an Excel file."""
    viewer = actor_of(request)
    wanted = ReportForm(request.GET, viewer=viewer).wanted
    content = as_excel(wanted, report_table(viewer=viewer, wanted=wanted))
    note_report_taken(actor=viewer, wanted=wanted)
    answer = HttpResponse(content, content_type=_EXCEL)
    name = f"bao-cao-{wanted.period.first:%Y%m%d}-{wanted.period.last:%Y%m%d}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@login_required
def report_list(request: HttpRequest) -> HttpResponse:
    """The dossiers behind a figure."""
    viewer = actor_of(request)
    form = ReportForm(request.GET, viewer=viewer)
    figure = request.GET.get("chi_tieu", "")
    figure = figure if figure in Figure.values else Figure.TOTAL
    page = listing(viewer=viewer, wanted=form.wanted, figure=figure, after=request.GET.get("after", ""))
    context = {"page": page, "figure": Figure(figure).label, "period": form.period}
    return render(request, "insight/list.html", context)
