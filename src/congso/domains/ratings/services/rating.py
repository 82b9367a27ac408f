"""A citizen rates a dossier after its result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.facade import Dossier
from congso.domains.ratings.enums import CommentState, Level, Way, reasons_for
from congso.domains.ratings.errors import LevelMissing, NotReturnedYet, TooLateToChange
from congso.domains.ratings.models import Rating
from congso.domains.ratings.rules import CHANGEABLE_DAYS, way_of
from congso.foundation.audit.writing import WriteAction, write_action

LONGEST_COMMENT = 1000


def rate(
    *, actor: Actor, token: str, level: int, reasons: Sequence[str] | None = None, comment: str | None = None
) -> Rating:
    """Rate how a dossier was dealt with (đánh giá): by its citizen, or by who holds the token of its papers.

    Once for each way, changeable within seven days; what is left out stays as it was. Raises NotVisible,
    NotReturnedYet, LevelMissing, TooLateToChange.
    """
    with write_action("ratings.rate", actor=actor) as action:
        dossier = Dossier.objects.select_for_update(no_key=True).filter(public_token=token).first()
        if dossier is None:
            raise NotVisible
        if dossier.returned_at is None:
            raise NotReturnedYet(number=dossier.code)
        if level not in Level.values:
            raise LevelMissing(field="level")
        return _keep(action, dossier, way_of(actor, dossier), level, reasons, comment)


def _keep(
    action: WriteAction,
    dossier: Dossier,
    way: Way,
    level: int,
    reasons: Sequence[str] | None,
    comment: str | None,
) -> Rating:
    row = Rating.objects.select_for_update().filter(dossier_id=dossier.pk, way=way).first()
    before = row.level if row else None
    if row is None:
        row = new_rating(dossier, way)
        row.at = action.at
    elif action.at > row.at + timedelta(days=CHANGEABLE_DAYS):
        raise TooLateToChange(days=CHANGEABLE_DAYS)
    else:
        row.changed_at = action.at
    row.level = level
    ticked = row.reasons if reasons is None else reasons
    row.reasons = [code for code in reasons_for(level) if code in ticked]
    if comment is not None:
        _set_comment(row, comment)
    row.save()
    action.record(
        row, dossier=dossier.pk, way=str(way), level=level, before=before, comment=bool(row.comment)
    )
    return row


def new_rating(dossier: Dossier, way: Way) -> Rating:
    """A rating of a dossier, not stored yet."""
    return Rating(
        dossier_id=dossier.pk, way=way, agency_id=dossier.agency_id, receiving_unit_id=dossier.receiving_unit_id,
        procedure_code=dossier.procedure_code, procedure_name=dossier.procedure_name,
    )  # fmt: skip


def _set_comment(row: Rating, comment: str) -> None:
    """Put a comment; other words than before must be read again before they are shown."""
    words = nfc(comment.strip())[:LONGEST_COMMENT]
    if words != row.comment:
        row.comment = words
        row.state = CommentState.NEW if words else CommentState.NONE
        row.moderated_at = row.moderated_by = None
        row.moderated_by_name = row.hidden_reason = ""
