"""Who may do what with dossiers."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.domains.dossiers.enums import SubmitterKind
from congso.domains.dossiers.errors import NotYourCounter, NotYourMatter
from congso.domains.dossiers.models import SignedForm
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import require_can_see
from congso.foundation.orgs.queries import tree
from congso.foundation.signing.facade import SEAL

RECEIVE = "dossiers.receive"
SET_CHECK_TIME = "dossiers.set_check_time"
SET_RESULT_TEMPLATES = "dossiers.set_result_templates"
RETURN = "dossiers.return_result"
SUBMIT_FOR = "dossiers.submit_for"
EXTEND = "dossiers.extend"
APOLOGISE = "dossiers.apologise"


def require_can_receive(actor: Actor, unit_id: int) -> None:
    """Clerks take dossiers at their own counter."""
    if not actor.may(RECEIVE, unit_id):
        raise NotYourCounter(unit=tree().name(unit_id))


def require_can_set_check_time(actor: Actor) -> None:
    """The province sets within how many hours online dossiers are checked."""
    if not actor.may(SET_CHECK_TIME):
        raise NotAllowed


def require_can_set_result_templates(actor: Actor) -> None:
    """The province keeps the words with which results begin."""
    if not actor.may(SET_RESULT_TEMPLATES):
        raise NotAllowed


def require_keeps_a_seal(actor: Actor) -> None:
    """Forms are sealed by whoever keeps the seal of some agency."""
    if not actor.may(SEAL):
        raise NotAllowed


def require_next_signer(actor: Actor, form: SignedForm) -> None:
    """Before the seal the head signs himself; the seal is used by who keeps it (NĐ 30/2020, Điều 32)."""
    may = form.signer_id == actor.account_id if form.needs_person else actor.may(SEAL, form.agency_id)
    if not may:
        raise NotAllowed


def require_at_counter(actor: Actor, case: Case) -> None:
    """Clerks of the place of receipt return results, take supplements and stop dossiers."""
    require_can_see(actor, case)
    if not actor.may(RETURN, case.receiving_unit_id):
        raise NotAllowed


def require_counter_or_owner(actor: Actor, case: Case) -> None:
    """What the applicant may do online is what the clerk does for them at the counter."""
    if actor.party_id is not None:
        require_can_see(actor, case)
    else:
        require_at_counter(actor, case)


def require_can_submit_for(actor: Actor, agency_id: int) -> None:
    """A program that authenticates applicants sends in for them, to agencies that let it."""
    if not actor.may(SUBMIT_FOR, agency_id):
        raise NotAllowed


def require_can_submit(actor: Actor, party_id: int, kind: str) -> None:
    """Citizens act in their own matters and those they have a mandate for; helpers on the spot for anybody."""
    own = party_id == actor.party_id if kind == SubmitterKind.SELF else party_id in actor.parties
    if actor.party_id is None or not (own or kind == SubmitterKind.HELPER):
        raise NotYourMatter


def require_can_promise(actor: Actor, case: Case, right: str) -> None:
    """Heads and leaders of the deciding agency change promises."""
    require_can_see(actor, case)
    if not (actor.may(right, case.agency_id) or actor.may(right, case.holder_unit_id)):
        raise NotAllowed
