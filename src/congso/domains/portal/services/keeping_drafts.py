"""A draft is its citizen's own: found, saved, thrown away.

Keeping a draft is the citizen's own affair and no act of the office: it writes no audit line.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.citizens.facade import CitizenAccount
from congso.domains.portal.models import Draft


def own_draft(account: CitizenAccount, draft_id: UUID, *, lock: bool = False) -> Draft:
    """A draft of the account that is not sent in yet; raises NotVisible."""
    rows = Draft.objects.filter(pk=draft_id, account=account, submitted_at=None)
    found = (rows.select_for_update(no_key=True) if lock else rows).first()
    if found is None:
        raise NotVisible
    return found


def keep_answers(draft: Draft, answers: dict[str, Any], step: str) -> None:
    """Save whatever was typed, right or wrong."""
    draft.answers, draft.step, draft.saved_at = answers, step, clock.now()
    draft.save(update_fields=["answers", "step", "saved_at"])


def discard_draft(account: CitizenAccount, draft_id: UUID) -> None:
    """Throw a draft away with its files; raises NotVisible."""
    own_draft(account, draft_id).delete()
