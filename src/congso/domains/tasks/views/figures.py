"""Follow-up of tasks in figures, on the screen, as Excel and as PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.domains.tasks.enums import Figure
from congso.domains.tasks.figures_papers import as_excel_table, as_pdf_table, shown_rows
from congso.domains.tasks.forms.filters import FiguresForm
from congso.domains.tasks.queries.figures import FIGURES, figure_list, figure_table, slow_steps
from congso.domains.tasks.services import note_figures_taken
from congso.foundation.web.requests import actor_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@login_required
def figures_page(request: HttpRequest) -> HttpResponse:
    """The table of a period, every figure with its list behind it."""
    viewer = actor_of(request)
    form = FiguresForm(request.GET, viewer=viewer)
    table = figure_table(viewer=viewer, asked=form.asked)
    rows, total = shown_rows(table, form.asked)
    context = {"form": form, "asked": form.asked, "figures": FIGURES, "rows": rows, "total": total, "query": request.GET.urlencode(),
               "by_label": dict(form.fields["theo"].choices)[form.asked.by], "slow": slow_steps(viewer=viewer)}  # type: ignore[attr-defined]  # fmt: skip
    return render(request, "tasks/figures.html", context)


@require_GET
@login_required
def figure_tasks(request: HttpRequest) -> HttpResponse:
    """The tasks behind a figure."""
    viewer = actor_of(request)
    form = FiguresForm(request.GET, viewer=viewer)
    name = request.GET.get("chi_tieu", "")
    figure = Figure(name) if name in Figure.values else Figure.TOTAL
    page = figure_list(viewer=viewer, asked=form.asked, figure=figure, after=request.GET.get("after", ""))
    context = {"rows": page.rows, "older": page.older, "newer": "", "figure": figure.label, "period": form.period}
    return render(request, "tasks/figure_list.html", context)


def _file(request: HttpRequest, kind: str, media_type: str) -> HttpResponse:
    viewer = actor_of(request)
    asked = FiguresForm(request.GET, viewer=viewer).asked
    table = figure_table(viewer=viewer, asked=asked)
    content = as_excel_table(viewer, asked, table) if kind == "xlsx" else as_pdf_table(viewer, asked, table)
    first, last = asked.period.first, asked.period.last
    note_figures_taken(actor=viewer, first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}", by=asked.by, kind=kind)
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="theo-doi-nhiem-vu-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_GET
@login_required
def as_excel(request: HttpRequest) -> HttpResponse:
    """The table as Excel."""
    return _file(request, "xlsx", _EXCEL)


@require_GET
@login_required
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The table on A4 landscape."""
    return _file(request, "pdf", "application/pdf")
