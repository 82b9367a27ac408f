"""The electronic form that an applicant filled in, to be read and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import mask_number
from congso.domains.dossiers.models import Dossier, FilledForm
from congso.domains.procedures.facade import declaration_pdf
from congso.foundation.casework.policies import require_can_see
from congso.foundation.forms.facade import (
    Definition,
    Field,
    Kind,
    SummaryStep,
    Widget,
    form_version,
    parse_definition,
    summary,
)
from congso.foundation.orgs.queries import tree

Steps = list[tuple[SummaryStep, str]]
"""Steps of a summary with the address that changes them (none: it was sent in)."""


def filled_definition(form: FilledForm) -> Definition | None:
    """The form as it was filled in; None for answers that came without one."""
    if form.definition:
        return parse_definition(form.definition)
    return form_version(form.form_version_id).definition if form.form_version_id else None


def filled_steps(form: FilledForm | None, *, masked: bool = False) -> Steps:
    """Every answer in words, step by step; ``masked``: of personal numbers only the last figures, for the portal."""
    definition = filled_definition(form) if form is not None else None
    if form is None or definition is None:
        return []
    answers = _masked(definition.fields.values(), form.answers) if masked else form.answers
    return [(step, "") for step in summary(definition, answers)]


def _masked(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the personal numbers in them covered, those in repeated groups too."""
    shown = dict(answers)
    for each in fields:
        value = shown.get(each.name)
        if each.widget == Widget.IDENTITY and isinstance(value, str):
            shown[each.name] = mask_number(value)
        elif each.kind == Kind.GROUP and isinstance(value, list):
            shown[each.name] = [_masked(each.fields, item) if isinstance(item, dict) else item for item in value]
    return shown


def filled_pdf(form: FilledForm) -> bytes:
    """The filled form as the paper that is signed; raises NotVisible without a form."""
    definition, dossier = filled_definition(form), form.dossier
    if definition is None:
        raise NotVisible
    day = clock.local(dossier.arrived_at).date()
    return declaration_pdf(definition, form.answers, on=day, office=tree(day).name(dossier.agency_id))


def filled_form_for(*, viewer: Actor, dossier_id: UUID) -> FilledForm:
    """The filled form of a dossier that the viewer may see; raises NotVisible."""
    found = FilledForm.objects.select_related("dossier__case").filter(pk=dossier_id).first()
    if found is None:
        raise NotVisible
    require_can_see(viewer, found.dossier.case)
    return found


def filled_form_of(dossier: Dossier) -> FilledForm | None:
    """The filled form of a dossier read with it; None for what came on paper."""
    return getattr(dossier, "filled_form", None)
