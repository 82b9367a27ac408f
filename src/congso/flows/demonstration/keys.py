"""Keys of the demonstration: leaders sign, agencies seal; the stand-in authority vouches for them and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile

from congso.core import clock
from congso.core.actors import Actor
from congso.flows.demonstration.accounts import PIN
from congso.flows.demonstration.officials import HOME
from congso.flows.demonstration.pictures import draw_seal, draw_signature
from congso.flows.demonstration.units import REORGANISED
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.orgs.queries import tree, valid_on
from congso.foundation.people.models import Appointment
from congso.foundation.people.roles import LEADER
from congso.foundation.signing.facade import Owner, SigningKey, add_anchor, add_file_key, is_trusted

SIGNS_TOO = "truongphong"
"""Of the accounts on the login page, the one who signs without leading an agency."""


@dataclass(frozen=True)
class Named:
    """Whom a certificate is to name."""

    name: str
    organisation: str
    title: str = ""
    identifier: str = ""


Issue = Callable[[Named, str], bytes]
"""Makes a key with its certificate as PKCS#12, locked by a PIN."""


@dataclass(frozen=True)
class _Wanted:
    owner: Owner
    named: Named

    @property
    def is_there(self) -> bool:
        owner = {"account_id": self.owner.account_id, "unit_id": self.owner.unit_id}
        return SigningKey.objects.filter(withdrawn_at=None, **owner).exists()


def _leaders() -> list[Appointment]:
    """Those who lead an agency and the one who signs in their order, the home ward's first."""
    rows = Appointment.objects.filter(valid_on(clock.today()), account__is_active=True).select_related("account", "position__role")
    wanted = [row for row in rows.order_by("pk") if row.position.role.code == LEADER or row.account.username == SIGNS_TOO]
    units = tree()
    home = next((node.id for node in units.nodes.values() if node.is_agency and node.name.endswith(HOME[1:])), 0)
    return sorted(wanted, key=lambda row: (units.agency_of(row.position.unit_id).id != home, row.pk))


def _wanted() -> Iterator[_Wanted]:
    units, sealed = tree(), set()
    for place, row in enumerate(_leaders(), start=1):
        agency = units.agency_of(row.position.unit_id)
        person = Named(row.account.full_name, agency.name, row.position.title, f"CCCD:000000{place:06}")
        yield _Wanted(Owner(account_id=row.account_id), person)
        if agency.id not in sealed:
            sealed.add(agency.id)
            yield _Wanted(Owner(unit_id=agency.id), Named(agency.name, units.nodes[agency.parent_id].name if agency.parent_id in
                          units.nodes else agency.name, identifier=f"MST:0000{place:06}"))  # fmt: skip


def count_of_keys() -> int:
    """How many keys the whole demonstration has."""
    return sum(1 for _each in _wanted())


def load_keys(
    *, actor: Actor, root: bytes, issue: Issue, most: int | None = None, on_progress: Callable[[], None] | None = None
) -> int:
    """Trust the stand-in's root and give keys to leaders and agencies, with drawn pictures; present ones stay. How many were made."""
    if not is_trusted(root):
        add_anchor(actor=actor, certificate=root, name="Gốc dùng thử Công Sở", valid_from=REORGANISED, source="Bản dùng thử")
    made = 0
    for place, wanted in enumerate(_wanted()):
        if most is not None and place >= most:
            break
        if not wanted.is_there:
            _give(actor, wanted, issue)
            made += 1
        if on_progress is not None:
            on_progress()
    return made


def _give(actor: Actor, wanted: _Wanted, issue: Issue) -> None:
    drawn = draw_signature(wanted.named.name) if wanted.owner.account_id else draw_seal(wanted.named.name)
    add_file_key(actor=actor, owner=wanted.owner, container=issue(wanted.named, PIN), pin=PIN, picture=_stored(drawn))


def _stored(content: bytes) -> StoredFile:
    return store_file(ContentFile(content, name="hinh.png"), name="hinh.png")
