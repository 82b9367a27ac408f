"""Forms from files: one brought by an administrator, many shipped by a room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc, sort_key
from congso.foundation.audit.writing import write_action
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.errors import NotJson
from congso.foundation.forms.models import Form, FormVersion, VersionState
from congso.foundation.forms.policies import require_can_manage
from congso.foundation.forms.services.drafting import lock_form, new_form, new_version
from congso.foundation.forms.services.publishing import put_in_force
from congso.foundation.orgs import epoch

LARGEST = 1_000_000


@dataclass(frozen=True)
class FormFile:
    """A form as files hold it: what it is for, the note of its version, the definition."""

    subject: str
    definition: Mapping[str, Any]
    note: str = ""


@dataclass
class LoadReport:
    """Which subjects got a first form, a new version, or nothing new."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def read_form_file(text: str) -> FormFile:
    """A form from JSON text; raises NotJson, DefinitionFaulty."""
    if len(text) > LARGEST:
        raise NotJson(field="file", reason=_("dài hơn 1 MB."))
    try:
        found = json.loads(nfc(text))
    except (ValueError, RecursionError) as error:
        raise NotJson(field="file", reason=str(error)) from error
    if not isinstance(found, dict) or not isinstance(found.get("definition"), dict):
        raise NotJson(field="file", reason=_("thiếu “definition”."))
    parse_definition(found["definition"])
    return FormFile(str(found.get("subject", "")), found["definition"], str(found.get("note", "")))


def write_form_file(file: FormFile) -> str:
    """The JSON text of a form, as ``read_form_file`` takes it."""
    written = {"subject": file.subject, "note": file.note, "definition": file.definition}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def import_form(*, actor: Actor, text: str, subject: str = "") -> FormVersion:
    """Take a form in as a draft: of the form with that subject, or of a new one; a draft that was there is replaced.

    ``subject`` wins over the one in the file. Raises NotJson, DefinitionFaulty.
    """
    with write_action("forms.import_form", actor=actor) as action:
        require_can_manage(actor)
        file = read_form_file(text)
        wanted, title = subject.strip() or file.subject, str(file.definition.get("title", ""))
        known = Form.objects.filter(subject=wanted).first()
        form = lock_form(known.pk) if known else new_form(wanted, title)
        form.versions.filter(state=VersionState.DRAFT).delete()
        draft = new_version(actor.name, form, file.definition, note=file.note)
        action.record(form, version=draft.number, code=form.subject)
    return draft


def load_forms(*, actor: Actor, files: Iterable[FormFile], on: date | None = None) -> LoadReport:
    """Put shipped forms into force; repeatable.

    A form whose last version somebody of the office wrote, a draft too, is left alone (``kept``). Raises DefinitionFaulty.
    """
    report, on = LoadReport(), on or clock.today()
    with write_action("forms.load_forms", actor=actor) as action:
        require_can_manage(actor)
        known = {form.subject: form for form in Form.objects.prefetch_related("versions")}
        for file in files:
            _load_one(actor, file, known.get(file.subject), on, report)
        action.record(("forms.form", "*"), new=len(report.new), changed=len(report.changed))
        epoch.bump()
    return report


def _load_one(actor: Actor, file: FormFile, form: Form | None, on: date, report: LoadReport) -> None:
    title = str(file.definition.get("title", ""))[:500]
    versions = list(form.versions.all()) if form else []
    latest = versions[0] if versions else None
    if latest is not None and (not latest.is_shipped):
        report.kept.append(file.subject)
        return
    if latest is not None and latest.definition == file.definition and latest.note == file.note[:500]:
        report.unchanged.append(file.subject)
        return
    if form is None:
        form = new_form(file.subject, title)
    else:
        Form.objects.filter(pk=form.pk).update(title=title, sort_key=sort_key(title)[:1000])
    version = new_version(actor.name, form, file.definition, note=file.note)
    FormVersion.objects.filter(pk=version.pk).update(is_shipped=True)
    put_in_force(version, on)
    (report.changed if latest else report.new).append(file.subject)
