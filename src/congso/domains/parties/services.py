"""Know people and organisations by their number, and log who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.core.text import fold, nfc, sort_name_key
from congso.domains.parties.models import LAW, DataUse, Party, PartyKind, PartyLookup
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.database.prepared import fetch


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


_REMEMBER = """
INSERT INTO parties_party AS known (kind, identity_number, name, sort_name, search_key, born_on, sex, address, ward_code,
                                    phone, email, known_since, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (identity_number) DO UPDATE SET
    name = excluded.name, sort_name = excluded.sort_name, search_key = excluded.search_key,
    born_on = COALESCE(excluded.born_on, known.born_on), sex = COALESCE(NULLIF(excluded.sex, ''), known.sex),
    address = COALESCE(NULLIF(excluded.address, ''), known.address), ward_code = COALESCE(NULLIF(excluded.ward_code, ''), known.ward_code),
    phone = COALESCE(NULLIF(excluded.phone, ''), known.phone), email = COALESCE(NULLIF(excluded.email, ''), known.email),
    updated_at = excluded.updated_at
RETURNING id
"""


def remember_party(applicant: Applicant) -> int:
    """Store what is known last of a party, inside the open transaction, by its number; its id.

    What this time was left empty keeps what was known before. One plain statement: it is on the counter's path.
    """
    name, now = nfc(applicant.name), clock.now()
    values = [
        applicant.kind, applicant.identity_number, name, sort_name_key(name),
        fold(f"{name} {applicant.identity_number} {applicant.phone}"), applicant.born_on, applicant.sex,
        nfc(applicant.address), applicant.ward_code, applicant.phone, applicant.email, now, now,
    ]  # fmt: skip
    return int(fetch(_REMEMBER, values)[0][0])


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


@dataclass(frozen=True)
class Use:
    """A use of somebody's data: whose, on what occasion, for what, about which dossier, by which agency."""

    party_id: int
    kind: str
    purpose: str
    subject: str
    unit_id: int | None = None
    agreed: bool = False


def note_uses(action: WriteAction, uses: Iterable[Use]) -> None:
    """Keep for what personal data is used, inside the open action; its subjects can read it at the portal."""
    action.insert(*(
        DataUse(party_id=use.party_id, at=action.at, kind=use.kind, purpose=nfc(use.purpose)[:500], legal_basis=LAW,
                agreed=use.agreed, subject=use.subject[:60], unit_id=use.unit_id)
        for use in uses
    ))  # fmt: skip


def take_out_contact(action: WriteAction, party_id: int) -> None:
    """Forget telephone and e-mail of a party, inside the open action; dossiers keep what was written on them."""
    Party.objects.filter(pk=party_id).update(phone="", email="", updated_at=action.at)


def kind_of(identity_number: str) -> PartyKind:
    """A person has 12 digits; everything else is a tax code."""
    digits = identity_number.replace("-", "")
    return PartyKind.CITIZEN if len(digits) in {9, 12} else PartyKind.ORGANISATION
