"""Screens of notices, letters that did not leave, and wordings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotVisible
from congso.foundation.notifications.forms import WordingForm
from congso.foundation.notifications.policies import require_can_manage
from congso.foundation.notifications.queries import COUNT_CAP, notices, unread_count, unsent_messages
from congso.foundation.notifications.services import mark_all_read, open_notice, send_again, set_wording
from congso.foundation.notifications.wordings import kinds, wording_on
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_GET
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    """All notices, newest first."""
    after = request.GET.get("after", "")
    page = notices(
        viewer=actor_of(request), before=int(after) if after.isdecimal() and len(after) < 18 else None
    )
    return render(request, "notifications/notices.html", {"page": page})


@require_GET
@login_required
def notice_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    count = unread_count(viewer=actor_of(request))
    return HttpResponse(f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else str(count or ""))


@require_POST
@login_required
def notice_open(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark as read and go where the matter is dealt with."""
    notice = open_notice(actor=actor_of(request), notice_id=notice_id)
    ours = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if notice.url and ours else "notifications:list")


@require_POST
@login_required
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(actor=actor_of(request))
    messages.success(request, _("Đã đánh dấu đọc tất cả thông báo."))
    return redirect("notifications:list")


@require_GET
@login_required
def unsent(request: HttpRequest) -> HttpResponse:
    """Letters that have not left, with what the mail server said."""
    return render(request, "notifications/unsent.html", {"rows": unsent_messages(viewer=actor_of(request))})


@require_POST
@login_required
def unsent_again(request: HttpRequest, message_id: int) -> HttpResponse:
    """Try one again."""
    send_again(actor=actor_of(request), message_id=message_id)
    messages.success(request, _("Đã đưa thư vào hàng chờ gửi lại."))
    return redirect("notifications:unsent")


@require_GET
@login_required
def wording_list(request: HttpRequest) -> HttpResponse:
    """Kinds of letters."""
    require_can_manage(actor_of(request))
    return render(request, "notifications/wordings.html", {"kinds": kinds().values()})


@require_http_methods(["GET", "POST"])
@login_required
def wording_edit(request: HttpRequest, key: str) -> HttpResponse:
    """The words of one kind of letter, from a day on."""
    actor = actor_of(request)
    require_can_manage(actor)
    kind = kinds().get(key)
    if kind is None:
        raise NotVisible
    subject, body = wording_on(key, clock.today())
    initial = {"subject": subject, "body": body, "valid_from": clock.today()}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and attempt(form, lambda values: set_wording(actor=actor, key=key, **values)):
        messages.success(request, _("Đã lưu mẫu thư."))
        return redirect("notifications:wordings")
    context = {"form": form, "kind": kind, "fields": list(kind.fields.items())}
    return render(request, "notifications/wording.html", context, status=status_of(form))
