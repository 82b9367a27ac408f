"""How citizens are reached."""

from __future__ import annotations

from collections.abc import Sequence

from congso.domains.citizens.models import ChannelChoice, CitizenAccount
from congso.foundation.notifications.channels import channel
from congso.foundation.notifications.wordings import Kind, kinds

FIRST_CHOICE = ("email", "sms")
"""In this order, whoever said nothing is told by the first way that reaches them."""


def citizen_kinds() -> list[Kind]:
    """Kinds of messages that citizens get, the mandatory ones first."""
    found = [kind for kind in kinds().values() if kind.for_citizens]
    return sorted(found, key=lambda kind: not kind.mandatory)


def choices_of(account: CitizenAccount) -> dict[str, list[str]]:
    """What the account chose, by kind."""
    return dict(ChannelChoice.objects.filter(account=account).values_list("kind", "channels"))


def ways_to(*, parties: Sequence[int], kind: str, phone: str, email: str) -> list[tuple[str, str]]:
    """(channel, address) by which the first of the parties that has an account wants to hear of a kind.

    Whoever chose nothing, or may not refuse and chose a way that does not reach them, gets it by the usual way.
    """
    known = kinds()[kind]
    chosen = _chosen(parties, kind)
    ways = _reaching(known, chosen or [], phone, email)
    if chosen is None or (known.mandatory and not ways):
        ways = _reaching(known, FIRST_CHOICE, phone, email)[:1]
    return ways


def _chosen(parties: Sequence[int], kind: str) -> list[str] | None:
    rows = dict(CitizenAccount.objects.filter(party_id__in=parties).values_list("party_id", "pk"))
    account = next((rows[party] for party in parties if party in rows), None)
    found = ChannelChoice.objects.filter(account_id=account, kind=kind).first() if account else None
    return found.channels if found else None


def _reaching(kind: Kind, wanted: Sequence[str], phone: str, email: str) -> list[tuple[str, str]]:
    """Those of the wanted channels that have words for the kind, are set up, and have an address."""
    ways = []
    for key in wanted:
        if key not in kind.channels:
            continue
        made = channel(key)
        address = phone if made.uses_phone else email
        if address and not (made.uses_phone and made.check_config()):
            ways.append((key, address))
    return ways
