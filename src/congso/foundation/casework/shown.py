"""What the unit's page and the reorganisation's preview show of cases."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.core.actors import Actor
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import SEE
from congso.foundation.casework.services import open_cases_of
from congso.foundation.orgs.panels import Consequence, Panel, PanelLine
from congso.foundation.orgs.queries import tree

MANY = 10_000


def _within(unit_ids: frozenset[int]) -> set[int]:
    """The units and their own parts, without agencies below."""
    units, found = tree(), set(unit_ids)
    for unit_id in unit_ids & units.nodes.keys():
        found |= units.part_of_agency(unit_id) if units.nodes[unit_id].is_agency else units.subtree(unit_id)
    return found


def cases_carried(unit_ids: frozenset[int]) -> Consequence:
    """How many open cases the units that will end hold, decide or took in."""
    return Consequence(
        _("Hồ sơ, công việc đang xử lý"), Case.objects.filter(open_cases_of(_within(unit_ids))).count()
    )


def cases_panel(viewer: Actor, unit_id: int, on: date) -> Panel | None:
    """How much open work a unit has in hand today."""
    del on
    if not viewer.may(SEE, unit_id):
        return None
    count = len(Case.objects.filter(holder_unit_id=unit_id).exclude(state="closed").values_list("pk")[:MANY])
    words = ngettext("%(count)s việc đang giữ", "%(count)s việc đang giữ", count) % {"count": count}
    return Panel(_("Công việc"), [PanelLine(words)])
