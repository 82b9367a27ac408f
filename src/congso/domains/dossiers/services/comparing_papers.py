"""A paper of a dossier was compared with a national database (đối chiếu): that is noted on the paper."""

from __future__ import annotations

from uuid import UUID

from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.models import DossierPaper
from congso.domains.dossiers.services.common import lock_dossier
from congso.domains.dossiers.watchers import tell_watchers
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.errors import CaseClosed
from congso.foundation.casework.models import CaseState


def note_paper_checked(action: WriteAction, *, dossier_id: UUID, paper_id: int, source: str, with_what: str) -> DossierPaper:
    """Inside the open action: note on a paper with which database it agreed; the one who asked it has the right already.

    Raises NotVisible for a dossier out of sight or a paper that is not its own, CaseClosed when nothing may change any more.
    """
    dossier = lock_dossier(action.actor, dossier_id, None)
    if dossier.case.state == CaseState.CLOSED:
        raise CaseClosed
    paper = DossierPaper.objects.filter(dossier=dossier, pk=paper_id).first()
    if paper is None:
        raise NotVisible
    paper.checked_source, paper.checked_with, paper.checked_at = source[:40], nfc(with_what)[:150], action.at
    paper.checked_by_name = action.actor.name[:120]
    paper.save(update_fields=["checked_source", "checked_with", "checked_at", "checked_by_name"])
    action.record(paper, dossier=dossier.code, paper=paper.name[:200], checked_with=source)
    tell_watchers(action, dossier, by_event=False)
    return paper
