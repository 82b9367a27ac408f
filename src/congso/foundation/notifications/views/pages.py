"""Screens of notices, letters that did not leave, and wordings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotVisible
from congso.foundation.notifications.channels import EMAIL, channel, channels
from congso.foundation.notifications.composing import compose
from congso.foundation.notifications.forms import ResetForm, WordingForm
from congso.foundation.notifications.policies import require_can_manage
from congso.foundation.notifications.queries import (
    COUNT_CAP,
    notices,
    sent_messages,
    unread_count,
    unsent_messages,
    wording_versions,
)
from congso.foundation.notifications.services import (
    mark_all_read,
    open_notice,
    reset_wording,
    send_again,
    set_wording,
)
from congso.foundation.notifications.wordings import Kind, kinds, wording_on
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
    """Messages that have not left, with what the server said; ``?da-gui=1``: those that left last."""
    actor, sent = actor_of(request), request.GET.get("da-gui") == "1"
    rows = sent_messages(viewer=actor) if sent else unsent_messages(viewer=actor)
    states = [(each.label, each.check_config()) for each in channels().values()]
    labels = {key: each.label for key, each in channels().items()}
    lines = [(row, labels.get(row.channel, row.channel)) for row in rows]
    return render(request, "notifications/unsent.html", {"rows": lines, "sent": sent, "channels": states})


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
    """The words of one kind of message for a channel (``?kenh=``), from a day on; ``_do=preview`` only shows them."""
    actor, asked = actor_of(request), request.GET.get("kenh", EMAIL)
    require_can_manage(actor)
    kind = _kind(key, asked)
    subject, body = wording_on(key, clock.today(), asked)
    initial = {"subject": subject, "body": body, "valid_from": clock.today()}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial, channel=asked)
    only_shown = request.POST.get("_do") == "preview"
    if (
        form.is_bound
        and not only_shown
        and attempt(form, lambda values: set_wording(actor=actor, key=key, channel=asked, **values))
    ):
        messages.success(request, _("Đã lưu mẫu thư."))
        return redirect("notifications:wordings")
    words = (
        (request.POST.get("subject", "")[:200], request.POST.get("body", "")[:5000])
        if form.is_bound
        else (subject, body)
    )
    context = {
        "form": form, "kind": kind, "fields": list(kind.fields.items()), "asked": asked,
        "preview": compose(asked, words, kind.sample()), "versions": wording_versions(viewer=actor, key=key, channel=asked),
        "channels": [(name, channel(name).label) for name in kind.channels], "today": clock.today(),
        "reset": ResetForm(initial={"valid_from": clock.today()}),
    }  # fmt: skip
    return render(
        request, "notifications/wording.html", context, status=200 if only_shown else status_of(form)
    )


def _kind(key: str, asked: str) -> Kind:
    kind = kinds().get(key)
    if kind is None or asked not in kind.channels:
        raise NotVisible
    return kind


@require_POST
@login_required
def wording_reset(request: HttpRequest, key: str) -> HttpResponse:
    """The program's own words again."""
    actor, asked = actor_of(request), request.GET.get("kenh", EMAIL)
    require_can_manage(actor)
    _kind(key, asked)
    form = ResetForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ngày áp dụng chưa đúng."))
    else:
        reset_wording(actor=actor, key=key, channel=asked, **form.cleaned_data)
        messages.success(request, _("Đã khôi phục mẫu gốc."))
    return redirect(reverse("notifications:wording", args=[key]) + f"?kenh={asked}")
