"""A paper of a dossier agrees with a national database."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier, note_paper_checked
from congso.domains.lookups.enums import CODES, WITH_DATA, Service
from congso.domains.lookups.errors import NothingFound
from congso.domains.lookups.models import Lookup
from congso.domains.lookups.policies import require_can_ask_of
from congso.domains.lookups.queries.looking import of_dossier
from congso.foundation.audit.writing import write_action


def verify_paper(*, actor: Actor, dossier_id: UUID, lookup_id: UUID, paper_id: int) -> Lookup:
    """Note that a paper was compared with what a look-up found (đã đối chiếu); it stays with the dossier.

    Raises NotVisible, NotAllowed, NothingFound for a look-up without data, CaseClosed.
    """
    with write_action("lookups.verify_paper", actor=actor) as action:
        dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first()
        if dossier is None:
            raise NotVisible
        require_can_ask_of(actor, dossier.case)
        lookup = Lookup.objects.filter(of_dossier(dossier), pk=lookup_id).first()
        if lookup is None:
            raise NotVisible
        if lookup.outcome not in WITH_DATA:
            raise NothingFound
        service = Service(lookup.service)
        note_paper_checked(action, dossier_id=dossier.pk, paper_id=paper_id, source=CODES[service], with_what=str(service.label))
        action.record(lookup, dossier=dossier.code, paper=paper_id)
    return lookup
