"""Citizens choose how they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from congso.core.actors import Actor
from congso.domains.citizens.errors import MustBeTold
from congso.domains.citizens.models import ChannelChoice, CitizenAccount
from congso.domains.citizens.policies import require_citizen
from congso.domains.citizens.queries.telling import citizen_kinds
from congso.foundation.audit.writing import write_action


def set_channels(*, actor: Actor, choices: Mapping[str, Sequence[str]]) -> CitizenAccount:
    """Keep by which channels the citizen wants to hear of each kind of message (kênh nhận tin).

    Raises MustBeTold when nothing is left for what the law demands, NotAllowed for who is no citizen.
    """
    with write_action("citizens.set_channels", actor=actor) as action:
        account = CitizenAccount.objects.select_for_update(no_key=True).get(party_id=require_citizen(actor))
        kept = {}
        for kind in citizen_kinds():
            if kind.key not in choices:
                continue
            wanted = [key for key in kind.channels if key in choices[kind.key]]
            if kind.mandatory and not wanted:
                raise MustBeTold(field=kind.key, kind=kind.label)
            ChannelChoice.objects.update_or_create(
                account=account, kind=kind.key, defaults={"channels": wanted}
            )
            kept[kind.key] = wanted
        action.record(account, choices=kept)
    return account
