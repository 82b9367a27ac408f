"""Whether an agency's registry may pass documents on directly."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.documents.models import ForwardingRule
from congso.domains.documents.policies_incoming import require_can_instruct
from congso.foundation.orgs.epoch import remembered


def may_pass_directly(agency_id: int, on: date) -> bool:
    """What the agency's head decided for a day; not before a decision."""
    return next((allowed for begin, allowed in _decisions(agency_id) if begin <= on), False)


@remembered(largest=2000)
def _decisions(agency_id: int) -> tuple[tuple[date, bool], ...]:
    rows = ForwardingRule.objects.filter(agency_id=agency_id).order_by("-valid_from")
    return tuple(rows.values_list("valid_from", "allowed"))


def forwarding_rules(*, viewer: Actor, agency_id: int) -> list[ForwardingRule]:
    """Every decision of an agency, the newest first. Raises NotAllowed."""
    require_can_instruct(viewer, agency_id)
    return list(ForwardingRule.objects.filter(agency_id=agency_id)[:100])
