"""When units are reminded of what is due."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed
from congso.foundation.casework.policies import REMIND, require_can_set_reminders
from congso.foundation.casework.reminding import Timing, set_reminders, timing_of, timings
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


class ReminderForm(forms.Form):
    """When, of how much, by what way."""

    at = forms.TimeField(
        label=gettext_lazy("Giờ nhắc"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Chỉ nhắc vào ngày làm việc của đơn vị, mỗi người nhiều nhất một lần một ngày."),
    )  # fmt: skip
    days_before = forms.IntegerField(
        label=gettext_lazy("Nhắc trước hạn (ngày làm việc)"), min_value=0, max_value=10
    )
    by_email = forms.BooleanField(label=gettext_lazy("Gửi cả thư điện tử"), required=False)


def _units(actor: Actor) -> list[tuple[int, str, Timing, bool]]:
    """Units that the actor may set, with what holds there and whether it is their own row."""
    units, rows, reach = tree(), timings(), actor.units_for(REMIND)
    chosen = [node for node in units.nodes.values() if reach == EVERYWHERE or node.id in reach]
    return [(node.id, units.path(node.id), timing_of(node.id, rows), node.id in rows) for node in chosen]


@require_GET
@login_required
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Units with the time at which they are reminded."""
    actor = actor_of(request)
    if not actor.may(REMIND):
        raise NotAllowed
    return render(request, "casework/reminders.html", {"rows": _units(actor)})


@require_http_methods(["GET", "POST"])
@login_required
def schedule_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Set a unit's time."""
    actor, unit = actor_of(request), tree().get(unit_id)
    require_can_set_reminders(actor, unit_id)
    now = timing_of(unit_id, timings())
    initial = {"at": now.at, "days_before": now.days_before, "by_email": now.by_email}
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and attempt(form, lambda values: set_reminders(actor=actor, unit_id=unit_id, **values)):
        messages.success(request, _("Đã lưu lịch nhắc việc của %(unit)s.") % {"unit": unit.name})
        return redirect("casework:reminders")
    return render(request, "casework/reminder.html", {"form": form, "unit": unit}, status=status_of(form))
