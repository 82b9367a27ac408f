"""One part of a draft: the words around, a step, a section, a box."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core.errors import InvalidInput, NotVisible
from congso.foundation.forms.builder.boxes import condition_values, entry_of, read_condition, values_of
from congso.foundation.forms.builder.pages import BoxForm, SectionForm, StepForm, WordsForm, initial_of
from congso.foundation.forms.builder.tree import (
    Json,
    asked_above,
    free_name,
    locate,
    schema_of,
    with_changed_entry,
    with_entry,
    with_words,
)
from congso.foundation.forms.errors import FormVersionFixed
from congso.foundation.forms.models import FormVersion
from congso.foundation.forms.queries import version_for_editor
from congso.foundation.forms.services import save_draft
from congso.foundation.forms.views.building import trail
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


def _draft(request: HttpRequest, eversion_id: int) -> FormVersion:
    version = version_for_editor(viewer=actor_of(request), version_id=eversion_id)
    if version.state != "draft":
        raise FormVersionFixed(number=version.number)
    return version


def _save(
    request: HttpRequest, version: FormVersion, page: forms.Form, changed: Json, note: str | None = None
) -> bool:
    """Keep the changed definition; faults go into the page."""
    seen = request.POST.get("seen", "")
    try:
        save_draft(actor=actor_of(request), version_id=version.pk, seen=int(seen) if seen.isdecimal() else -1,
                   definition=changed, note=note)  # fmt: skip
    except InvalidInput as error:
        page.add_error(error.field if error.field in page.fields else None, str(error))
        return False
    return True


def _page(
    request: HttpRequest, version: FormVersion, page: forms.Form, title: str, path: str = ""
) -> HttpResponse:
    page.fields["seen"] = forms.IntegerField(
        widget=forms.HiddenInput, initial=version.revision, required=False
    )
    back = reverse("form_builder:edit", args=[version.pk])
    where = f"{back}#p-{path.replace('.', '-')}" if path else back
    return form_page(request, page, title=title, cancel_url=where, trail=trail((back, version.form.title)))


def _back(version: FormVersion, path: str = "") -> HttpResponse:
    address = reverse("form_builder:edit", args=[version.pk])
    return redirect(f"{address}#p-{path.replace('.', '-')}" if path else address)


@_reading_and_writing
@login_required
def words(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """Title, addressee, statement, printed form, note."""
    version = _draft(request, eversion_id)
    initial = {key: version.definition.get(key, "") for key in ("title", "addressee", "statement", "print")}
    page = WordsForm(
        request.POST if request.method == "POST" else None, initial={**initial, "note": version.note}
    )
    if page.is_bound and page.is_valid():
        note = page.cleaned_data.pop("note")
        kept = {key: value for key, value in version.definition.items() if key not in page.cleaned_data}
        changed = {**kept, **{key: value for key, value in page.cleaned_data.items() if value}}
        if _save(request, version, page, changed, note):
            return _back(version)
    return _page(request, version, page, _("Lời chung của biểu mẫu"))


@_reading_and_writing
@login_required
def part(request: HttpRequest, eversion_id: int, part: str) -> HttpResponse:
    """Change a step, a section or a box."""
    version = _draft(request, eversion_id)
    place = locate(deepcopy(version.definition), part)
    if place.depth == 1:
        return _step(request, version, part, place.part)
    if place.depth == 2:
        return _section(request, version, part, place.part)
    return _box(request, version, part, place.part)


def _step(request: HttpRequest, version: FormVersion, path: str, step: Json) -> HttpResponse:
    page = StepForm(request.POST if request.method == "POST" else None, initial=step)
    if page.is_bound and page.is_valid():
        changed = with_words(
            version.definition, path, {key: page.cleaned_data[key] for key in ("title", "key", "intro")}
        )
        if _save(request, version, page, changed):
            return _back(version, path)
    return _page(request, version, page, _("Bước “%(title)s”") % {"title": step.get("title", "")}, path)


def _section(request: HttpRequest, version: FormVersion, path: str, section: Json) -> HttpResponse:
    initial = {**section, **condition_values(section.get("visible_if"))}
    page = SectionForm(request.POST if request.method == "POST" else None, initial=initial,
                       above=asked_above(version.definition, path))  # fmt: skip
    if page.is_bound and page.is_valid() and (found := _condition(page, version.definition)) is not None:
        said = {"title": page.cleaned_data["title"], "help": page.cleaned_data["help"], "visible_if": found}
        if _save(request, version, page, with_words(version.definition, path, said)):
            return _back(version, path)
    return _page(request, version, page, _("Mục “%(title)s”") % {"title": section.get("title", "")}, path)


def _condition(page: forms.Form, definition: Mapping[str, Any]) -> Json | None:
    """The condition asked for, empty for none; None when it could not be read (the page says why)."""
    try:
        return read_condition(page.cleaned_data, definition) or {}
    except InvalidInput as error:
        page.add_error(error.field, str(error))
        return None


def _box(request: HttpRequest, version: FormVersion, path: str, entry: Json) -> HttpResponse:
    schema = schema_of(deepcopy(version.definition), path)
    name = str(entry.get("field", ""))
    values = values_of(version.definition, schema.get("properties", {}).get(name, {}), entry,
                       required=name in schema.get("required", []))  # fmt: skip
    page = BoxForm(request.POST if request.method == "POST" else None, initial=initial_of(values),
                   above=asked_above(version.definition, path))  # fmt: skip
    if page.is_bound and page.is_valid() and (found := _condition(page, version.definition)) is not None:
        if (page.cleaned_data["type"] == "paragraph") != (not name):
            page.add_error("type", _("Đoạn văn và ô khai không đổi lẫn cho nhau; mời thêm mới."))
        else:
            made, prop = entry_of(page.cleaned_data, name, found or None)
            changed = with_changed_entry(
                version.definition, path, made, prop, required=page.cleaned_data["required"]
            )
            if _save(request, version, page, changed):
                return _back(version, path)
    return _page(
        request, version, page, _("Ô “%(title)s”") % {"title": values["label"] or _("đoạn văn")}, path
    )


@_reading_and_writing
@login_required
def add(request: HttpRequest, eversion_id: int, part: str) -> HttpResponse:
    """Add a box to a section or a group."""
    version = _draft(request, eversion_id)
    place = locate(deepcopy(version.definition), part)
    if place.depth != 2 and not (place.depth == 3 and "fields" in place.part):
        raise NotVisible
    new = f"{part}.{len(place.part.get('fields', []))}"
    page = BoxForm(
        request.POST if request.method == "POST" else None, above=asked_above(version.definition, new)
    )
    if page.is_bound and page.is_valid() and (found := _condition(page, version.definition)) is not None:
        name = free_name(version.definition, part, page.cleaned_data["label"] or "")
        entry, prop = entry_of(page.cleaned_data, name, found or None)
        if page.cleaned_data["type"] == "group":
            entry, prop = _with_first_box(entry, prop or {})
        changed = with_entry(version.definition, part, entry, prop, required=page.cleaned_data["required"])
        if _save(request, version, page, changed):
            return _back(version, new)
    return _page(request, version, page, _("Thêm ô"), part)


def _with_first_box(entry: Json, prop: Json) -> tuple[Json, Json]:
    """A group begins with one box, since a group without any cannot be filled."""
    first = {"type": "string", "title": _("Họ và tên")}
    items = {"type": "object", "properties": {"ho_va_ten": first}, "required": []}
    return {**entry, "fields": [{"field": "ho_va_ten"}]}, {**prop, "items": items}
