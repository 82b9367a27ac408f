"""Take the national portal's wording of one procedure over: a new version, or a new procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc, sort_key
from congso.domains.procedures.enums import Origin
from congso.domains.procedures.models import (
    Procedure,
    ProcedureField,
    ProcedureVersion,
    VersionChannel,
    VersionLegalBasis,
    VersionPaper,
    VersionResult,
)
from congso.domains.procedures.parsing import CODE
from congso.domains.procedures.policies import require_can_manage
from congso.domains.procedures.portal_wording import differing, own_values, portal_values
from congso.domains.procedures.search_keys import name_key, search_key_of
from congso.domains.procedures.services.editing import COPIED
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs import epoch

_DETAILS: dict[str, type[Any]] = {
    "channels": VersionChannel, "papers": VersionPaper, "results": VersionResult, "legal_bases": VersionLegalBasis,
}  # fmt: skip


def adopt_wording(*, actor: Actor, code: str, told: Mapping[str, Any], valid_from: date, note: str) -> ProcedureVersion:
    """Make the portal's wording ours from a day on (cập nhật theo Cổng DVCQG); the former version stays with its dates.

    What the portal does not tell stays as it was. What is published keeps its version until it is revised.
    Raises NotAllowed, InvalidInput for a day before the present version or a wording that equals ours, Unreadable.
    """
    with write_action("procedures.adopt_wording", actor=actor) as action:
        require_can_manage(actor)
        return _adopt(action, code, portal_values(told), valid_from, note)


def _adopt(action: WriteAction, code: str, values: dict[str, Any], day: date, note: str) -> ProcedureVersion:
    if not CODE.match(code):
        raise InvalidInput(field="code", reason=_("mã thủ tục không đúng dạng"))
    procedure, is_new = Procedure.objects.get_or_create(code=code)
    Procedure.objects.select_for_update(no_key=True).get(pk=procedure.pk)
    old = ProcedureVersion.objects.filter(procedure=procedure, valid_to=None).select_related("field").first()
    changed = sorted(differing(own_values(old), values)) if old else []
    if old is not None and not changed:
        raise InvalidInput(reason=_("nội dung đã giống Cổng Dịch vụ công quốc gia"))
    if old is not None and day < old.valid_from:
        told = {"day": f"{old.valid_from:%d/%m/%Y}"}
        raise InvalidInput(field="valid_from", reason=_("ngày phải từ %(day)s") % told)
    new = _next(procedure, old, values, day, note)
    for name, model in _DETAILS.items():
        rows = values[name] if old is None or name in changed else own_values(old)[name]
        model.objects.bulk_create(model(version=new, order=order, **row) for order, row in enumerate(rows, start=1))
    action.record(new, procedure=code, number=new.number, changed=changed, is_new=is_new, note=new.change_note)
    epoch.bump()
    return new


def _next(procedure: Procedure, old: ProcedureVersion | None, values: dict[str, Any], day: date, note: str) -> ProcedureVersion:
    field, _made = ProcedureField.objects.get_or_create(name=values["field"], defaults={"sort_key": sort_key(values["field"])})
    number = ProcedureVersion.objects.filter(procedure=procedure).count() + 1
    new = ProcedureVersion(**({name: getattr(old, name) for name in COPIED} if old else {}))
    new.procedure, new.field, new.number, new.valid_from = procedure, field, number, day
    new.origin, new.change_note = Origin.NATIONAL, nfc(note.strip())[:300]
    new.name, new.steps, new.requirements = values["name"], values["steps"], values["requirements"]
    new.sort_key, new.search_key = name_key(new.name), search_key_of(procedure.code, new.name, field.name)
    if old is not None:
        old.valid_to = day
        old.save(update_fields=["valid_to"])
    new.save(force_insert=True)
    return new
