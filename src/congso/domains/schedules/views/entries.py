"""An entry: written, proposed, changed, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.facade import document_lines, require_document
from congso.domains.schedules import services
from congso.domains.schedules.enums import EntryState
from congso.domains.schedules.forms.entries import (
    AcceptForm,
    EntryForm,
    PostponeForm,
    RefuseForm,
    SeenForm,
    WarnedForm,
    initial_of,
)
from congso.domains.schedules.models import Entry
from congso.domains.schedules.policies import (
    agencies_of,
    agency_of,
    may_publish,
    proposing_units,
    require_visible,
)
from congso.domains.schedules.queries import entries_of_document, lines_of
from congso.domains.schedules.views.asking import AGENCY, day_in, key_in, number_in
from congso.domains.schedules.wording import monday_of
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _tried(form: WarnedForm, call: Callable[[dict[str, Any]], Any]) -> Any:
    done = attempt(form, call) if form.is_bound else None
    form.offer_confirming()
    return done


def _show_form(request: HttpRequest, form: WarnedForm, **context: Any) -> HttpResponse:
    return render(request, "schedules/entry_form.html", {"form": form, **context}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Write an entry into the calendar, or propose one in the unit's name."""
    actor = actor_of(request)
    agency_id = agency_of(actor, number_in(request, AGENCY))
    keeps = may_publish(actor, agency_id)
    if not keeps and not proposing_units(actor, agency_id):
        raise NotAllowed
    form = EntryForm(request.POST or None, agency_id=agency_id, viewer=actor, keeps=keeps, initial=_initial(request))
    if request.method == "POST" and not form.is_bound:
        form = EntryForm({"part": ""}, agency_id=agency_id, viewer=actor, keeps=keeps)
    made = _tried(form, lambda said: _write(actor, agency_id, form, said, keeps=keeps))
    if made is None:
        return _show_form(request, form, keeps=keeps, is_new=True)
    messages.success(request, _("Đã ghi vào lịch.") if keeps else _("Đã gửi đề xuất."))
    return redirect("schedules:entry", made.pk)


def _write(actor: Actor, agency_id: int, form: EntryForm, said: dict[str, Any], *, keeps: bool) -> Entry:
    if keeps:
        return services.add_entry(actor=actor, agency_id=agency_id, given=form.given(), reason=said["reason"])
    return services.propose_entry(actor=actor, agency_id=agency_id, given=form.given())


def _initial(request: HttpRequest) -> dict[str, Any]:
    """A day from the week page, a document from its own page."""
    found: dict[str, Any] = {"day": day_in(request, "ngay")}
    key = key_in(request, "van-ban")
    if key is not None:
        line = require_document(viewer=actor_of(request), document_id=key)
        found |= {"document": line.id, "document_number": line.number_text, "content": line.subject}
    return found


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, schedule_id: UUID) -> HttpResponse:
    """Change an entry of the calendar."""
    actor = actor_of(request)
    entry = require_visible(actor, schedule_id)
    if not may_publish(actor, entry.agency_id):
        raise NotAllowed
    line = document_lines(viewer=actor, ids=[entry.document_id] if entry.document_id else []).get(entry.document_id or entry.pk)
    bound = (request.POST or {"part": ""}) if request.method == "POST" else None
    form = EntryForm(bound, agency_id=entry.agency_id, viewer=actor, keeps=True, initial=initial_of(entry, line.number_text if line else ""))
    seen = SeenForm(request.POST)
    number = seen.cleaned_data.get("seen") if seen.is_valid() else None
    if _tried(form, lambda said: services.change_entry(actor=actor, entry_id=entry.pk, seen=number, given=form.given(), reason=said["reason"])):
        messages.success(request, _("Đã lưu mục lịch."))
        return redirect("schedules:entry", entry.pk)
    return _show_form(request, form, keeps=True, entry=entry, seen=number if number is not None else entry.revision)


