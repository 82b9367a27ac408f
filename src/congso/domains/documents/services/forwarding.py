"""Pass documents on without a leader's word, where the head has allowed it; and one leader to another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.enums import State
from congso.domains.documents.errors_incoming import AlreadyPassedOn, NotPassedDirectly
from congso.domains.documents.models import Document, ForwardingRule
from congso.domains.documents.policies_incoming import require_can_instruct, require_can_register
from congso.domains.documents.queries_forwarding import may_pass_directly
from congso.domains.documents.services.incoming_common import lock_own, tell_people
from congso.domains.documents.services.incoming_registering import lock_document
from congso.domains.documents.services.incoming_routing import Routing, give_on
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import reassign
from congso.foundation.orgs import epoch
from congso.foundation.people.queries import account_names


def set_forwarding_rule(*, actor: Actor, agency_id: int, valid_from: date, allowed: bool, source: str = "") -> ForwardingRule:
    """The head says from a day on whether the registry passes documents on directly (văn thư chuyển thẳng). Raises NotAllowed."""
    with write_action("documents.set_forwarding_rule", actor=actor) as action:
        require_can_instruct(actor, agency_id)
        rule, _made = ForwardingRule.objects.update_or_create(
            agency_id=agency_id, valid_from=valid_from, defaults={"allowed": allowed, "source": nfc(source, collapse=True)[:250]}
        )
        epoch.bump()
        action.record(rule, agency=agency_id, valid_from=valid_from, allowed=allowed, source=rule.source)
    return rule


def pass_directly(*, actor: Actor, document_id: UUID, seen_seq: int | None, routing: Routing) -> Document:
    """The registry gives a registered document to its unit without a leader's word; it is written down as what it is.

    Raises NotAllowed, NotPassedDirectly where the head has not allowed it, AlreadyPassedOn, and what distributing raises.
    """
    with write_action("documents.pass_directly", actor=actor) as action:
        document, incoming = lock_document(document_id)
        require_can_register(actor, document.agency_id)
        if not may_pass_directly(document.agency_id, clock.local(action.at).date()):
            raise NotPassedDirectly
        case = lock_own(document, seen_seq)
        if document.state != State.RECEIVED:
            raise AlreadyPassedOn
        give_on(action, document, incoming, case, routing, directly=True)
        action.record(document, number=document.number_text, unit=routing.main_unit_id, by_registry=True)
    return document


def pass_to_leader(*, actor: Actor, document_id: UUID, seen_seq: int | None, holder: int, note: str) -> Document:
    """A leader puts a document before another leader of the agency, saying why (chuyển lãnh đạo khác cho ý kiến).

    Raises NotYourStep, NotAllowed, ReasonMissing, HolderNotFit, CaseMoved.
    """
    with write_action("documents.pass_to_leader", actor=actor) as action:
        document, _incoming = lock_document(document_id)
        case = lock_own(document, seen_seq)
        require_can_act(actor, case)
        require_can_instruct(actor, document.agency_id)
        if document.state != State.RECEIVED:
            raise NotYourStep(step="", holder="")
        reassign(action, case, step_id=case.step_id or 0, holder_id=holder, note=note)
        tell_people(action, document, case.pk, [(holder, account_names().get(holder, ""))], _("Văn bản đến chờ ý kiến"))
        action.record(document, number=document.number_text, holder=holder, note=nfc(note.strip()))
    return document
