"""The portal's catalogue and its agencies."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.domains.national.forms import ApproveForm, IgnoreForm, NothingForm
from congso.domains.national.models import DifferenceKind, DifferenceState
from congso.domains.national.queries.catalogue import agency_page, difference_of, difference_page, last_pull
from congso.domains.national.services.agencies import pull_agencies
from congso.domains.national.services.catalogue import (
    approve_difference,
    begin_pull,
    ignore_difference,
    stop_pull,
)
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_GET
@login_required
def differences(request: HttpRequest) -> HttpResponse:
    """The latest fetch, and what waits for a decision."""
    return _differences(request, NothingForm())


def _differences(request: HttpRequest, form: NothingForm) -> HttpResponse:
    viewer, asked = actor_of(request), request.GET
    kind, state = asked.get("loai", ""), asked.get("tinh-trang", DifferenceState.OPEN)
    page = difference_page(viewer=viewer, kind=kind if kind in DifferenceKind.values else "",
                           state=state if state in DifferenceState.values else DifferenceState.OPEN, after=asked.get("after", "")[:60])  # fmt: skip
    kinds = [(value, label, page.counts.get(value, 0)) for value, label in DifferenceKind.choices]
    context = {"pull": last_pull(viewer=viewer), "page": page, "kinds": kinds, "kind": kind, "state": state,
               "states": DifferenceState.choices, "form": form}  # fmt: skip
    return render(request, "national/differences.html", context, status=status_of(form))


@require_POST
@login_required
def pull(request: HttpRequest) -> HttpResponse:
    """Begin to fetch."""
    actor, form = actor_of(request), NothingForm(request.POST)
    if attempt(form, lambda _values: begin_pull(actor=actor)) is None:
        return _differences(request, form)
    messages.success(request, _("Đang tải danh mục; tiến độ hiện ở trang này."))
    return redirect("national:differences")


@require_POST
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the fetch that runs."""
    actor, form = actor_of(request), NothingForm(request.POST)
    if attempt(form, lambda _values: stop_pull(actor=actor)) is None:
        return _differences(request, form)
    messages.success(request, _("Đã dừng tải; các điểm khác đã tìm thấy vẫn nằm chờ duyệt."))
    return redirect("national:differences")


@require_GET
@login_required
def progress(request: HttpRequest) -> HttpResponse:
    """How far the fetch has come, for the page that waits."""
    return render(request, "national/progress.html", {"pull": last_pull(viewer=actor_of(request))})


@require_http_methods(["GET", "POST"])
@login_required
def difference(request: HttpRequest, difference_id: int) -> HttpResponse:
    """One difference, field by field; approving makes the new version."""
    actor = actor_of(request)
    difference_of(viewer=actor, difference_id=difference_id)
    form = ApproveForm(request.POST if request.method == "POST" else None, initial={"valid_from": clock.today()})
    if form.is_bound and attempt(form, lambda values: approve_difference(actor=actor, difference_id=difference_id, **values)):
        messages.success(request, _("Đã duyệt: danh mục có phiên bản mới của thủ tục."))
        return redirect("national:differences")
    return _difference(request, difference_id, form, IgnoreForm())


@require_POST
@login_required
def ignore(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Leave our wording as it is."""
    actor, form = actor_of(request), IgnoreForm(request.POST)
    difference_of(viewer=actor, difference_id=difference_id)
    if attempt(form, lambda values: ignore_difference(actor=actor, difference_id=difference_id, **values)):
        messages.success(request, _("Đã bỏ qua điểm khác này."))
        return redirect("national:differences")
    return _difference(request, difference_id, ApproveForm(initial={"valid_from": clock.today()}), form)


def _difference(request: HttpRequest, difference_id: int, approve: ApproveForm, ignore_form: IgnoreForm) -> HttpResponse:
    found, fields = difference_of(viewer=actor_of(request), difference_id=difference_id)
    context = {"difference": found, "fields": fields, "form": approve, "ignore_form": ignore_form,
               "is_open": found.state == DifferenceState.OPEN, "is_gone": found.kind == DifferenceKind.GONE}  # fmt: skip
    bound = approve if approve.is_bound else ignore_form
    return render(request, "national/difference.html", context, status=status_of(bound))


@require_GET
@login_required
def agencies(request: HttpRequest) -> HttpResponse:
    """The portal's agencies beside our units."""
    return _agencies(request, NothingForm())


def _agencies(request: HttpRequest, form: NothingForm) -> HttpResponse:
    asked = request.GET
    words, only = asked.get("q", "")[:100], asked.get("la", "") == "1"
    rows, older, missing = agency_page(viewer=actor_of(request), words=words, only_unknown=only, after=asked.get("after", "")[:35])
    context = {"rows": rows, "older": older, "missing": missing, "words": words, "only_unknown": only, "form": form}
    return render(request, "national/agencies.html", context, status=status_of(form))


@require_POST
@login_required
def agencies_pull(request: HttpRequest) -> HttpResponse:
    """Fetch the portal's list of agencies."""
    actor, form = actor_of(request), NothingForm(request.POST)
    count = attempt(form, lambda _values: (pull_agencies(actor=actor),))
    if count is None:
        return _agencies(request, form)
    words = ngettext("Cổng liệt kê %(count)d cơ quan.", "Cổng liệt kê %(count)d cơ quan.", count[0])
    messages.success(request, words % {"count": count[0]})
    return redirect("national:agencies")
