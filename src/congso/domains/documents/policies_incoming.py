"""Who may see and do what with documents coming in."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.enums import Direction
from congso.domains.documents.models import Assignment, Document
from congso.domains.documents.policies import INSTRUCT, REGISTER, SEE_ALL
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.orgs.queries import tree


def agency_of(actor: Actor, right: str) -> int:
    """The agency for which the actor holds a right, that of their own seat first; raises NotAllowed without one."""
    seats = [seat for seat in actor.seats if actor.may(right, seat.unit_id)]
    if not seats:
        raise NotAllowed
    return tree().agency_of(seats[0].unit_id).id


def require_can_register(actor: Actor, agency_id: int) -> None:
    """Only the agency's registry clerk (văn thư) takes documents in."""
    if not actor.may(REGISTER, agency_id):
        raise NotAllowed


def require_can_instruct(actor: Actor, agency_id: int) -> None:
    """Only the agency's leaders write its instructions (bút phê) and distribute."""
    if not actor.may(INSTRUCT, agency_id):
        raise NotAllowed


def may_instruct_agency(actor: Actor) -> bool:
    """Whether the actor leads an agency in which they sit, not only a unit of it."""
    units = tree()
    agencies = {units.agency_of(seat.unit_id).id for seat in actor.seats if seat.unit_id in units.nodes}
    return any(actor.may(INSTRUCT, agency) for agency in agencies)


def may_give_anew(actor: Actor, case: Case) -> bool:
    """Who gave the work may give it anew: leaders, heads within their unit; what lies before a leader or a clerk, the registry too."""
    if case.step_id is None:
        return False
    step = definition(case.version_id).step(case.step_id)
    if step.kind in {StepKind.REVIEW, StepKind.REGISTRY} and actor.may(REGISTER, case.agency_id):
        return True
    return actor.may(INSTRUCT, case.holder_unit_id)


def require_can_give_anew(actor: Actor, case: Case) -> None:
    """Only who gave the work takes it from one hand and gives it to another."""
    if not may_give_anew(actor, case):
        raise NotAllowed


def visible_to(viewer: Actor) -> Q:
    """All of the agency for its leaders and registry; otherwise what was given to one's unit or to oneself."""
    incoming = Q(direction=Direction.INCOMING)
    agencies = viewer.units_for(SEE_ALL)
    if agencies == EVERYWHERE:
        return incoming
    units = {seat.unit_id for seat in viewer.seats}
    given = Assignment.objects.filter(incoming=OuterRef("pk"), withdrawn_at=None).filter(
        Q(unit_id__in=units, account_id=None) | Q(account_id__in=viewer.accounts)
    )
    # ``Assignment.unit_id`` of a person says where they sat; the unit's others do not see it for that.
    return incoming & (Q(agency_id__in=agencies) | Q(Exists(given)) | Q(case__holder_id__in=viewer.accounts))


_AMONG = """
SELECT d.id FROM documents_document d LEFT JOIN casework_case c ON c.id = d.case_id
WHERE d.id = ANY(%s) AND d.direction = 'in' AND (d.agency_id = ANY(%s) OR c.holder_id = ANY(%s))
UNION
SELECT a.incoming_id FROM documents_assignment a
WHERE a.incoming_id = ANY(%s) AND a.withdrawn_at IS NULL AND ((a.account_id IS NULL AND a.unit_id = ANY(%s)) OR a.account_id = ANY(%s))
"""


def seen_among(viewer: Actor, ids: list[UUID]) -> set[UUID]:
    """Those of these documents that ``visible_to`` shows: the same rule, asked of each by its key and never of all of a unit's.

    As one condition over all documents, PostgreSQL reads every assignment of the unit to look for five hundred (ADR 0015).
    """
    agencies = viewer.units_for(SEE_ALL)
    if not ids or agencies == EVERYWHERE:
        return set(ids)
    units, accounts = [seat.unit_id for seat in viewer.seats], sorted(viewer.accounts)
    with connection.cursor() as cursor:
        cursor.execute(_AMONG, [ids, sorted(agencies), accounts, ids, units, accounts])
        return {row[0] for row in cursor.fetchall()}


def require_visible(viewer: Actor, document_id: UUID) -> Document:
    """The document with its arrival; raises NotVisible when the viewer may not know of it."""
    rows = Document.objects.filter(visible_to(viewer), pk=document_id)
    found = rows.select_related("incoming", "case", "file").first()
    if found is None:
        raise NotVisible
    return found
