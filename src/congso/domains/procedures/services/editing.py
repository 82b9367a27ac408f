"""Correct the wording of a procedure locally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible, StaleView
from congso.core.text import nfc
from congso.domains.procedures.enums import Origin
from congso.domains.procedures.limits import plain
from congso.domains.procedures.models import (
    Procedure,
    ProcedureVersion,
    VersionChannel,
    VersionLegalBasis,
    VersionPaper,
    VersionResult,
)
from congso.domains.procedures.policies import require_can_manage
from congso.domains.procedures.search_keys import name_key, search_key_of
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch

EDITABLE = frozenset({
    "name", "decision_number", "service_level", "deciding_authority", "performing_authority",
    "coordinating_authority", "steps", "requirements",
})  # fmt: skip


COPIED = (
    "procedure_id", "content_hash", "parts", "name", "field_id", "ministry", "decision_number", "levels", "kind",
    "audience", "service_level", "deciding_authority", "performing_authority", "coordinating_authority", "steps",
    "requirements", "source_url", "papers_source", "legal_source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as the office corrects it; neither originals nor copies: a note."""

    name: str
    case_label: str = ""
    originals: int = 1
    copies: int = 0
    form_file: str = ""


@dataclass(frozen=True, slots=True)
class ChannelTerms:
    """A way of handing in as the office corrects it; ``fee_amount`` in đồng, 0: free, None: as ``fee_text`` says."""

    channel: int
    amount: Decimal | None = None
    unit: str = ""
    fee_amount: int | None = None
    fee_text: str = ""
    note: str = ""


def edit_version(
    *, actor: Actor, version_id: int, changes: dict[str, str], note: str,
    papers: Sequence[PaperRow] | None = None, channels: Sequence[ChannelTerms] | None = None,
    valid_from: date | None = None,
) -> ProcedureVersion:  # fmt: skip
    """Correct the present wording (chỉnh sửa tại địa phương): a new version; the old one stays with its dates.

    What is published keeps its version until the publication is revised. Raises StaleView when somebody made
    a newer version meanwhile; a note saying why is demanded.
    """
    day = valid_from or clock.today()
    with write_action("procedures.edit_version", actor=actor) as action:
        require_can_manage(actor)
        old = _present(version_id)
        given = _checked(old, changes, note, day)
        changed = sorted(key for key, value in given.items() if getattr(old, key) != value)
        if papers is not None and [_paper(row) for row in papers] != _papers_of(old):
            changed.append("papers")
        if channels is not None and [_channel(row) for row in _sound(channels, old)] != _channels_of(old):
            changed.append("channels")
        if not changed:
            raise InvalidInput(reason=_("không có nội dung nào thay đổi"))
        new = _next(old, given, nfc(note.strip()), day)
        _copy_details(
            old, new, papers if "papers" in changed else None, channels if "channels" in changed else None
        )
        action.record(
            new, procedure=old.procedure.code, number=new.number, changed=changed, note=new.change_note
        )
        epoch.bump()
    return new


def _present(version_id: int) -> ProcedureVersion:
    version = ProcedureVersion.objects.select_related("procedure", "field").filter(pk=version_id).first()
    if version is None:
        raise NotVisible
    Procedure.objects.select_for_update(no_key=True).get(pk=version.procedure_id)
    version.refresh_from_db(fields=["valid_to"])
    if version.valid_to is not None:
        raise StaleView
    return version


def _checked(old: ProcedureVersion, changes: dict[str, str], note: str, day: date) -> dict[str, str]:
    if not note.strip():
        raise InvalidInput(field="note", reason=_("cần nêu lý do chỉnh sửa"))
    if set(changes) - EDITABLE:
        raise InvalidInput(reason=", ".join(sorted(set(changes) - EDITABLE)))
    if day < old.valid_from:
        raise InvalidInput(
            field="valid_from", reason=_("ngày phải từ %(day)s") % {"day": f"{old.valid_from:%d/%m/%Y}"}
        )
    given = {key: nfc(value.replace("\r\n", "\n").strip()) for key, value in changes.items()}
    if not given.get("name", old.name):
        raise InvalidInput(field="name", reason=_("tên thủ tục không được để trống"))
    return given


