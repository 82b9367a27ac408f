"""What other agencies of the same system issue comes before the registry clerks of those it went to."""

from __future__ import annotations

import re
from uuid import UUID

from congso.core.actors import system_actor
from congso.domains.documents.events import DocumentIssued
from congso.domains.documents.services.incoming_from_above import FromAbove, changes_below
from congso.domains.documents.services.incoming_inside import arrived_inside
from congso.domains.documents.subscribers_outgoing import registries
from congso.foundation.orgs.queries import tree


def receive_issued(event: DocumentIssued) -> None:
    """Put the document before each receiving agency once, to be registered by one press; a second run adds nothing."""
    units, actor = tree(), system_actor("documents")
    # A job carries a tuple as text or as a list, whichever way it was written down.
    asked = [int(unit) for unit in re.findall(r"\d+", str(event.unit_ids))]
    agencies = {units.agency_of(unit).id for unit in asked if unit in units.nodes}
    source_id = UUID(str(event.document_id))
    changed = changes_below(source_id)
    for agency_id in sorted(agencies):
        above = FromAbove(changed[agency_id], registries([agency_id])) if agency_id in changed else None
        arrived_inside(actor=actor, source_id=source_id, agency_id=agency_id, above=above)
