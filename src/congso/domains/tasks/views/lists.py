"""The list and the board of tasks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.domains.tasks.forms.filters import FilterForm
from congso.domains.tasks.policies import GIVE
from congso.domains.tasks.queries.listing import board, task_list, waiting_count
from congso.foundation.web.requests import actor_of


@require_GET
@login_required
def task_list_page(request: HttpRequest) -> HttpResponse:
    """Tasks that the viewer may see, due first."""
    viewer, form = actor_of(request), FilterForm(request.GET)
    page = task_list(viewer=viewer, wanted=form.wanted(request.GET.get("after", "")))
    context = {"form": form, "rows": page.rows, "older": page.older, "newer": "", "may_give": viewer.may(GIVE), "query": request.GET.urlencode()}
    return render(request, "tasks/list.html", context)


@require_GET
@login_required
def board_page(request: HttpRequest) -> HttpResponse:
    """The same tasks by where they stand."""
    viewer, form = actor_of(request), FilterForm(request.GET, on_board=True)
    columns = board(viewer=viewer, wanted=form.wanted())
    context = {"form": form, "columns": columns, "may_give": viewer.may(GIVE), "query": request.GET.urlencode()}
    return render(request, "tasks/board.html", context)


@require_GET
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """How many lie in the viewer's hands, for the menu."""
    count = waiting_count(viewer=actor_of(request))
    return HttpResponse(str(count) if count else "", content_type="text/plain")
