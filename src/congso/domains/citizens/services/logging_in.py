"""A citizen logs in; the first time makes the account."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.domains.citizens.identity import Identity
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.policies import require_citizen
from congso.domains.parties.facade import Applicant, PartyKind, remember_party
from congso.foundation.audit.writing import write_action


def log_in(*, actor: Actor, identity: Identity) -> CitizenAccount:
    """Note a login with the national identity (đăng nhập); the key is the personal number or the tax code."""
    with write_action("citizens.log_in", actor=actor) as action:
        kind = PartyKind.ORGANISATION if identity.is_organisation else PartyKind.CITIZEN
        party_id = remember_party(Applicant(
            kind=kind, identity_number=identity.number, name=identity.name, address="", born_on=identity.born_on,
            sex=identity.sex))  # fmt: skip
        account, is_new = CitizenAccount.objects.update_or_create(
            party_id=party_id,
            defaults={"subject": identity.subject, "level": identity.level, "last_login_at": action.at, "closed_at": None},
            create_defaults={"subject": identity.subject, "level": identity.level, "last_login_at": action.at,
                             "first_login_at": action.at},
        )  # fmt: skip
        action.record(account, party=party_id, level=identity.level, first=is_new)
    return account


def set_contact(*, actor: Actor, phone: str, email: str) -> CitizenAccount:
    """Let a citizen say how they want to be reached. Raises NotAllowed for who is no citizen."""
    with write_action("citizens.set_contact", actor=actor) as action:
        account = CitizenAccount.objects.select_for_update(no_key=True).get(party_id=require_citizen(actor))
        account.phone, account.email = phone, email
        account.save(update_fields=["phone", "email"])
        action.record(account, phone=phone, email=email)
    return account
