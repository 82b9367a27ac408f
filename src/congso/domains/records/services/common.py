"""What every service of a dossier does: note its story, keep its search key, demand its state."""

from __future__ import annotations

from congso.core.text import fold
from congso.domains.records.enums import KeepingState, State
from congso.domains.records.errors import DossierNotOpen
from congso.domains.records.models import DossierEvent, FiledItem, Keeping, WorkDossier
from congso.foundation.audit.writing import WriteAction


def tell(action: WriteAction, dossier: WorkDossier, name: str, note: str = "") -> None:
    """A line of the dossier's story; of a document nothing is said in it, since not every reader may see that."""
    DossierEvent.objects.create(dossier=dossier, at=action.at, by_name=action.actor.name, name=name, note=note[:600])


def let_go(action: WriteAction, dossier: WorkDossier) -> None:
    """End what keeps a dossier back or asks to: it goes to the archive, or is opened again."""
    rows = Keeping.objects.filter(dossier=dossier, state__in=[KeepingState.ASKED, KeepingState.AGREED])
    rows.update(state=KeepingState.ENDED, ended_at=action.at)


def require_open(dossier: WorkDossier) -> None:
    """Refuse what belongs to an open dossier."""
    if dossier.state != State.OPEN:
        raise DossierNotOpen(code=dossier.code)


def search_key_of(dossier: WorkDossier) -> str:
    """The words by which it is found."""
    return fold(f"{dossier.code} {dossier.title} {dossier.description}")


def lying_in(dossier: WorkDossier) -> list[FiledItem]:
    """What lies in it now, in order."""
    return list(FiledItem.objects.filter(dossier=dossier, removed_at=None))
