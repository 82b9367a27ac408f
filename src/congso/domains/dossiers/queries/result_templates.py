"""Templates of results, for who keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.facade import type_name
from congso.domains.dossiers.models import ResultTemplate
from congso.domains.dossiers.policies import require_can_set_result_templates
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class TemplateLine:
    """A template in the list."""

    row: ResultTemplate
    type_name: str
    agency: str


def result_templates(*, viewer: Actor) -> list[TemplateLine]:
    """Every template by procedure; raises NotAllowed."""
    require_can_set_result_templates(viewer)
    rows = list(ResultTemplate.objects.defer("body", "grounds")[:2000])
    return [TemplateLine(row, type_name(row.type_code), tree().name(row.agency_id) if row.agency_id else "") for row in rows]


def shown_template(*, viewer: Actor, template_id: str) -> dict[str, Any]:
    """What stands in the boxes when one is changed from another; nothing for a new one. Raises NotAllowed, NotVisible."""
    require_can_set_result_templates(viewer)
    if not template_id:
        return {}
    found = ResultTemplate.objects.filter(pk=int(template_id)).values().first() if template_id.isdecimal() and len(template_id) < 18 else None
    if found is None:
        raise NotVisible
    return dict(found)
