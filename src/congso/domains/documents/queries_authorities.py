"""Who may sign by order or by delegation on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from congso.core.actors import Actor
from congso.domains.documents.models import SigningAuthority
from congso.domains.documents.policies import REGISTER
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders


def is_in_force(row: SigningAuthority, on: date) -> bool:
    """Whether it holds on a day."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def in_force(agency_id: int, on: date) -> list[SigningAuthority]:
    """Those of an agency that hold on a day."""
    rows = SigningAuthority.objects.filter(agency_id=agency_id, valid_from__lte=on)
    return list(rows.filter(Q(valid_to=None) | Q(valid_to__gte=on)))


def signer_by(row: SigningAuthority, on: date) -> tuple[int, str] | None:
    """(account, name) of who signs by it on a day: the head of its unit, the named one where one is named, a named deputy; None for nobody."""
    heads = holders(role="head", unit_id=row.unit_id, on=on)
    found = next((each for each in heads if row.account_id in (None, each[0])), None)
    return found or (_deputy(row, on) if row.deputy_of else None)


def _deputy(row: SigningAuthority, on: date) -> tuple[int, str] | None:
    """A deputy is named in the row and sits in the unit among its officers."""
    officers = holders(role="officer", unit_id=row.unit_id, on=on)
    return next((each for each in officers if each[0] == row.account_id), None)


def is_deputys(row: SigningAuthority, on: date) -> bool:
    """Whether who signs by it is no head: then the work goes to the step of a deputy."""
    signer = signer_by(row, on)
    return signer is not None and signer not in holders(role="head", unit_id=row.unit_id, on=on)


def offered(agency_id: int, on: date) -> list[tuple[int, str]]:
    """What a draft may choose: id and words."""
    found = [(row, signer_by(row, on)) for row in in_force(agency_id, on)]
    return [(row.pk, _words(row, signer[1])) for row, signer in found if signer is not None]


def _words(row: SigningAuthority, name: str) -> str:
    scope = f" ({row.scope})" if row.scope else ""
    return f"{row} · {name}{scope}"


@dataclass(frozen=True)
class AuthorityLine:
    """A row as the screen shows it."""

    row: SigningAuthority
    unit: str
    who: str
    holds: bool


def authority_lines(*, viewer: Actor, on: date) -> list[AuthorityLine]:
    """Those of the agencies whose registry the viewer keeps."""
    return list(_lines(viewer, on))


def _lines(viewer: Actor, on: date) -> Iterator[AuthorityLine]:
    units = tree()
    for row in SigningAuthority.objects.all():
        if viewer.may(REGISTER, row.agency_id):
            signer = signer_by(row, on)
            yield AuthorityLine(row, units.name(row.unit_id), signer[1] if signer else "", is_in_force(row, on))
