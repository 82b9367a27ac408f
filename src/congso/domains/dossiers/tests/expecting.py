"""What every refusal must leave behind: nothing moved, and one line in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.dossiers.models import (
    Dossier,
    DossierFee,
    DossierPaper,
    DossierResult,
    FilledForm,
    IssuedForm,
    PaperFile,
    Supplement,
)  # fmt: skip
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.models import Case, CaseEvent, CaseExtension, CasePause
from congso.foundation.numbering.models import NumberBook, NumberEntry

_WATCHED = (
    Dossier, DossierFee, DossierPaper, DossierResult, FilledForm, IssuedForm, PaperFile, Supplement, Case, CaseEvent,
    CaseExtension, CasePause, NumberBook, NumberEntry,
)  # fmt: skip


def everything() -> list[Any]:
    """All rows that a service could move."""
    return [list(model.objects.order_by("pk").values()) for model in _WATCHED]


@contextmanager
def refused(error: type[DomainError], match: str | None = None) -> Iterator[None]:
    """The block raises ``error``, moves nothing, and leaves one line of a refusal with its sentence."""
    before, lines = everything(), AuditEntry.objects.count()
    with pytest.raises(error, match=match) as caught:
        yield
    assert everything() == before
    assert AuditEntry.objects.count() == lines + 1
    line = AuditEntry.objects.latest("pk")
    assert (line.outcome, line.details["error"], line.details["sentence"]) == ("refused", error.code, str(caught.value))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 9th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=clock.VIETNAM)


def last_event(dossier: Dossier) -> CaseEvent:
    """The last thing that happened to a dossier."""
    return CaseEvent.objects.filter(case_id=dossier.pk).latest("seq")


def fresh(dossier: Dossier) -> Dossier:
    """The dossier as it stands in the database, with its case."""
    return Dossier.objects.select_related("case").get(pk=dossier.pk)


def known(moment: datetime | None) -> datetime:
    """A moment that must be there, in the office's zone."""
    assert moment is not None
    return clock.local(moment)
