"""Which form a procedure is applied for on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from congso.core.errors import NotVisible
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.shipped_forms import form_subject
from congso.foundation.forms.facade import (
    Definition,
    Paper,
    form_for,
    form_version,
    generated_definition,
    parse_definition,
)
from congso.foundation.orgs.epoch import remembered


@dataclass(frozen=True)
class ProcedureForm:
    """The form of a procedure: its own (``form_version_id``), or one made of its papers (None).

    ``note`` stands at the head of the form: what its wording follows and what is unverified.
    """

    form_version_id: int | None
    definition: Definition
    note: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """The definition as JSON, to be kept with a draft on a generated form; empty for one that has versions."""
        return {} if self.form_version_id else dict(self.definition.source)


def procedure_form(*, code: str, version_id: int, on: date | None = None) -> ProcedureForm:
    """The form to begin with: the procedure's own in force on a day, else one made from its version's papers.

    Raises NotVisible for an unknown version.
    """
    own = form_for(form_subject(code), on)
    if own is not None:
        return ProcedureForm(own.version_id, own.definition, own.note)
    return ProcedureForm(None, generated_form(version_id))


def form_begun(*, form_version_id: int | None, kept: Mapping[str, Any]) -> ProcedureForm:
    """The form that a draft was begun on: of its version, or of the JSON kept with it."""
    if form_version_id is not None:
        found = form_version(form_version_id)
        return ProcedureForm(found.version_id, found.definition, found.note)
    return ProcedureForm(None, parse_definition(kept))


@remembered(largest=500)
def generated_form(version_id: int) -> Definition:
    """A form made of a procedure version's name and papers."""
    version = ProcedureVersion.objects.filter(pk=version_id).prefetch_related("papers").first()
    if version is None:
        raise NotVisible
    papers = [
        Paper(row.name, row.case_label, row.originals, row.copies, row.is_note, row.form_file)
        for row in version.papers.all()
    ]
    return generated_definition(version.name, papers)
