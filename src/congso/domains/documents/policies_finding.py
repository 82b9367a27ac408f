"""Whose marks a viewer's search asks for. The marks narrow down; what is shown is asked of ``documents_visible_to``."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import SavedSearch
from congso.domains.documents.policies import SEE_ALL
from congso.foundation.casework.policies import SEE
from congso.foundation.orgs.queries import tree


def agencies_seen_whole(viewer: Actor) -> frozenset[int]:
    """Agencies of which the viewer sees every document, whichever way it goes."""
    units = viewer.units_for(SEE_ALL)
    known = tree().nodes
    return frozenset(unit for unit in units if unit in known and tree().agency_of(unit).id == unit)


def reader_marks_of(viewer: Actor) -> list[str]:
    """Marks of which a document must bear one to be worth asking about; none when everything is."""
    if viewer.units_for(SEE_ALL) == EVERYWHERE:
        return []
    whole, known = agencies_seen_whole(viewer), tree().nodes
    see = viewer.units_for(SEE)
    if see == EVERYWHERE:
        marks, units = ["~dout"], {seat.unit_id for seat in viewer.seats}
    else:
        marks, units = [], {*see, *(seat.unit_id for seat in viewer.seats)}
    apart = {unit for unit in units if unit not in known or tree().agency_of(unit).id not in whole}
    marks += [f"~a{agency}" for agency in sorted(whole)]
    marks += [f"~u{unit}" for unit in sorted(apart)] + [f"~p{account}" for account in sorted(viewer.accounts)]
    return marks or ["~nobody"]


def saved_visible_to(viewer: Actor) -> Q:
    """One's own saved searches and those shared in one's units."""
    return Q(account_id=viewer.account_id or 0) | Q(unit_id__in={seat.unit_id for seat in viewer.seats})


def require_own(viewer: Actor, saved: SavedSearch | None) -> SavedSearch:
    """Only its owner changes a saved search; for others it is as if it did not exist."""
    if saved is None or saved.account_id != (viewer.account_id or 0):
        raise NotVisible
    return saved
