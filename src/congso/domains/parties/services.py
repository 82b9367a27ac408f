"""Know people and organisations by their number, and log who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.core.text import fold, nfc, sort_name_key
from congso.domains.parties.models import Party, PartyKind, PartyLookup
from congso.foundation.audit.writing import write_action


@dataclass(frozen=True)
class Applicant:
    """An applicant as typed at the counter or taken from an earlier dossier."""

    kind: str
    identity_number: str
    name: str
    address: str
    phone: str = ""
    email: str = ""
    born_on: date | None = None
    sex: str = ""
    ward_code: str = ""


_CHANGING = ("name", "sort_name", "search_key", "address", "ward_code", "phone", "email", "born_on", "sex", "updated_at")


def remember_party(applicant: Applicant) -> Party:
    """Store what is known last of a party, inside the open transaction: one statement, by its number."""
    name, now = nfc(applicant.name), clock.now()
    party = Party(
        kind=applicant.kind, identity_number=applicant.identity_number, name=name, sort_name=sort_name_key(name),
        search_key=fold(f"{name} {applicant.identity_number} {applicant.phone}"), born_on=applicant.born_on,
        sex=applicant.sex, address=nfc(applicant.address), ward_code=applicant.ward_code, phone=applicant.phone,
        email=applicant.email, known_since=now, updated_at=now,
    )  # fmt: skip
    Party.objects.bulk_create(
        [party], update_conflicts=True, unique_fields=["identity_number"], update_fields=_CHANGING
    )
    return party


def look_up(*, actor: Actor, identity_number: str, purpose: str) -> Party | None:
    """A known party by its number; every look-up is logged with its purpose."""
    if actor.account_id is None or not actor.may("parties.look_up"):
        raise NotAllowed
    with write_action("parties.look_up", actor=actor) as action:
        party = Party.objects.filter(identity_number=identity_number).first()
        seat = actor.main_seat
        line = PartyLookup.objects.create(
            at=action.at, account_id=actor.account_id, unit_id=seat.unit_id if seat else None,
            identity_number=identity_number, found=party is not None, purpose=purpose,
        )  # fmt: skip
        action.record(line, found=party is not None, purpose=purpose)
    return party


def kind_of(identity_number: str) -> PartyKind:
    """A person has 12 digits; everything else is a tax code."""
    digits = identity_number.replace("-", "")
    return PartyKind.CITIZEN if len(digits) in {9, 12} else PartyKind.ORGANISATION
