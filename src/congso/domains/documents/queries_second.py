"""The second signer of a record, contract, memorandum or agreement."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congso.core.actors import Seat
from congso.domains.documents.enums_outgoing import SECOND_ROLES, SecondKind, Side
from congso.domains.documents.layout import Beside
from congso.domains.documents.models import Outgoing, SecondSigner
from congso.domains.documents.queries_paper import hand_signed
from congso.domains.documents.types import RECORD, TWO_SIGNERS
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import actor_for, holders


def second_of(outgoing: Outgoing) -> SecondSigner | None:
    """Who signs beside the signer; asked of the types that have one."""
    if outgoing.document.type_code not in TWO_SIGNERS:
        return None
    return SecondSigner.objects.filter(pk=outgoing.pk).first()


def beside_of(outgoing: Outgoing) -> Beside | None:
    """As printed: THƯ KÝ and CHỦ TỌA, or the two sides with the position of each."""
    second = second_of(outgoing)
    if second is None:
        return None
    if outgoing.document.type_code == RECORD:
        return Beside(["Thư ký"], second.name, "Chủ tọa", is_left=True, alone=True)
    other = Side.B if second.own_side == Side.A else Side.A
    lines = [f"Đại diện bên {other.value}", *([second.position] if second.position else [])]
    return Beside(lines, second.name, f"Đại diện bên {second.own_side}", is_left=other == Side.A)


def awaited_outside(outgoing: Outgoing) -> SecondSigner | None:
    """The other side, as long as our file did not come back with its signature; what is signed by hand both sign on the sheet."""
    second = second_of(outgoing)
    if second is None or second.kind != SecondKind.PARTY or second.signed_at is not None:
        return None
    return second if hand_signed(outgoing.pk) is None else None


def people_of_agency(agency_id: int) -> list[tuple[int, str]]:
    """Who may be named: everybody with a seat in the agency, each once."""
    found = {account: name for unit_id in sorted(tree().part_of_agency(agency_id)) for account, name in holders(role="", unit_id=unit_id)}
    return sorted(found.items(), key=lambda each: each[1])


def seat_of(agency_id: int, account_id: int) -> Seat | None:
    """From which seat of the agency somebody signs: the first of a role that signs as the second."""
    units = tree().part_of_agency(agency_id)
    own = (seat for seat in actor_for(account_id).seats if seat.on_behalf_of is None)
    return next((seat for seat in own if seat.unit_id in units and seat.role in SECOND_ROLES), None)


def told_second(second: SecondSigner | None) -> str:
    """In a line, as versions keep and compare it."""
    if second is None:
        return ""
    side = _("cơ quan là bên %(side)s") % {"side": second.own_side} if second.kind == SecondKind.PARTY else ""
    return "; ".join(part for part in (str(second), side) if part)
