"""Give a task, give a part of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core.errors import NotAllowed
from congso.domains.tasks.forms.giving import DocumentTaskForm, GiveForm, PartForm, TaskForm
from congso.domains.tasks.policies import GIVE, leads, require_visible
from congso.domains.tasks.services import give_task, split_task
from congso.domains.tasks.services.linking import document_of_address
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A task from a document, a meeting, or directly."""
    actor = actor_of(request)
    if not actor.may(GIVE):
        raise NotAllowed
    document = document_of_address(actor, request.GET.get("van-ban", ""))
    form: TaskForm = (DocumentTaskForm if document else GiveForm)(
        request.POST if request.method == "POST" else None, viewer=actor, initial={"title": document.subject} if document else {}
    )
    made = attempt(form, lambda _said: give_task(actor=actor, task=form.task(document.id if document else None))) if form.is_bound else None
    if made is not None:
        messages.success(request, _("Đã giao nhiệm vụ %(number)s.") % {"number": made.number})
        return redirect("tasks:page", made.pk)
    return render(request, "tasks/give.html", {"form": form, "document": document, "parent": None}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def split(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """A part of a task, for another unit or person."""
    actor = actor_of(request)
    parent = require_visible(actor, task_id)
    if not leads(actor, parent):
        raise NotAllowed
    form = PartForm(request.POST if request.method == "POST" else None, viewer=actor, parent=parent)
    made = attempt(form, lambda said: split_task(
        actor=actor, parent_id=task_id, seen_seq=said["seq"], part=form.task())) if form.is_bound else None  # fmt: skip
    if made is not None:
        messages.success(request, _("Đã giao phần việc %(number)s.") % {"number": made.number})
        return redirect("tasks:page", task_id)
    return render(request, "tasks/give.html", {"form": form, "document": None, "parent": parent}, status=status_of(form))
