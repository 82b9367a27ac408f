"""Forms in force, and the versions that filled forms stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.foundation.forms.engine.definition import Definition
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.models import Form, FormVersion, VersionState
from congso.foundation.forms.policies import require_can_manage
from congso.foundation.forms.subjects import subject_names
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import valid_on


@dataclass(frozen=True)
class FormInUse:
    """A published version: ``version_id`` is what a filled form keeps, ``note`` what its page should show."""

    version_id: int
    subject: str
    number: int
    note: str
    definition: Definition


def form_for(subject: str, on: date | None = None) -> FormInUse | None:
    """The form of a subject on a day (today when none is named); None when it has no form of its own."""
    return _form_for(subject, on or clock.today())


@remembered(largest=1000)
def _form_for(subject: str, on: date) -> FormInUse | None:
    row = (
        FormVersion.objects.filter(valid_on(on), form__subject=subject, state=VersionState.PUBLISHED)
        .order_by("-number")
        .select_related("form")
        .first()
    )
    return _in_use(row) if row else None


@remembered(largest=1000)
def form_version(version_id: int) -> FormInUse:
    """A published version by its id, also one that no longer holds; raises NotVisible."""
    row = (
        FormVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED).select_related("form").first()
    )
    if row is None:
        raise NotVisible
    return _in_use(row)


def _in_use(row: FormVersion) -> FormInUse:
    return FormInUse(row.pk, row.form.subject, row.number, row.note, parse_definition(row.definition))


@remembered(largest=20)
def subjects_with_form(on: date) -> frozenset[str]:
    """Subjects that have a form of their own on a day."""
    rows = Form.objects.filter(
        Q(versions__state=VersionState.PUBLISHED, versions__valid_from__lte=on)
        & (Q(versions__valid_to__isnull=True) | Q(versions__valid_to__gt=on))
    )
    return frozenset(rows.values_list("subject", flat=True))


def forms_page(*, viewer: Actor, words: str = "") -> QuerySet[Form]:
    """All forms by title with their versions, latest first; ``words`` narrows by title or by what it is for, tones ignored."""
    require_can_manage(viewer)
    rows = Form.objects.annotate(count=Count("versions")).prefetch_related(
        Prefetch("versions", FormVersion.objects.defer("definition").order_by("-number"))
    )
    wanted = fold(words)
    if wanted:
        known = list(Form.objects.values_list("pk", "subject", "title"))
        names = subject_names([subject for _pk, subject, _title in known])
        hits = [pk for pk, subject, title in known if wanted in fold(f"{title} | {names[subject]} | {subject}")]
        rows = rows.filter(pk__in=hits)
    return rows


def form_page(*, viewer: Actor, form_id: int) -> tuple[Form, Sequence[FormVersion]]:
    """A form with its versions, latest first; raises NotVisible."""
    require_can_manage(viewer)
    form = Form.objects.filter(pk=form_id).first()
    if form is None:
        raise NotVisible
    return form, list(form.versions.order_by("-number"))


def version_for_editor(*, viewer: Actor, version_id: int) -> FormVersion:
    """A version with its form, for the builder's screens; raises NotVisible."""
    require_can_manage(viewer)
    found = FormVersion.objects.select_related("form").filter(pk=version_id).first()
    if found is None:
        raise NotVisible
    return found
