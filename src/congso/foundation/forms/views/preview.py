"""A version as the citizen will see it; nothing is stored: the answers travel in the page, signed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from congso.core.text import nfc
from congso.foundation.files.uploads import Upload
from congso.foundation.forms.engine.checking import check
from congso.foundation.forms.engine.definition import Definition, Step
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.engine.reading import FileRef, Problem, Reading, read_step
from congso.foundation.forms.engine.viewing import step_view
from congso.foundation.forms.engine.wording import summary
from congso.foundation.forms.models import FormVersion
from congso.foundation.forms.queries import version_for_editor
from congso.foundation.forms.views.building import trail
from congso.foundation.web.requests import actor_of

SALT = "congso.forms.preview"


class Nothing:
    """Keeps no file; its name alone is shown."""

    def store(self, *, upload: Upload, name: str) -> FileRef:
        """A reference to nothing."""
        return FileRef(uuid4().hex, nfc(upload.name or name), upload.size or 0)

    def remove(self, *, file_id: str) -> None:
        """Nothing was kept."""


def _carried(request: HttpRequest) -> dict[str, Any]:
    """The answers that the page brought back; none when they were touched."""
    try:
        found: dict[str, Any] = signing.loads(request.POST.get("_state", ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return found


@require_http_methods(["GET", "POST"])
@login_required
def preview(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """Try a version out, step by step, to its summary."""
    version = version_for_editor(viewer=actor_of(request), version_id=eversion_id)
    form = parse_definition(version.definition)
    if request.method == "GET":
        return _draw(request, version, form, form.steps[0], Reading({}), [])
    step = form.step(request.POST.get("_step", ""))
    reading = read_step(form, step, _carried(request), request.POST, request.FILES, Nothing())
    problems = list(reading.problems)
    if reading.do == "next":
        problems += check(form, reading.answers, step=step)
    target = step if problems else _next(form, step, reading.do)
    return _draw(
        request, version, form, target, reading if target is step else Reading(reading.answers), problems
    )


def _next(form: Definition, step: Step, do: str) -> Step | None:
    """The step that follows the pressed button; None: the summary."""
    place = form.steps.index(step)
    if do == "next":
        return form.steps[place + 1] if place + 1 < len(form.steps) else None
    return form.steps[max(place - 1, 0)] if do == "back" else step


def _draw(request: HttpRequest, version: FormVersion, form: Definition, step: Step | None, reading: Reading,
          problems: list[Problem]) -> HttpResponse:  # fmt: skip
    back = reverse("form_builder:form", args=[version.form_id])
    context: dict[str, Any] = {"version": version, "form": form, "trail": trail((back, version.form.title)),
                               "state": signing.dumps(reading.answers, salt=SALT, compress=True)}  # fmt: skip
    if step is None:
        context["steps"] = [(each, "") for each in summary(form, reading.answers)]
        context["problems"] = check(form, reading.answers)
    else:
        context["view"] = step_view(form, step, reading.answers, reading=reading, problems=problems)
    return render(request, "form_builder/preview.html", context, status=422 if problems else 200)
