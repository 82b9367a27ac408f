"""The address line at the foot of an agency's letters, kept by its registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.models import AddressLine, Outgoing
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.symbols import address_of
from congso.foundation.audit.writing import write_action

PARTS = ("address", "email", "website", "phone", "fax")


@dataclass(frozen=True)
class AddressIn:
    """How an agency is reached from a day on."""

    unit_id: int
    valid_from: date
    address: str = ""
    email: str = ""
    website: str = ""
    phone: str = ""
    fax: str = ""


def set_address(*, actor: Actor, given: AddressIn) -> AddressLine:
    """Note the line from a day on; the same day twice is one row. Letters signed before keep theirs. Raises NotAllowed."""
    with write_action("documents.set_address", actor=actor) as action:
        require_registry(actor, given.unit_id)
        said = {name: nfc(getattr(given, name).strip()) for name in PARTS}
        row, _made = AddressLine.objects.update_or_create(
            unit_id=given.unit_id, valid_from=given.valid_from, defaults=said | {"made_at": action.at, "made_by_name": actor.name}
        )
        action.record(row, unit=given.unit_id, valid_from=given.valid_from, line=str(row))
    return row


def require_address(outgoing: Outgoing, on: date) -> None:
    """A letter that is to bear the line needs one. Raises InvalidInput."""
    if outgoing.with_address and not address_of(outgoing.document.agency_id, on):
        raise InvalidInput(field="with_address", reason=_("văn thư chưa ghi địa chỉ của cơ quan (Sổ văn bản đi, «Ký hiệu, sổ»)."))
