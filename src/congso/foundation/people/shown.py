"""What the shell and the unit's page show of people."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.foundation.orgs.panels import Consequence, Panel, PanelLine
from congso.foundation.orgs.queries import tree, valid_on
from congso.foundation.people.models import Appointment
from congso.foundation.people.policies import MANAGE
from congso.foundation.web.accounts import Identity


def identity(request: HttpRequest) -> Identity:
    """Name, main position and unit of the person at the screen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    seat = actor.main_seat
    if seat is None:
        return Identity(name=actor.name)
    return Identity(name=actor.name, position=seat.title, unit=tree().path(seat.unit_id))


def people_panel(viewer: Actor, unit_id: int, on: date) -> Panel | None:
    """Who sat in a unit on a day."""
    if not viewer.may(MANAGE, unit_id):
        return None
    rows = (
        Appointment.objects.filter(valid_on(on), position__unit_id=unit_id)
        .order_by("position__role__order", "account__sort_name")
        .values_list("account_id", "account__full_name", "position__title")
    )
    lines = [PanelLine(name, title, reverse("people:person", args=[pk])) for pk, name, title in rows[:100]]
    return Panel(
        _("Người giữ vị trí"),
        lines,
        _("Không có ai."),
        reverse("people:positions", args=[unit_id]),
        _("Các vị trí"),
    )


def people_carried(unit_ids: frozenset[int]) -> Consequence:
    """How many people sit in units that will end, their parts included."""
    units = tree()
    within = frozenset().union(*(units.part_of_agency(unit) if units.nodes[unit].is_agency else units.subtree(unit)
                                 for unit in unit_ids if unit in units.nodes))  # fmt: skip
    count = (
        Appointment.objects.filter(valid_on(units.on), position__unit_id__in=within)
        .values("account_id")
        .distinct()
        .count()
    )
    return Consequence(_("Người đang giữ vị trí"), count)
