"""Dossiers of an agency in the order in which something happened to them, for programs that keep a copy."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import CASE_KIND
from congso.domains.dossiers.models import Dossier
from congso.foundation.casework.models import CaseEvent
from congso.foundation.casework.policies import SEE

SETTLED = timedelta(seconds=10)
"""Events younger than this may still have older ones behind them that are being written; they wait for the next question."""


def changed_dossiers(*, viewer: Actor, agency_id: int, after: int, most: int) -> tuple[list[tuple[int, Dossier]], int]:
    """Dossiers the agency decides with the number of their last event on this page, and the number to go on from.

    A dossier stands once a page, as it is now; one that moved to another agency stands in that one's line from the move on.
    Raises NotVisible for an agency that is not the viewer's.
    """
    if not viewer.may(SEE, agency_id):
        raise NotVisible
    found = list(agency_events(agency_id=agency_id, after=after).values_list("pk", "case_id")[:most])
    last = {case_id: number for number, case_id in found}
    rows = Dossier.objects.filter(case__agency_id=agency_id).select_related("case", "result").in_bulk(list(last))
    pairs = [(number, rows[case_id]) for number, case_id in sorted((number, case_id) for case_id, number in last.items()) if case_id in rows]
    return pairs, found[-1][0] if found else after


def agency_events(*, agency_id: int, after: int) -> QuerySet[CaseEvent]:
    """What happened to dossiers at an agency behind an event, in order and settled: read from one index, whatever else there is."""
    rows = CaseEvent.objects.filter(agency_id=agency_id, kind=CASE_KIND, pk__gt=after, at__lt=clock.now() - SETTLED)
    return rows.order_by("pk")


def dossier_of_code(*, viewer: Actor, code: str) -> Dossier:
    """One dossier of an agency that the viewer reads; raises NotVisible."""
    found = Dossier.objects.select_related("case", "result__stored").filter(code=code).first()
    if found is None or not viewer.may(SEE, found.agency_id):
        raise NotVisible
    return found
