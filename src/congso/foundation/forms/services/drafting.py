"""Begin a form, change its draft, throw the draft away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible, StaleView
from congso.core.text import nfc, sort_key
from congso.foundation.audit.writing import write_action
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.errors import FormCodeTaken, FormVersionFixed
from congso.foundation.forms.models import Form, FormVersion, VersionState
from congso.foundation.forms.policies import require_can_manage

_SUBJECT = re.compile(r"^[a-z][a-z_]{1,19}:[A-Za-z0-9][A-Za-z0-9.\-]{0,58}$")


def empty_definition(title: str) -> dict[str, Any]:
    """The first page of a new form: one step with one section, nothing asked yet."""
    return {
        "title": title,
        "schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {}, "required": [],
        },
        "layout": {"steps": [{"key": "thong-tin", "title": _("Thông tin"), "sections": [{"title": "", "fields": []}]}]},
        "statement": _("Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật."),
    }  # fmt: skip


def create_form(*, actor: Actor, subject: str, title: str) -> FormVersion:
    """Begin a form with an empty draft; raises FormCodeTaken when the subject has one."""
    with write_action("forms.create_form", actor=actor) as action:
        require_can_manage(actor)
        form = new_form(subject, title)
        draft = new_version(actor.name, form, empty_definition(form.title), note="")
        action.record(form, code=form.subject, title=form.title)
    return draft


def new_form(subject: str, title: str) -> Form:
    """The row of a new form, inside an open action."""
    subject, title = subject.strip(), nfc(title, collapse=True)[:500]
    if not _SUBJECT.match(subject):
        raise InvalidInput(field="subject", reason=_("mã phải dạng procedure:1.001193."))
    if not title:
        raise InvalidInput(field="title", reason=_("thiếu tên biểu mẫu."))
    if Form.objects.filter(subject=subject).exists():
        raise FormCodeTaken(field="subject", subject=subject)
    return Form.objects.create(subject=subject, title=title, sort_key=sort_key(title))


def new_version(by: str, form: Form, definition: Mapping[str, Any], *, note: str) -> FormVersion:
    """The row of a form's next draft, inside an open action."""
    last = form.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return FormVersion.objects.create(
        form=form, number=last + 1, definition=dict(definition), note=note[:500],
        changed_at=clock.now(), changed_by_name=by,
    )  # fmt: skip


def draft_version(*, actor: Actor, form_id: int) -> FormVersion:
    """The draft of a form; when there is none, a new one that begins as a copy of the latest version."""
    with write_action("forms.draft_version", actor=actor) as action:
        require_can_manage(actor)
        form = lock_form(form_id)
        draft = form.versions.filter(state=VersionState.DRAFT).first()
        if draft is None:
            latest = form.versions.order_by("-number").first()
            source = latest.definition if latest else empty_definition(form.title)
            draft = new_version(actor.name, form, source, note=latest.note if latest else "")
        action.record(form, version=draft.number)
    return draft


def lock_form(form_id: int) -> Form:
    """A form, locked until the end of the open action; raises NotVisible."""
    found = Form.objects.select_for_update(no_key=True).filter(pk=form_id).first()
    if found is None:
        raise NotVisible
    return found


def lock_draft(version_id: int) -> FormVersion:
    """A draft, locked until the end of the open action; raises NotVisible, FormVersionFixed."""
    found = (
        FormVersion.objects.select_for_update(no_key=True).select_related(None).filter(pk=version_id).first()
    )
    if found is None:
        raise NotVisible
    if found.state != VersionState.DRAFT:
        raise FormVersionFixed(number=found.number)
    return found


def save_draft(
    *, actor: Actor, version_id: int, seen: int, definition: Mapping[str, Any], note: str | None = None
) -> FormVersion:
    """Keep a changed draft; ``seen`` is the revision that was changed.

    Raises DefinitionFaulty with every fault and its place, StaleView when somebody else changed it meanwhile.
    """
    with write_action("forms.save_draft", actor=actor) as action:
        require_can_manage(actor)
        draft = lock_draft(version_id)
        if draft.revision != seen:
            raise StaleView
        parsed = parse_definition(definition)
        draft.definition, draft.revision = dict(definition), draft.revision + 1
        draft.note = draft.note if note is None else nfc(note, collapse=True)[:500]
        draft.changed_at, draft.changed_by_name = clock.now(), actor.name
        draft.save(update_fields=["definition", "revision", "note", "changed_at", "changed_by_name"])
        Form.objects.filter(pk=draft.form_id).update(
            title=parsed.title[:500], sort_key=sort_key(parsed.title)[:1000]
        )
        action.record(draft, version=draft.number, fields=len(parsed.fields))
    return draft


def remove_draft(*, actor: Actor, version_id: int) -> None:
    """Throw a draft away; a form that has no other version goes with it."""
    with write_action("forms.remove_draft", actor=actor) as action:
        require_can_manage(actor)
        draft = lock_draft(version_id)
        form_id = draft.form_id
        action.record(("forms.form", form_id), version=draft.number)
        draft.delete()
        if not FormVersion.objects.filter(form_id=form_id).exists():
            Form.objects.filter(pk=form_id).delete()
