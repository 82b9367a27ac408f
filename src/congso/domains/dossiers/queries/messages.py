"""Messages of a dossier, as each side sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import Dossier, DossierMessage, MessageFile
from congso.foundation.casework.policies import may_see
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class MessageLine:
    """A message as it is shown: who wrote it in the words that the reader may know."""

    id: int
    who: str
    is_mine: bool
    text: str
    at: datetime
    read_at: datetime | None
    files: tuple[MessageFile, ...]

    @property
    def is_new(self) -> bool:
        """Whether the reader has not read it yet."""
        return not self.is_mine and self.read_at is None


def messages_of(*, viewer: Actor, dossier: Dossier) -> list[MessageLine]:
    """The messages of a dossier that the viewer may see, the oldest first; to citizens officials are their unit."""
    rows = DossierMessage.objects.filter(dossier=dossier).prefetch_related("files__stored")
    is_citizen = viewer.party_id is not None
    return [
        MessageLine(row.pk, _who(row, dossier, is_citizen=is_citizen), row.from_citizen == is_citizen, row.text, row.at,
                    row.read_at, tuple(row.files.all()))
        for row in rows
    ]  # fmt: skip


def _who(row: DossierMessage, dossier: Dossier, *, is_citizen: bool) -> str:
    if row.from_citizen or not is_citizen:
        return row.author_name
    return unit_words(row.unit_id or dossier.agency_id, row.at)


def unit_words(unit_id: int, at: datetime) -> str:
    """A unit with its agency, as they were called that day."""
    units = tree(clock.local(at).date())
    if unit_id not in units.nodes:
        return tree().name(unit_id)
    agency, name = units.agency_of(unit_id), units.name(unit_id)
    return name if agency.id == unit_id or agency.name in name else f"{name}, {agency.name}"


def message_file_for(*, viewer: Actor, message_file_id: int) -> MessageFile:
    """A file of a message, if the viewer may see its dossier; raises NotVisible."""
    found = (
        MessageFile.objects.select_related("stored", "message__dossier__case")
        .filter(pk=message_file_id)
        .first()
    )
    if found is None or not may_see(viewer, found.message.dossier.case):
        raise NotVisible
    return found
