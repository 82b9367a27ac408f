"""What a program read of people stands in the log, with its purpose."""

from __future__ import annotations

from collections.abc import Sequence

from congso.domains.clients.models import Scope
from congso.domains.clients.policies import require_scope
from congso.domains.clients.services.entering import Caller
from congso.foundation.audit.writing import write_action


def note_people_read(*, caller: Caller, codes: Sequence[str]) -> None:
    """Note whose dossiers a program read with their applicants. Raises ScopeMissing."""
    with write_action("clients.read_people", actor=caller.actor) as action:
        require_scope(caller.actor, Scope.PEOPLE)
        action.record(caller.client, purpose=caller.client.purpose, dossiers=list(codes))
