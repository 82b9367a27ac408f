"""The saved phrases of those who write instructions (mẫu bút phê)."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import Phrase
from congso.foundation.audit.writing import write_action


def delete_phrase(*, actor: Actor, phrase_id: int) -> None:
    """Take a saved phrase off one's own list; what was written with it stays. Raises NotVisible for another's."""
    with write_action("documents.delete_phrase", actor=actor) as action:
        phrase = Phrase.objects.select_for_update().filter(pk=phrase_id, account_id=actor.account_id or 0).first()
        if phrase is None:
            raise NotVisible
        action.record(phrase, text=phrase.text)
        phrase.delete()