def _next(old: ProcedureVersion, given: dict[str, str], note: str, day: date) -> ProcedureVersion:
    copied = {name: getattr(old, name) for name in COPIED}
    own = {
        "procedure": old.procedure,
        "field": old.field,
        "number": old.number + 1,
        "valid_from": day,
        "origin": Origin.LOCAL,
        "change_note": note,
    }
    new = ProcedureVersion(**(copied | given | own))
    new.sort_key = name_key(new.name)
    new.search_key = search_key_of(old.procedure.code, new.name, old.field.name)
    old.valid_to = day
    old.save(update_fields=["valid_to"])
    new.save(force_insert=True)
    return new


def _copy_details(
    old: ProcedureVersion,
    new: ProcedureVersion,
    papers: Sequence[PaperRow] | None,
    channels: Sequence[ChannelTerms] | None,
) -> None:
    _copy(VersionResult.objects, old, new)
    _copy(VersionLegalBasis.objects, old, new)
    if papers is None:
        _copy(VersionPaper.objects, old, new)
    else:
        VersionPaper.objects.bulk_create(
            VersionPaper(
                version=new, order=order, is_note=not row.originals and not row.copies, **_paper(row)
            )
            for order, row in enumerate(papers, start=1)
        )
    if channels is None:
        _copy(VersionChannel.objects, old, new)
    else:
        VersionChannel.objects.bulk_create(
            VersionChannel(version=new, order=order, time_text=_time_text(row, old), **_channel(row))
            for order, row in enumerate(channels, start=1)
        )


def _copy(manager: models.Manager[Any], old: ProcedureVersion, new: ProcedureVersion) -> None:
    rows = list(manager.filter(version=old))
    for row in rows:
        row.pk = None
        row.version = new
    manager.bulk_create(rows)


def _paper(row: PaperRow) -> dict[str, Any]:
    return {
        "name": nfc(row.name.strip()), "case_label": nfc(row.case_label.strip()), "originals": row.originals,
        "copies": row.copies, "form_file": nfc(row.form_file.strip()),
    }  # fmt: skip


def _papers_of(version: ProcedureVersion) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "case_label": row.case_label, "originals": row.originals or 0, "copies": row.copies or 0,
         "form_file": row.form_file}
        for row in version.papers.all()
    ]  # fmt: skip


def _sound(channels: Sequence[ChannelTerms], old: ProcedureVersion) -> Sequence[ChannelTerms]:
    """New limits need a unit; a figure that the source left without one may stay until somebody knows it."""
    present = _channels_of(old)
    for row in channels:
        unclear = row.amount is not None and (row.amount < 0 or not row.unit)
        if unclear and _channel(row) not in present:
            raise InvalidInput(field="channels", reason=_("thời hạn phải từ 0 trở lên kèm đơn vị tính"))
        if row.fee_amount is not None and row.fee_amount < 0:
            raise InvalidInput(field="channels", reason=_("mức phí không được âm"))
    return channels


def _time_text(row: ChannelTerms, old: ProcedureVersion) -> str:
    """The source's own wording of the limit, while the figure stands as it was."""
    for present in old.channels.all():
        if (present.channel, present.amount, present.unit) == (row.channel, row.amount, row.unit):
            return present.time_text
    return plain(row.amount) if row.amount is not None else ""


def _channel(row: ChannelTerms) -> dict[str, Any]:
    return {
        "channel": row.channel, "amount": row.amount, "unit": row.unit, "fee_amount": row.fee_amount,
        "fee_text": nfc(row.fee_text.strip()), "note": nfc(row.note.replace("\r\n", "\n").strip()),
    }  # fmt: skip


def _channels_of(version: ProcedureVersion) -> list[dict[str, Any]]:
    names = ("channel", "amount", "unit", "fee_amount", "fee_text", "note")
    return [{name: getattr(row, name) for name in names} for row in version.channels.all()]
