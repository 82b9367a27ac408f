"""Whoever of the office opens a dossier leaves a line: once a person, dossier and day."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.dossiers.models import Dossier
from congso.foundation.audit.writing import write_action
from congso.foundation.database.prepared import fetch

_SEEN = "SELECT 1 FROM dossiers_dossierview WHERE dossier_id = %s AND account_id = %s AND day = %s"
_NOTE = """
INSERT INTO dossiers_dossierview (dossier_id, account_id, day) VALUES (%s, %s, %s)
ON CONFLICT (dossier_id, account_id, day) DO NOTHING RETURNING id
"""


def note_view(*, actor: Actor, dossier: Dossier) -> None:
    """Note that an official reads a dossier with its personal data (Luật 91/2025/QH15: who, when, for what).

    A second look on the same day costs one small question and writes nothing.
    """
    values = [dossier.pk, actor.account_id, clock.today()]
    if actor.account_id is None or fetch(_SEEN, values):
        return
    with write_action("dossiers.view_dossier", actor=actor) as action:
        fetch(_NOTE, values)
        action.record(dossier, code=dossier.code, purpose=_("Giải quyết hồ sơ"))
