"""For whom somebody may act today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.citizens.models import CitizenAccount, ClaimMapping, CommunityHelper, Mandate
from congso.domains.citizens.models.claims import VNCONNECT
from congso.domains.citizens.policies import require_can_manage, require_citizen


@dataclass(frozen=True)
class Principal:
    """Somebody in whose matters the account may act, and in what capacity (self, guardian, authorised, staff)."""

    party_id: int
    name: str
    number: str
    kind: str
    party_kind: str
    """``citizen`` or ``organisation``."""


def _in_force(on: date) -> Q:
    return Q(ended_at=None, valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def principals(account: CitizenAccount) -> list[Principal]:
    """The person first, then everybody they have a mandate for today, by name."""
    own = account.party
    rows = (
        Mandate.objects.filter(_in_force(clock.today()), holder_number=own.identity_number)
        .select_related("giver")
        .order_by("giver__sort_name", "kind")
    )
    others = [Principal(row.giver_id, row.giver.name, row.giver.identity_number, row.kind, row.giver.kind) for row in rows]
    return [Principal(own.pk, own.name, own.identity_number, "self", own.kind), *others]


def actor_for_citizen(account: CitizenAccount) -> Actor:
    """The account as the one who acts, with the matters in which it may act today."""
    return Actor(
        account_id=None, name=account.party.name, party_id=account.party_id,
        parties=frozenset(principal.party_id for principal in principals(account)),
    )  # fmt: skip


def mandates_of(*, viewer: Actor) -> QuerySet[Mandate]:
    """Mandates that the citizen has given or holds, in force or not."""
    party_id = require_citizen(viewer)
    number = CitizenAccount.objects.select_related("party").get(party_id=party_id).party.identity_number
    return Mandate.objects.filter(Q(giver_id=party_id) | Q(holder_number=number) | Q(made_by_party_id=party_id)).select_related("giver")


def is_community_helper(account: CitizenAccount) -> bool:
    """Whether the person belongs to the community digital group today."""
    today = clock.today()
    return (
        CommunityHelper.objects.filter(identity_number=account.party.identity_number, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gt=today))
        .exists()
    )


def helpers(*, viewer: Actor) -> QuerySet[CommunityHelper]:
    """Members of the community digital group, also those who have left."""
    require_can_manage(viewer)
    return CommunityHelper.objects.all()


def claim_mapping(on: date | None = None) -> ClaimMapping:
    """What the provider's claims mean on a day; the names of VNConnect where nothing is set."""
    found = ClaimMapping.objects.filter(valid_from__lte=on or clock.today()).first()
    return found or ClaimMapping(valid_from=date(2025, 7, 1), claims=VNCONNECT, acr_values="")
