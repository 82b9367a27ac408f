"""Dossiers on their way to the portal: written with the change, made into the portal's form when they leave."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from congso.core.outside import Rejected, Silent
from congso.domains.dossiers.facade import Dossier
from congso.domains.national.client import (
    EXISTS,
    MISSING,
    Answer,
    PortalClient,
    client_for,
    open_connection,
)
from congso.domains.national.composing import digest, dossier_body, progress_body, read_dossier
from congso.domains.national.enums import CHANNEL
from congso.domains.national.models import PortalConnection, SyncedDossier
from congso.foundation.audit.writing import WriteAction
from congso.foundation.orgs.epoch import remembered
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import Out, put, put_new

PAUSES = (30, 60, 120, 300, 600, *([1800] * 48))
"""A day of tries: the portal announces maintenance of hours, and nothing is to be lost by it."""
TOGETHER = 4
"""Few at once: each may wait for an answer, and the claim must outlast them all."""


@dataclass(frozen=True)
class Told:
    """What was told and heard, for ``settle``."""

    connection_id: int
    drift: tuple[str, ...]
    status_code: str = ""
    body_hash: str = ""
    """Empty for a step of the progress: only the dossier itself is remembered."""


@remembered(largest=1)
def is_connected() -> bool:
    """Whether dossiers are reported at all; connecting and closing make every process ask anew."""
    return open_connection() is not None


class PortalWatcher:
    """Hears of every change of a dossier (see ``dossiers.watchers``) and writes what the portal is to be told."""

    def dossier_changed(self, action: WriteAction, dossier: Dossier, *, version: str, is_new: bool) -> None:
        """One row for the dossier as it stands, one for the step that brought it there; in the transaction of the change."""
        if not is_connected():
            return
        outs = [sync_out(dossier, version), *([_step_out(dossier)] if version.isdecimal() else [])]
        if is_new:
            put_new(action, outs)
        else:
            put(action, outs)


def sync_out(dossier: Dossier, version: str, *, is_forced: bool = False) -> Out:
    """That a dossier is to be told; ``version`` names its standing, so that one standing is told once."""
    return Out(channel=CHANNEL, key=f"{dossier.pk}:{version}", order_key=str(dossier.pk), title=f"{dossier.code} {dossier.procedure_name}",
               agency_id=dossier.agency_id, subject_id=dossier.pk, payload={"kind": "dossier", "forced": is_forced})  # fmt: skip


def _step_out(dossier: Dossier) -> Out:
    seq = dossier.case.seq
    title = _("%(code)s: tiến độ, bước %(seq)s") % {"code": dossier.code, "seq": seq}
    return Out(channel=CHANNEL, key=f"{dossier.pk}:step:{seq}", order_key=str(dossier.pk), title=title, agency_id=dossier.agency_id,
               subject_id=dossier.pk, payload={"kind": "step", "seq": seq, "status": int(dossier.status)})  # fmt: skip


def send(sending: Sending) -> Outcome:
    """Make the body and tell the portal, outside any transaction; the same thing twice does no harm there."""
    connection = open_connection()
    if connection is None:
        return Refused("closed", _("kết nối Cổng DVCQG đã đóng"))
    dossier = read_dossier(sending.subject_id) if sending.subject_id else None
    if dossier is None:
        return Refused("gone", _("không còn hồ sơ này"))
    try:
        if sending.payload["kind"] == "dossier":
            return _tell_dossier(connection, dossier, is_forced=bool(sending.payload.get("forced")))
        return _tell_step(connection, dossier, sending)
    except Rejected as rejected:
        return Refused(rejected.code, rejected.reason)
    except Silent as silent:
        return Later(str(silent))


def _tell_dossier(connection: PortalConnection, dossier: Dossier, *, is_forced: bool) -> Outcome:
    body, client = dossier_body(dossier), client_for(connection)
    known = SyncedDossier.objects.filter(pk=dossier.pk).first()
    made = digest(body)
    if known is not None and known.body_hash == made and not is_forced:
        return Taken(dossier.code, note=_("đã gồm trong lần đồng bộ trước"))
    answer = _create_or_update(client, body, is_known=known is not None)
    told = Told(connection.pk, answer.drift, body["TrangThaiHoSo"], made)
    return Taken(dossier.code, note="; ".join(answer.drift), kept=told)


def _create_or_update(client: PortalClient, body: dict[str, object], *, is_known: bool) -> Answer:
    """As we know it; and the other way when the portal knows better, since an answer may have been lost."""
    try:
        return client.call("DongBoHoSoMC", [body], isUpdating=str(is_known))
    except Rejected as rejected:
        if rejected.code not in (MISSING if is_known else EXISTS):
            raise
    return client.call("DongBoHoSoMC", [body], isUpdating=str(not is_known))


def _tell_step(connection: PortalConnection, dossier: Dossier, sending: Sending) -> Outcome:
    body = progress_body(dossier, int(sending.payload["seq"]), int(sending.payload["status"]))
    if body is None:
        return Refused("gone", _("không còn bước này"))
    answer = client_for(connection).call("CapNhatTienDoHoSoMC", [body])
    return Taken(dossier.code, note="; ".join(answer.drift), kept=Told(connection.pk, answer.drift))


def settle(action: WriteAction, sending: Sending, outcome: Outcome) -> None:
    """Remember what the portal has, in the transaction that ends the sending."""
    told = outcome.kept if isinstance(outcome, Taken) else None
    if not isinstance(told, Told):
        return
    note_heard(told.connection_id, told.drift, action)
    if told.body_hash and sending.subject_id is not None:
        SyncedDossier.objects.bulk_create(
            [SyncedDossier(dossier_id=sending.subject_id, first_at=action.at, last_at=action.at, status_code=told.status_code,
                           body_hash=told.body_hash)],
            update_conflicts=True, unique_fields=["dossier"], update_fields=["last_at", "status_code", "body_hash"],
        )  # fmt: skip


def note_heard(connection_id: int, drift: tuple[str, ...], action: WriteAction) -> None:
    """The portal answered; what was odd about it stays on the screen until it is looked at again."""
    row = PortalConnection.objects.filter(pk=connection_id)
    if drift:
        row.update(heard_at=action.at, trouble="", drift="; ".join(drift)[:500], drift_at=action.at)
    else:
        row.update(heard_at=action.at, trouble="")

