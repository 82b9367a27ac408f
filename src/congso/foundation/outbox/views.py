"""Screens of what leaves for other systems."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.foundation.outbox.models import SendingState
from congso.foundation.outbox.queries import channel_states, sendings, sent_per_day
from congso.foundation.outbox.services import drop, send_again, send_all_again
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


class DropForm(forms.Form):
    """Why something is not sent at all."""

    reason = forms.CharField(label=gettext_lazy("Lý do không gửi"), max_length=300)


@require_GET
@login_required
def sending_list(request: HttpRequest) -> HttpResponse:
    """What waits, left, was given up on; by channel and state, newest first."""
    viewer, asked = actor_of(request), request.GET
    before = asked.get("after", "")
    channel, state, words = asked.get("kenh", "")[:30], asked.get("tinh-trang", "")[:10], asked.get("q", "")[:100]
    key = int(before) if before.isdecimal() and len(before) < 18 else None
    page = sendings(viewer=viewer, channel=channel, state=state, words=words, before=key)
    days = sent_per_day(viewer=viewer, channel=channel) if channel else []
    context = {"page": page, "channels": channel_states(viewer=viewer), "states": SendingState.choices, "days": days,
               "asked": {"channel": channel, "state": state, "words": words}}  # fmt: skip
    return render(request, "outbox/list.html", context)


@require_POST
@login_required
def again(request: HttpRequest, sending_id: int) -> HttpResponse:
    """Send one again."""
    send_again(actor=actor_of(request), sending_id=sending_id)
    messages.success(request, _("Đã đưa bản tin vào hàng chờ gửi lại."))
    return redirect("outbox:list")


@require_POST
@login_required
def all_again(request: HttpRequest) -> HttpResponse:
    """Send everything of a channel again that was given up on."""
    count = send_all_again(actor=actor_of(request), channel=request.POST.get("channel", "")[:30])
    words = ngettext("Đã đưa %(count)d bản tin vào hàng chờ gửi lại.", "Đã đưa %(count)d bản tin vào hàng chờ gửi lại.", count)
    messages.success(request, words % {"count": count})
    return redirect("outbox:list")


@require_http_methods(["GET", "POST"])
@login_required
def drop_it(request: HttpRequest, sending_id: int) -> HttpResponse:
    """Give up on one for good, with the reason."""
    actor = actor_of(request)
    channel_states(viewer=actor)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: drop(actor=actor, sending_id=sending_id, **values)):
        messages.success(request, _("Đã bỏ bản tin, không gửi nữa."))
        return redirect("outbox:list")
    return render(request, "outbox/drop.html", {"form": form}, status=status_of(form))
