"""Shared lists: how they stand, one of them with what differs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congso.domains.lookups.forms_forwarding import DecideForm, RowForm
from congso.domains.lookups.queries.sharing import list_lines, list_page
from congso.domains.lookups.services.sharing import RowIn, add_row, approve, fetch_list, ignore
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_GET
@login_required
def shared_lists(request: HttpRequest) -> HttpResponse:
    """Every list."""
    return render(request, "lookups/shared_lists.html", {"lines": list_lines(viewer=actor_of(request))})


@require_GET
@login_required
def shared_list(request: HttpRequest, key: str) -> HttpResponse:
    """One list, its rows, what waits for a decision."""
    return _page(request, key)


def _page(request: HttpRequest, key: str, decide: DecideForm | None = None, row: RowForm | None = None) -> HttpResponse:
    page = list_page(viewer=actor_of(request), key=key)
    bound = decide or row
    context = {"page": page, "row_form": row or RowForm(), "refusal": bound, "chosen": set(decide.data.getlist("difference")) if decide else set()}  # type: ignore[attr-defined]
    return render(request, "lookups/shared_list.html", context, status=status_of(bound))


@require_POST
@login_required
def shared_fetch(request: HttpRequest, key: str) -> HttpResponse:
    """Fetch it."""
    form = DecideForm(request.POST, differences=[])
    if attempt(form, lambda _values: fetch_list(actor=actor_of(request), key=key)):
        messages.success(request, _("Đã tải danh mục; các điểm khác chờ duyệt ở dưới."))
        return redirect("lookups:shared_list", key)
    return _page(request, key, form)


@require_POST
@login_required
def shared_decide(request: HttpRequest, key: str) -> HttpResponse:
    """Approve what was chosen, or pass over it."""
    actor = actor_of(request)
    page = list_page(viewer=actor, key=key)
    form = DecideForm(request.POST, differences=[(each.pk, each.code) for each in page.differences])
    if request.POST.get("do") == "ignore":
        count = attempt(form, lambda values: ignore(actor=actor, key=key, difference_ids=values["difference"], reason=values["reason"]))
        words = ngettext("Đã bỏ qua %(count)d điểm khác.", "Đã bỏ qua %(count)d điểm khác.", count or 0)
    else:
        count = attempt(form, lambda values: approve(actor=actor, key=key, difference_ids=values["difference"]))
        words = ngettext("Đã duyệt %(count)d điểm khác.", "Đã duyệt %(count)d điểm khác.", count or 0)
    if count is None:
        return _page(request, key, form)
    messages.success(request, words % {"count": count})
    return redirect("lookups:shared_list", key)


@require_POST
@login_required
def shared_add(request: HttpRequest, key: str) -> HttpResponse:
    """Have a row added at the platform."""
    form = RowForm(request.POST)

    def add(values: dict[str, str]) -> bool:
        add_row(actor=actor_of(request), key=key, given=RowIn(**values))
        return True

    list_page(viewer=actor_of(request), key=key)
    if attempt(form, add):
        messages.success(request, _("Nền tảng đã nhận dòng mới; tải lại danh mục để duyệt."))
        return redirect("lookups:shared_list", key)
    return _page(request, key, row=form)
