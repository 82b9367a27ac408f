"""Where a citizen goes with a procedure: the agencies that offer it, their counters, addresses and hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.domains.portal.applying import apply_url
from congso.domains.procedures.facade import PublicOffer
from congso.foundation.calendar.queries import weekly_hours
from congso.foundation.orgs.models import Unit, UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node, UnitTree

_DAYS = (
    gettext_lazy("Thứ Hai"), gettext_lazy("Thứ Ba"), gettext_lazy("Thứ Tư"), gettext_lazy("Thứ Năm"), gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"), gettext_lazy("Chủ nhật"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An agency that offers the procedure, and the counter that takes the papers (nơi tiếp nhận)."""

    offer: PublicOffer
    counter: str
    address: str
    phone: str
    email: str
    hours: tuple[str, ...]
    area_code: str
    """Code of the deciding agency's own area (mã đơn vị hành chính)."""
    apply_url: str
    """Empty unless it can be applied for online here."""


def places_of(offers: Sequence[PublicOffer]) -> list[Place]:
    """The places in the order of the offers; two queries however many there are."""
    units = tree()
    counters = {offer.agency_id: _counter(units, offer.agency_id) for offer in offers}
    wanted = {node.id for node in counters.values() if node} | set(counters)
    contacts = {row.pk: row for row in Unit.objects.filter(pk__in=wanted).only("address", "phone", "email", "area_code")}
    return [_place(offer, counters[offer.agency_id], contacts) for offer in offers]


def _counter(units: UnitTree, agency_id: int) -> Node | None:
    """The agency's own one-stop centre, else the nearest one above it (a department's papers go to the province's)."""
    for node in units.ancestors(agency_id):
        if node.is_agency and (found := units.with_function(node.id, UnitFunction.ONE_STOP)):
            return found
    return None


def _place(offer: PublicOffer, counter: Node | None, contacts: dict[int, Unit]) -> Place:
    at, agency = contacts.get(counter.id) if counter else None, contacts.get(offer.agency_id)

    def contact(name: str) -> str:
        return next((getattr(row, name) for row in (at, agency) if row and getattr(row, name)), "")

    return Place(
        offer=offer, counter=counter.name if counter else offer.agency, address=contact("address"), phone=contact("phone"),
        email=contact("email"), hours=hours_in_words(counter.id if counter else offer.agency_id),
        area_code=agency.area_code if agency else "", apply_url=apply_url(offer.publication_id) if offer.is_online else "",
    )  # fmt: skip


def hours_in_words(unit_id: int) -> tuple[str, ...]:
    """“Thứ Hai – Thứ Sáu: 07:00–11:30, 13:30–17:00”, a line for each run of days with the same hours."""
    by_day: dict[int, list[str]] = {}
    for each in weekly_hours(unit_id):
        by_day.setdefault(each.weekday, []).append(f"{_clock(each.start)}–{_clock(each.end)}")
    return tuple(
        _line(list(days)) for _hours, days in groupby(sorted(by_day.items()), key=lambda day: day[1])
    )


def _line(days: list[tuple[int, list[str]]]) -> str:
    first, last, hours = days[0][0], days[-1][0], ", ".join(days[0][1])
    fields = {"first": _DAYS[first], "last": _DAYS[last], "hours": hours}
    return (_("%(first)s: %(hours)s") if first == last else _("%(first)s – %(last)s: %(hours)s")) % fields


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def common(values: Iterable[str]) -> str:
    """The one value all agree on; empty when they differ or there is none."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
