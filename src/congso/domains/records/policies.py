"""Who may do what with records: rights (action, scope of units), and who needs a dossier for their work."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.records.enums import HIDDEN
from congso.domains.records.models import FileList, Grant, Handover, WorkDossier
from congso.foundation.orgs.queries import tree

OPEN = "records.open"
"""Open and keep dossiers in the unit (lập hồ sơ)."""
SUPERVISE = "records.supervise"
"""See the unit's dossiers, hand them to other people, open them again, give leave to read (trưởng đơn vị)."""
SEE_ALL = "records.see_all"
"""See every dossier of the agency (lãnh đạo, văn thư - lưu trữ)."""
MANAGE_LIST = "records.manage_list"
"""Draft the yearly list and add to it (văn thư)."""
ISSUE_LIST = "records.issue_list"
"""Issue the yearly list (người đứng đầu cơ quan)."""
RECEIVE = "records.receive"
"""Answer what is handed over for the agency's archive (lưu trữ cơ quan)."""
KEEP_BACK = "records.keep_back"
"""Agree that dossiers due for the archive are kept back for work (người đứng đầu cơ quan)."""
SET_RULES = "records.set_rules"
"""Keep the retention table and the limits for handing over."""


def visible_to(viewer: Actor) -> Q:
    """Dossiers the viewer may open: as keeper, head of the unit, leader or registry of the agency, or by leave."""
    units = viewer.units_for(SUPERVISE) | viewer.units_for(SEE_ALL)
    if units >= EVERYWHERE:
        return Q()
    leave = Grant.objects.filter(dossier=OuterRef("pk"), account_id__in=viewer.accounts, withdrawn_at=None, until__gte=clock.today())
    mine = Q(keeper_id__in=viewer.accounts) | Q(unit_id__in=viewer.units_for(SUPERVISE)) | Q(agency_id__in=viewer.units_for(SEE_ALL))
    return mine | Q(Exists(leave))


def agencies_of(viewer: Actor) -> set[int]:
    """The agencies in which the viewer sits today."""
    units = tree()
    return {units.agency_of(seat.unit_id).id for seat in viewer.seats if seat.unit_id in units.nodes}


def known_to(viewer: Actor) -> Q:
    """Dossiers the viewer may know of by their titles: those they may open, and the agency's ordinary ones."""
    return visible_to(viewer) | (Q(agency_id__in=agencies_of(viewer)) & ~Q(access__in=HIDDEN))


def listed_for(viewer: Actor) -> Q:
    """Dossiers that stand in the viewer's list as a line, perhaps without a title."""
    return visible_to(viewer) | Q(agency_id__in=agencies_of(viewer))


def lock_dossier(viewer: Actor, dossier_id: UUID) -> WorkDossier:
    """The dossier, locked, if the viewer may open it; raises NotVisible."""
    found = WorkDossier.objects.select_for_update(no_key=True).filter(visible_to(viewer), pk=dossier_id).first()
    if found is None:
        raise NotVisible
    return found


def may_keep(actor: Actor, dossier: WorkDossier) -> bool:
    """Whether the actor files and arranges: its keeper, or who heads the unit."""
    return dossier.keeper_id in actor.accounts or actor.may(SUPERVISE, dossier.unit_id)


def require_can_keep(actor: Actor, dossier: WorkDossier) -> None:
    """Raise NotAllowed unless the actor keeps the dossier."""
    if not may_keep(actor, dossier):
        raise NotAllowed


def keepable_by(actor: Actor) -> Q:
    """Dossiers the actor may file into."""
    units = actor.units_for(SUPERVISE)
    return Q() if units == EVERYWHERE else Q(keeper_id__in=actor.accounts) | Q(unit_id__in=units)


def require_can_supervise(actor: Actor, dossier: WorkDossier) -> None:
    """Only the unit's head or the agency's leader."""
    if not actor.may(SUPERVISE, dossier.unit_id):
        raise NotAllowed


def require_can_open_in(actor: Actor, unit_id: int) -> None:
    """Dossiers are opened in one's own unit."""
    if not actor.may(OPEN, unit_id):
        raise NotAllowed


def may_see_list(viewer: Actor, agency_id: int) -> bool:
    """The list is everybody's in the agency."""
    return agency_id in agencies_of(viewer) or viewer.is_system


def lock_list(actor: Actor, list_id: int, right: str) -> FileList:
    """The yearly list, locked, for somebody with a right in its agency; raises NotVisible, NotAllowed."""
    found = FileList.objects.select_for_update(no_key=True).filter(pk=list_id).first()
    if found is None or not may_see_list(actor, found.agency_id):
        raise NotVisible
    if not actor.may(right, found.agency_id):
        raise NotAllowed
    return found


def require_can_set_rules(actor: Actor) -> None:
    """Only who keeps the tables of law."""
    if not actor.may(SET_RULES):
        raise NotAllowed


def handovers_visible_to(viewer: Actor) -> Q:
    """Hand-overs of the units one heads, and all of the agency for its archive, registry and leaders."""
    units = viewer.units_for(SUPERVISE) | viewer.units_for(SEE_ALL)
    if units >= EVERYWHERE:
        return Q()
    return Q(unit_id__in=viewer.units_for(SUPERVISE)) | Q(agency_id__in=viewer.units_for(SEE_ALL))


def lock_handover(viewer: Actor, handover_id: UUID) -> Handover:
    """A hand-over, locked; raises NotVisible."""
    found = Handover.objects.select_for_update(no_key=True).filter(handovers_visible_to(viewer), pk=handover_id).first()
    if found is None:
        raise NotVisible
    return found


def require_can_keep_back(actor: Actor, dossier: WorkDossier) -> None:
    """Only the head of the agency agrees or refuses."""
    if not actor.may(KEEP_BACK, dossier.agency_id):
        raise NotAllowed


def may_hand_over(actor: Actor, unit_id: int) -> bool:
    """A unit's dossiers are handed over by its head."""
    return actor.may(SUPERVISE, unit_id)
