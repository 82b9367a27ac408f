"""The page of figures that everybody may read, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.core import clock
from congso.domains.insight.publishing import (
    DEFINITIONS,
    as_csv,
    as_json,
    bars,
    chosen_period,
    period_choices,
)
from congso.domains.insight.queries.public import MOST_LATE, PublicFigures, public_figures
from congso.foundation.orgs import epoch


def _asked(request: HttpRequest) -> tuple[str, PublicFigures]:
    key, period = chosen_period(request.GET.get("ky", ""), clock.today())
    with epoch.known():
        return key, public_figures(period)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Figures of a period by agency and month, with their meaning, and the late dossiers."""
    key, figures = _asked(request)
    context = {"figures": figures, "key": key, "choices": period_choices(clock.today()), "definitions": DEFINITIONS,
               "bars": bars(figures.months), "most_late": MOST_LATE}  # fmt: skip
    return render(request, "insight/public.html", context)


@require_GET
def figures_json(request: HttpRequest) -> HttpResponse:
    """The same for a program."""
    return JsonResponse(as_json(_asked(request)[1]), json_dumps_params={"indent": 1, "ensure_ascii": False})


@require_GET
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    key, figures = _asked(request)
    answer = HttpResponse(as_csv(figures), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{key}.csv"'
    return answer
