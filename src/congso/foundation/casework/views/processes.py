"""Screens of the processes: the list, a version, and the editor of the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from congso.foundation.casework.authoring import (
    ProcessFaulty,
    chain,
    check_steps,
    publish_process,
    retire_version,
)
from congso.foundation.casework.diagram import draw
from congso.foundation.casework.drafting import (
    PROPOSALS,
    STEP_ACTIONS,
    Draft,
    StepDraft,
    check_boxes,
    draft_of,
    press,
    read_draft,
    shown_hours,
    specs_of,
    usual_actions,
)  # fmt: skip
from congso.foundation.casework.models import Place, Process, StepKind
from congso.foundation.casework.process_pages import (
    processes_page,
    require_can_manage,
    role_names,
    version_page,
)
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """All processes with their versions."""
    return render(request, "processes/list.html", {"processes": processes_page(viewer=actor_of(request))})


@require_GET
@login_required
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """A version: its steps as a table and as a picture."""
    page, roles = version_page(viewer=actor_of(request), version_id=version_id), role_names()
    rows = [
        (step, StepKind(step.kind).label, roles.get(step.role, step.role), Place(step.place).label, shown_hours(step.allotted_minutes),
         [STEP_ACTIONS.get(name, name) for name in sorted(step.actions)])
        for step in page.process.steps.values()
    ]  # fmt: skip
    context = {"page": page, "rows": rows, "diagram": draw(page.specs, roles), "total": shown_hours(page.process.total_minutes),
               "trail": [(reverse("processes:list"), _("Quy trình nội bộ"))]}  # fmt: skip
    return render(request, "processes/version.html", context)


@require_POST
@login_required
def retire(request: HttpRequest, version_id: int) -> HttpResponse:
    """Take a version out of use for new cases."""
    retire_version(actor=actor_of(request), version_id=version_id)
    messages.success(request, _("Đã ngừng áp dụng cho hồ sơ mới; hồ sơ đang chạy vẫn theo phiên bản này."))
    return redirect("processes:version", version_id)


@_reading_and_writing
@login_required
def edit_page(request: HttpRequest, version_id: int) -> HttpResponse:
    """Write the next version, beginning with this one."""
    page = version_page(viewer=actor_of(request), version_id=version_id)
    return _editor(request, draft_of(page.process, page.code), case_kind=page.case_kind, is_new=False)


@_reading_and_writing
@login_required
def create_page(request: HttpRequest) -> HttpResponse:
    """Write a new process, beginning with the usual chain."""
    require_can_manage(actor_of(request))
    steps = [
        StepDraft(code=spec.code, name=spec.name, kind=spec.kind, role=spec.role, place=spec.place,
                  hours=shown_hours(spec.allotted_minutes), actions=usual_actions(spec.kind))
        for spec in chain(40 * 60)
    ]  # fmt: skip
    return _editor(request, Draft(steps=steps), case_kind="dossier", is_new=True)


def _editor(request: HttpRequest, draft: Draft, *, case_kind: str, is_new: bool) -> HttpResponse:
    roles = role_names()
    fault = ""
    if request.method == "POST":
        code = draft.code
        draft = read_draft(request.POST.dict(), dict(request.POST.lists()))
        draft.code = draft.code if is_new else code
        button = request.POST.get("lam", "")
        if button not in {"preview", "publish"}:
            press(draft, button)
        elif done := _finish(
            request, draft, roles, case_kind=case_kind, is_new=is_new, publish=button == "publish"
        ):
            return done
        fault = draft.errors.get("", "")
    return _draw_editor(request, draft, roles, fault=fault, is_new=is_new)


def _finish(
    request: HttpRequest, draft: Draft, roles: dict[str, str], *, case_kind: str, is_new: bool, publish: bool
) -> HttpResponse | None:
    """Check what was written, and publish it when asked; faults stand in the draft."""
    if is_new and not _code_is_free(draft):
        draft.errors["code"] = _(
            "Mã quy trình gồm chữ thường không dấu, số, gạch ngang và chưa dùng cho quy trình khác."
        )
    specs = specs_of(draft)
    if not check_boxes(draft, roles):
        return None
    try:
        check_steps(specs)
    except ProcessFaulty as error:
        draft.errors[""] = str(error)
        return None
    if not publish:
        return None
    made = publish_process(
        actor=actor_of(request),
        code=draft.code,
        name=draft.name,
        steps=specs,
        case_kind=case_kind,
        note=draft.note[:300],
    )
    messages.success(
        request,
        _("Đã ban hành phiên bản %(number)s. Hồ sơ đang chạy vẫn theo phiên bản cũ.")
        % {"number": made.number},
    )
    url = reverse("processes:version", args=[made.pk])
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)


def _code_is_free(draft: Draft) -> bool:
    fits = (
        draft.code.replace("-", "").isalnum()
        and draft.code.isascii()
        and draft.code == draft.code.lower()
        and len(draft.code) <= 60
    )
    return fits and not Process.objects.filter(code=draft.code).exists()


def _draw_editor(
    request: HttpRequest, draft: Draft, roles: dict[str, str], *, fault: str, is_new: bool
) -> HttpResponse:
    wrong = bool(draft.errors) or any(
        step.errors or any(way.error for way in step.ways) for step in draft.steps
    )
    context: dict[str, Any] = {
        "draft": draft, "fault": fault, "is_new": is_new, "wrong": wrong, "kinds": StepKind.choices, "places": Place.choices,
        "roles": list(roles.items()), "actions": list(STEP_ACTIONS.items()), "proposals": list(PROPOSALS.items()),
        "total": shown_hours(draft.total_minutes), "diagram": draw(specs_of(draft), roles) if draft.steps else None,
        "trail": [(reverse("processes:list"), _("Quy trình nội bộ"))],
    }  # fmt: skip
    return render(request, "processes/editor.html", context, status=422 if wrong else 200)
