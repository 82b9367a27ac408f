"""A copy of everything kept on a citizen: asked for, packed by the worker, fetched, thrown away."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.citizens.facade import CitizenAccount, actor_for_citizen
from congso.domains.dossiers.facade import Entry, own_dossier_data, zipped
from congso.domains.parties.facade import DataUseKind, Use, note_uses
from congso.domains.portal.errors import AlreadyAsked, EnoughCopies, NotReady
from congso.domains.portal.models import DataExport, ExportState
from congso.domains.portal.policies import require_citizen
from congso.domains.portal.queries.own_data import account_data
from congso.foundation.audit.writing import write_action

KEPT_DAYS = 3
MOST_A_DAY = 3
GIVEN_UP_AFTER = timedelta(hours=2)
_OPEN = (ExportState.WAITING, ExportState.WORKING)


def ask_export(*, actor: Actor, account: CitizenAccount) -> DataExport:
    """Ask for a copy of one's own data (yêu cầu cung cấp dữ liệu cá nhân): Luật 91/2025/QH15.

    Raises AlreadyAsked while one is being packed, EnoughCopies, NotAllowed.
    """
    with write_action("portal.ask_export", actor=actor) as action:
        party_id = require_citizen(actor)
        CitizenAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
        own = DataExport.objects.filter(account=account)
        if own.filter(state__in=_OPEN, asked_at__gt=action.at - GIVEN_UP_AFTER).exists():
            raise AlreadyAsked
        if own.filter(asked_at__gt=action.at - timedelta(days=1)).count() >= MOST_A_DAY:
            raise EnoughCopies(most=MOST_A_DAY)
        export = DataExport.objects.create(account=account, asked_at=action.at)
        purpose = str(DataUseKind.EXPORT.label)
        note_uses(action, [Use(party_id, DataUseKind.EXPORT, purpose, "", agreed=True)])
        action.record(export, account=account.pk)
        app.configure_task("congso.pack_export", queue="exports").defer(export_id=str(export.pk))
    return export


def own_export(*, viewer: Actor, export_id: UUID) -> DataExport:
    """One's own copy; raises NotVisible."""
    found = DataExport.objects.filter(pk=export_id, account__party_id=require_citizen(viewer)).first()
    if found is None:
        raise NotVisible
    return found


def open_export(*, actor: Actor, export_id: UUID) -> BinaryIO:
    """Fetch the packed copy; who did stands in the audit log. Raises NotVisible, NotReady."""
    with write_action("portal.fetch_export", actor=actor) as action:
        export = own_export(viewer=actor, export_id=export_id)
        if export.state != ExportState.READY:
            raise NotReady
        action.record(export, size=export.size)
    content: BinaryIO = default_storage.open(_name(export), "rb")  # type: ignore[assignment]
    return content


def _name(export: DataExport) -> str:
    return f"exports/{export.pk.hex}.zip"


def pack_export(export_id: UUID) -> None:
    """Pack a copy, file by file, and say how far it is; may run twice: what is ready stays."""
    export = DataExport.objects.select_related("account__party").filter(pk=export_id, state__in=_OPEN).first()
    if export is None:
        return
    DataExport.objects.filter(pk=export.pk).update(state=ExportState.WORKING, done=0)
    actor = actor_for_citizen(export.account)
    dossiers = list(own_dossier_data(viewer=actor))
    data = account_data(export.account) | {"dossiers": [each.data for each in dossiers]}
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
    entries = [Entry("du-lieu.json", lambda: text)]
    entries += [Entry(name, stored) for each in dossiers for name, stored in each.files]
    DataExport.objects.filter(pk=export.pk).update(total=len(entries))
    with tempfile.TemporaryFile() as pile:
        for piece in _counted(export, entries):
            pile.write(piece)
        size = pile.tell()
        pile.seek(0)
        if default_storage.exists(_name(export)):
            default_storage.delete(_name(export))
        default_storage.save(_name(export), File(pile))
    DataExport.objects.filter(pk=export.pk).update(
        state=ExportState.READY, ready_at=clock.now(), size=size, done=len(entries)
    )


def _counted(export: DataExport, entries: list[Entry]) -> Iterator[bytes]:
    """The archive piece by piece; the row says how many files are in it."""
    done = 0

    def counting() -> Iterator[Entry]:
        nonlocal done
        for entry in entries:
            DataExport.objects.filter(pk=export.pk).update(done=done)
            done += 1
            yield entry

    yield from zipped(counting())


def forget_old_exports() -> int:
    """Throw away copies older than ``KEPT_DAYS`` and those never packed; how many."""
    old = DataExport.objects.filter(asked_at__lt=clock.now() - timedelta(days=KEPT_DAYS)).exclude(
        state=ExportState.GONE
    )
    count = 0
    for export in old:
        default_storage.delete(_name(export))
        DataExport.objects.filter(pk=export.pk).update(state=ExportState.GONE)
        count += 1
    return count