@dataclass(frozen=True)
class Action:
    """Something to press on an entry's page: its words, its form, the service, from which state, by whom."""

    label: str | Promise
    form: type[SeenForm]
    run: Callable[..., Any]
    done: str | Promise
    state: str
    by_unit: bool = False
    danger: bool = False
    takes: tuple[str, ...] = ()

    def is_offered(self, actor: Actor, entry: Entry) -> bool:
        """Whether this person may press it now."""
        if entry.state != self.state:
            return False
        if self.by_unit:
            return entry.proposing_unit_id in proposing_units(actor, entry.agency_id)
        return may_publish(actor, entry.agency_id)


ACTIONS = {
    "duyet": Action(_("Duyệt, đưa vào lịch"), AcceptForm, services.accept_proposal, _("Đã đưa vào lịch."), EntryState.PROPOSED,
                    takes=("reason", "clash_confirmed", "day_off_confirmed")),
    "khong-duyet": Action(_("Không duyệt"), RefuseForm, services.refuse_proposal, _("Đã trả lời đề xuất."), EntryState.PROPOSED,
                          danger=True, takes=("answer",)),
    "rut": Action(_("Rút đề xuất"), SeenForm, services.withdraw_proposal, _("Đã rút đề xuất."), EntryState.PROPOSED, by_unit=True),
    "hoan": Action(_("Hoãn, bỏ khỏi lịch"), PostponeForm, services.postpone_entry, _("Đã hoãn mục lịch."), EntryState.IN,
                   danger=True, takes=("reason",)),
}  # fmt: skip


def _show(request: HttpRequest, entry: Entry, failed: tuple[str, SeenForm] | None = None) -> HttpResponse:
    actor = actor_of(request)
    slug, refused = failed or ("", None)
    panels = [
        (name, action, refused if refused is not None and name == slug else action.form(initial={"seen": entry.revision}, auto_id=f"id_{name}_%s"))
        for name, action in ACTIONS.items() if action.is_offered(actor, entry)
    ]  # fmt: skip
    lost = refused if refused is not None and slug not in {name for name, _action, _form in panels} else None
    keeps = may_publish(actor, entry.agency_id) and entry.state in {EntryState.IN, EntryState.POSTPONED}
    context = {"entry": entry, "line": lines_of(actor, [entry])[0], "panels": panels, "failed": slug, "lost_form": lost,
               "may_edit": keeps, "monday": monday_of(entry.day)}  # fmt: skip
    return render(request, "schedules/entry.html", context, status=status_of(refused))


@require_GET
@login_required
def entry_page(request: HttpRequest, schedule_id: UUID) -> HttpResponse:
    """An entry with everything of it."""
    return _show(request, require_visible(actor_of(request), schedule_id))


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, schedule_id: UUID, schedule_action: str) -> HttpResponse:
    """Do what was pressed."""
    actor, action = actor_of(request), ACTIONS.get(schedule_action)
    entry = require_visible(actor, schedule_id)
    if action is None:
        raise NotVisible
    form = action.form(request.POST, auto_id=f"id_{schedule_action}_%s")
    if _tried(form, lambda said: action.run(actor=actor, entry_id=entry.pk, seen=said["seen"], **{name: said[name] for name in action.takes})):
        messages.success(request, str(action.done))
        return redirect("schedules:entry", entry.pk)
    return _show(request, require_visible(actor, schedule_id), (schedule_action, form))


def panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """On a document's page: the entries that belong to it, and the way to a new one."""
    viewer = actor_of(request)
    agencies = agencies_of(viewer)
    may = any(may_publish(viewer, each) or proposing_units(viewer, each) for each in agencies[:1])
    lines = entries_of_document(viewer=viewer, document_id=document_id)
    if not lines and not may:
        return None
    return render_to_string("schedules/panel.html", {"lines": lines, "may_add": may, "document_id": document_id}, request)
