"""Which form a procedure is applied for on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from congso.core.errors import NotVisible
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.shipped_forms import form_subject
from congso.foundation.forms.facade import (
    Definition,
    Paper,
    form_for,
    form_version,
    generated_definition,
    with_papers,
)
from congso.foundation.orgs.epoch import remembered


@dataclass(frozen=True)
class ProcedureForm:
    """The form of a procedure: its own (``form_version_id``), or one made of its papers (None).

    Either way the papers of the procedure and the way the result comes back are asked at its end, and whoever draws it
    knows in whose name it is filled in. ``note`` stands at its head: what its wording follows and what is unverified.
    """

    form_version_id: int | None
    definition: Definition
    note: str = ""


def procedure_form(*, code: str, version_id: int, on: date | None = None) -> ProcedureForm:
    """The form to begin with: the procedure's own in force on a day, else one made from its version's papers.

    Raises NotVisible for an unknown version.
    """
    own = form_for(form_subject(code), on)
    if own is not None:
        return ProcedureForm(own.version_id, _with_papers(own.version_id, version_id), own.note)
    return ProcedureForm(None, _generated(version_id))


@remembered(largest=500)
def _generated(version_id: int) -> Definition:
    title, papers = _papers(version_id)
    return generated_definition(title, papers, asks_for_whom=False)


@remembered(largest=200)
def _with_papers(form_version_id: int, version_id: int) -> Definition:
    return with_papers(form_version(form_version_id).definition, _papers(version_id)[1])


def procedure_names(codes: Collection[str]) -> dict[str, str]:
    """Code → the procedure's name as of its latest version, in one query; unknown codes are left out."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).order_by("procedure_id", "number")
    return dict(rows.values_list("procedure__code", "name"))


@remembered(largest=500)
def _papers(version_id: int) -> tuple[str, tuple[Paper, ...]]:
    """Name and papers of a procedure's version; boxes of the papers are called ``paper_<number>`` in this order."""
    version = ProcedureVersion.objects.filter(pk=version_id).prefetch_related("papers").first()
    if version is None:
        raise NotVisible
    papers = tuple(
        Paper(row.name, row.case_label, row.originals, row.copies, row.is_note, row.form_file)
        for row in version.papers.all()
    )
    return version.name, papers
