"""Who may see and do what with outgoing documents."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor, Seat
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.models import Document, Outgoing, SecondSigner
from congso.domains.documents.policies import DRAFT, INSTRUCT, REGISTER, SEE_ALL, SIGN
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, Place, StepKind
from congso.foundation.casework.policies import SEE, may_see, seat_at
from congso.foundation.signing.policies import SEAL


def outgoing_visible_to(viewer: Actor) -> Q:
    """Rows of ``Outgoing``: one's own drafts, what one signs, what one's unit drafts, holds or was given, and with SEE_ALL the agency's."""
    agencies, units = viewer.units_for(SEE_ALL), viewer.units_for(SEE)
    if EVERYWHERE in (agencies, units):
        return Q()
    own = Q(drafter_id__in=viewer.accounts) | Q(signer_id__in=viewer.accounts, document__number__isnull=False)
    own |= Q(second__account_id__in=viewer.accounts, document__number__isnull=False)
    mine = (
        Q(unit_id__in=units)
        | Q(document__case__holder_unit_id__in=units)
        | Q(document__agency_id__in=agencies)
    )
    given = Q(given_units__overlap=sorted({seat.unit_id for seat in viewer.seats}))
    asked = Q(asked_units__overlap=sorted({seat.unit_id for seat in viewer.seats})) | Q(asked_people__overlap=sorted(viewer.accounts))
    return own | mine | given | asked | Q(document__case__holder_id__in=viewer.accounts)


def may_see_outgoing(viewer: Actor, outgoing: Outgoing, case: Case) -> bool:
    """The same rule for one already read."""
    units = {seat.unit_id for seat in viewer.seats}
    asked = not units.isdisjoint(outgoing.asked_units) or not viewer.accounts.isdisjoint(outgoing.asked_people)
    return asked or sees_whole(viewer, outgoing, case)


def sees_whole(viewer: Actor, outgoing: Outgoing, case: Case) -> bool:
    """The rule without those who were only asked about the draft."""
    if viewer.is_system or may_see(viewer, case) or viewer.may(SEE_ALL, case.agency_id):
        return True
    if outgoing.drafter_id in viewer.accounts or not {seat.unit_id for seat in viewer.seats}.isdisjoint(outgoing.given_units):
        return True
    if outgoing.prepared_id is None:
        return False
    return outgoing.signer_id in viewer.accounts or SecondSigner.objects.filter(pk=outgoing.pk, account_id__in=viewer.accounts).exists()


def require_can_see_outgoing(viewer: Actor, outgoing: Outgoing, case: Case) -> None:
    """Hide what the viewer may not see."""
    if not may_see_outgoing(viewer, outgoing, case):
        raise NotVisible


def may_relate(viewer: Actor, outgoing: Outgoing, case: Case) -> bool:
    """Whether the viewer may say how a document stands to others: who holds it, its drafter, and the registry, also later."""
    return (
        seat_at(viewer, case) is not None
        or outgoing.drafter_id in viewer.accounts
        or is_registry_of(viewer, outgoing.document.agency_id)
    )


def require_can_relate(viewer: Actor, outgoing: Outgoing, case: Case) -> None:
    """Only they. Raises NotAllowed."""
    if not may_relate(viewer, outgoing, case):
        raise NotAllowed


def drafting_seat(viewer: Actor, unit_id: int | None) -> Seat:
    """The seat from which somebody drafts, in the named unit or the first one; raises NotAllowed."""
    seats = [seat for seat in viewer.seats if viewer.may(DRAFT, seat.unit_id) and seat.on_behalf_of is None]
    found = next((seat for seat in seats if unit_id in (None, seat.unit_id)), None)
    if found is None:
        raise NotAllowed
    return found


def may_draft(viewer: Actor) -> bool:
    """Whether the viewer has a seat from which to draft."""
    return any(viewer.may(DRAFT, seat.unit_id) and seat.on_behalf_of is None for seat in viewer.seats)


def is_registry_of(viewer: Actor, agency_id: int) -> bool:
    """Whether the viewer numbers and issues for the agency (văn thư)."""
    return viewer.may(REGISTER, agency_id)


def require_registry(viewer: Actor, agency_id: int) -> None:
    """Only the registry numbers, seals, issues, recalls."""
    if not is_registry_of(viewer, agency_id):
        raise NotAllowed


def may_give_anew(viewer: Actor, document: Document, case: Case) -> bool:
    """A draft in its division by the division's head or a leader; what lies with the office or a signer by the registry or a leader."""
    if case.step_id is None:
        return False
    step = definition(case.version_id).step(case.step_id)
    if step.place == Place.DIVISION and step.kind != StepKind.SIGN:
        return viewer.may(INSTRUCT, case.holder_unit_id)
    return is_registry_of(viewer, document.agency_id) or viewer.may(INSTRUCT, document.agency_id)


def require_can_give_anew(viewer: Actor, document: Document, case: Case) -> None:
    """Only they take work from one hand and give it to another, or choose another signer."""
    if not may_give_anew(viewer, document, case):
        raise NotAllowed


def require_can_sign(viewer: Actor, document: Document, *, by_order: bool) -> None:
    """Leaders sign for the agency; who signs by order has that from the step itself (NĐ 30/2020, Điều 13 khoản 3, 4)."""
    if not by_order and not viewer.may(SIGN, document.agency_id):
        raise NotAllowed


def require_can_seal(viewer: Actor, agency_id: int) -> None:
    """The seal is kept by the registry (NĐ 30/2020, Điều 32)."""
    if not viewer.may(SEAL, agency_id):
        raise NotAllowed
