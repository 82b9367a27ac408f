"""Whom the login page of the demonstration offers."""

from __future__ import annotations

from congso.core import clock
from congso.flows.demonstration.accounts import DEMO_USERNAMES
from congso.foundation.orgs.queries import tree, valid_on
from congso.foundation.people.models import Appointment
from congso.foundation.web.accounts import DemoAccount


def offered() -> list[DemoAccount]:
    """The people a visitor may become, in the order of the list, with what they are and where."""
    rows = (
        Appointment.objects.filter(
            valid_on(clock.today()), account__username__in=DEMO_USERNAMES, account__is_active=True
        )
        .order_by("-is_main", "pk")
        .values_list(
            "account__username",
            "account__full_name",
            "position__role__name",
            "position__title",
            "position__unit_id",
        )
    )
    found: dict[str, DemoAccount] = {}
    units = tree() if rows else None
    for username, name, role, title, unit_id in rows:
        place = units.agency_of(unit_id).short_name if units and unit_id in units.nodes else ""
        found.setdefault(username, DemoAccount(username, name, role, f"{title}, {place}" if place else title))
    return [found[username] for username in DEMO_USERNAMES if username in found]
