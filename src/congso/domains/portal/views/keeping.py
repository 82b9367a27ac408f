"""Screens of who keeps the citizens' first page."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.domains.portal.forms import (
    LifeEventForm,
    LimitsForm,
    NoticeForm,
    WithdrawNoticeForm,
    event_initial,
)
from congso.domains.portal.policies import require_can_manage
from congso.domains.portal.queries.events import kept_event, kept_events
from congso.domains.portal.queries.notices import earliest_planned_day, kept_notice, kept_notices
from congso.domains.portal.services.keeping_events import (
    close_life_event,
    load_standard_events,
    save_life_event,
)
from congso.domains.portal.services.keeping_notices import publish_notice, withdraw_notice
from congso.domains.portal.services.limiting import Limits, limits_on, set_limits
from congso.domains.procedures.facade import found_by_codes
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt

_reading_and_writing = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def events(request: HttpRequest) -> HttpResponse:
    """The life events, with how many of their procedures are in force."""
    rows = [(row, len(found_by_codes(row.codes))) for row in kept_events(viewer=actor_of(request))]
    return render(request, "portal/keeping/events.html", {"rows": rows})


@_reading_and_writing
@login_required
def new_event(request: HttpRequest) -> HttpResponse:
    """Open a life event."""
    require_can_manage(actor_of(request))
    form = LifeEventForm(request.POST if request.method == "POST" else None)
    if ask(form, save_life_event, actor=actor_of(request)):
        messages.success(request, _("Đã thêm sự kiện."))
        return redirect("portal:events")
    return _event_form(request, form, _("Thêm sự kiện"))


@_reading_and_writing
@login_required
def edit_event(request: HttpRequest, event_id: int) -> HttpResponse:
    """Put new words in place of a life event's."""
    row = kept_event(viewer=actor_of(request), event_id=event_id)
    form = LifeEventForm(request.POST if request.method == "POST" else None, initial=event_initial(row))
    if ask(form, save_life_event, actor=actor_of(request), event_id=event_id):
        messages.success(request, _("Đã lưu sự kiện."))
        return redirect("portal:events")
    return _event_form(request, form, _("Sửa sự kiện"))


@require_POST
@login_required
def close_event(request: HttpRequest, event_id: int) -> HttpResponse:
    """Show a life event no longer."""
    close_life_event(actor=actor_of(request), event_id=event_id)
    messages.success(request, _("Đã thôi hiển thị sự kiện."))
    return redirect("portal:events")


@require_POST
@login_required
def standard_events(request: HttpRequest) -> HttpResponse:
    """Open the standard life events that are missing."""
    count = load_standard_events(actor=actor_of(request))
    messages.success(request, _("Đã thêm %(count)d sự kiện mẫu.") % {"count": count})
    return redirect("portal:events")


@require_GET
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, those withdrawn and past too."""
    context = {
        "rows": kept_notices(viewer=actor_of(request)),
        "now": clock.now(),
        "earliest": earliest_planned_day(),
    }
    return render(request, "portal/keeping/notices.html", context)


@_reading_and_writing
@login_required
def new_notice(request: HttpRequest) -> HttpResponse:
    """Announce a stop."""
    require_can_manage(actor_of(request))
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if ask(form, publish_notice, actor=actor_of(request)):
        messages.success(request, _("Đã đăng thông báo trên trang đầu."))
        return redirect("portal:notices")
    intro = _("Nếu đăng hôm nay, bảo trì có kế hoạch sớm nhất vào ngày %(day)s.") % {
        "day": f"{earliest_planned_day():%d/%m/%Y}"
    }
    trail = [(reverse("portal:notices"), _("Thông báo tạm dừng"))]
    return form_page(request, form, title=_("Đăng thông báo tạm dừng"), submit=_("Đăng"), intro=intro, trail=trail,
                     cancel_url=reverse("portal:notices"))  # fmt: skip


@_reading_and_writing
@login_required
def end_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Take a notice back."""
    row = kept_notice(viewer=actor_of(request), notice_id=notice_id)
    form = WithdrawNoticeForm(request.POST if request.method == "POST" else None)
    if ask(form, withdraw_notice, actor=actor_of(request), notice_id=notice_id):
        messages.success(request, _("Đã rút thông báo."))
        return redirect("portal:notices")
    trail = [(reverse("portal:notices"), _("Thông báo tạm dừng"))]
    return form_page(request, form, title=_("Rút thông báo: %(title)s") % {"title": row.title}, submit=_("Rút thông báo"),
                     trail=trail, cancel_url=reverse("portal:notices"), danger=True)  # fmt: skip


def _event_form(request: HttpRequest, form: LifeEventForm, title: str) -> HttpResponse:
    trail = [(reverse("portal:events"), _("Sự kiện cuộc đời"))]
    return form_page(request, form, title=title, trail=trail, cancel_url=reverse("portal:events"))


@_reading_and_writing
@login_required
def limits(request: HttpRequest) -> HttpResponse:
    """What one account may do in an hour, and how long the office has to answer about data."""
    actor, now = actor_of(request), limits_on(clock.today())
    require_can_manage(actor)
    form = LimitsForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": clock.today()} | asdict(now),
    )
    if form.is_bound and attempt(form, lambda values: set_limits(
        actor=actor, valid_from=values.pop("valid_from"), limits=Limits(**values))):  # fmt: skip
        messages.success(request, _("Đã lưu giới hạn."))
        return redirect("portal:limits")
    intro = _(
        "Mỗi tài khoản công dân chỉ được bấy nhiêu trong một giờ, để một người không làm nghẽn cả hệ thống."
    )
    return form_page(
        request, form, title=_("Giới hạn của Cổng"), intro=intro, cancel_url=reverse("casework:inbox")
    )
