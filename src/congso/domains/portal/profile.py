"""What is known of a citizen, for filling in forms: the profile and earlier dossiers (khai một lần)."""

from __future__ import annotations

from typing import Any

from congso.domains.citizens.facade import CitizenAccount
from congso.domains.parties.facade import Party
from congso.domains.portal.models import Draft


def last_address(account: CitizenAccount) -> dict[str, Any] | None:
    """Where the account last said that it lives, as an address box keeps it."""
    given = Draft.objects.filter(account=account, kind="self", answers__has_key="applicant_address").order_by("-saved_at")
    found: dict[str, Any] | None = given.values_list("answers__applicant_address", flat=True).first()
    return found


def known_of(party: Party, account: CitizenAccount, address: dict[str, Any] | None) -> dict[str, Any]:
    """Values for the ``prefill`` keys of forms: of whose matter it is, reached by the account that fills it in."""
    own = party.pk == account.party_id
    return {
        "profile.name": party.name, "profile.identity_number": party.identity_number,
        "profile.birth_date": party.born_on.isoformat() if party.born_on else "",
        "profile.sex": {"M": "male", "F": "female"}.get(party.sex, ""),
        "profile.address": address if own else None,
        "profile.phone": account.phone or (party.phone if own else ""),
        "profile.email": account.email or (party.email if own else ""),
        "submitter.name": account.party.name, "submitter.identity_number": account.party.identity_number,
    }  # fmt: skip
