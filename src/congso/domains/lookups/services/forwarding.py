"""Send a dossier on to a system of a ministry, by the one outbox; and the rules that say which may be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.clients import RECEIVERS
from congso.domains.lookups.clients.civil_sending import MODULES
from congso.domains.lookups.clients.forwarding import Handed, Parcel
from congso.domains.lookups.clients.gateway import Gateway, gateway_for, open_connection
from congso.domains.lookups.enums import AGAIN, ForwardState, Target
from congso.domains.lookups.errors import (
    AlreadyForwarded,
    DossierEnded,
    NoForwardRule,
    NotConnected,
    PurposeMissing,
)
from congso.domains.lookups.models import Forwarded, ForwardRule
from congso.domains.lookups.policies import require_can_ask_of, require_can_manage
from congso.domains.lookups.queries.forwarding import rule_for
from congso.domains.lookups.services.calling import call_for
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs import epoch
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.secrets import seal, unseal
from congso.foundation.outbox.services import Out, put

CHANNEL = "forward"
TOGETHER = 4
"""Few at once: each may wait for an answer, and the claim must outlast them all."""


@dataclass(frozen=True)
class RuleIn:
    """Dossiers of which procedure go where, from when."""

    procedure_code: str
    target: str
    module: str
    valid_from: date
    citation: str


def set_rule(*, actor: Actor, given: RuleIn) -> ForwardRule:
    """Say that dossiers of a procedure may be sent on to a system from a day on. Raises NotAllowed, InvalidInput."""
    with write_action("lookups.set_forward_rule", actor=actor) as action:
        require_can_manage(actor)
        if given.valid_from < clock.today():
            raise InvalidInput(field="valid_from", reason=_("không đặt cho ngày đã qua."))
        if (given.target == Target.CIVIL) != (given.module in MODULES):
            raise InvalidInput(field="module", reason=_("hộ tịch phải có loại đăng ký, hệ thống khác thì để trống."))
        rule, _made = ForwardRule.objects.update_or_create(
            procedure_code=given.procedure_code.strip()[:40], valid_from=given.valid_from,
            defaults={"target": given.target, "module": given.module, "citation": nfc(given.citation.strip())[:200], "ended_on": None},
        )  # fmt: skip
        action.record(rule, procedure=rule.procedure_code, target=rule.target, module=rule.module, valid_from=rule.valid_from, citation=rule.citation)
        epoch.bump()
    return rule


def end_rule(*, actor: Actor, rule_id: int) -> ForwardRule:
    """From today on no more dossiers are sent on by a rule; those sent stay as they are. Raises NotAllowed, NotVisible."""
    with write_action("lookups.end_forward_rule", actor=actor) as action:
        require_can_manage(actor)
        rule = ForwardRule.objects.select_for_update(no_key=True).filter(pk=rule_id, ended_on=None).first()
        if rule is None:
            raise NotVisible
        rule.ended_on = max(clock.today(), rule.valid_from)
        rule.save(update_fields=["ended_on"])
        action.record(rule, procedure=rule.procedure_code, ended_on=rule.ended_on)
        epoch.bump()
    return rule


def forward_dossier(*, actor: Actor, dossier_id: UUID, body: dict[str, str], purpose: str) -> Forwarded:
    """Send a dossier on to the system its procedure is bound to (chuyển hồ sơ): what the official checked, once.

    What was refused, or sent back for more, may be sent anew; the former sending stays. Raises NotVisible, NotAllowed,
    NoForwardRule, DossierEnded, AlreadyForwarded, PurposeMissing, NotConnected.
    """
    with write_action("lookups.forward", actor=actor) as action:
        dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first()
        if dossier is None:
            raise NotVisible
        require_can_ask_of(actor, dossier.case)
        rule = _require_may_go(dossier, purpose)
        _step_aside(dossier_id)
        made = Forwarded(
            dossier_id=dossier.pk, dossier_code=dossier.code, agency_id=dossier.agency_id, unit_id=dossier.case.receiving_unit_id,
            target=rule.target, module=rule.module, purpose=nfc(purpose.strip())[:300], body=seal(json.dumps(body, ensure_ascii=False)),
            asked_at=action.at, account_id=actor.account_id, account_name=actor.name[:120],
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError as twice:
            raise AlreadyForwarded from twice
        title = _("%(code)s: chuyển sang %(target)s") % {"code": dossier.code, "target": made.get_target_display()}
        put(action, [Out(channel=CHANNEL, key=str(made.pk), order_key=str(dossier.pk), title=title, agency_id=dossier.agency_id, subject_id=dossier.pk)])
        action.record(made, dossier=dossier.code, target=rule.target, module=rule.module, purpose=made.purpose, fields=sorted(body))
    return made


def _require_may_go(dossier: Dossier, purpose: str) -> ForwardRule:
    """The rule by which it goes; raises what stands in the way."""
    rule = rule_for(dossier.procedure_code, clock.today())
    if rule is None:
        raise NoForwardRule
    if dossier.received_at is None or dossier.finished_at is not None:
        raise DossierEnded
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    if open_connection() is None:
        raise NotConnected
    return rule


def _step_aside(dossier_id: UUID) -> None:
    """What was sent before makes room when it may be sent anew."""
    last = Forwarded.objects.select_for_update(no_key=True).filter(dossier_id=dossier_id).exclude(state=ForwardState.REPLACED).order_by("-pk").first()
    if last is None:
        return
    if last.state not in AGAIN:
        raise AlreadyForwarded
    last.state = ForwardState.REPLACED
    last.save(update_fields=["state"])


def parcel_of(forwarded: Forwarded, dossier: Dossier) -> Parcel:
    """A dossier as it is handed over."""
    body = json.loads(unseal(forwarded.body) or "{}")
    promised = clock.local(dossier.promised_at).date() if dossier.promised_at else None
    return Parcel(dossier.code, forwarded.module, clock.local(dossier.received_at or forwarded.asked_at).date(), promised, body)


def send(sending: Sending) -> Outcome:
    """Hand it over, outside any transaction; the other system knows our number, so that twice does no harm."""
    connection, forwarded = open_connection(), Forwarded.objects.filter(pk=sending.key).first()
    if connection is None:
        return Refused("closed", _("kết nối với nền tảng chia sẻ dữ liệu đã đóng"))
    dossier = Dossier.objects.filter(pk=forwarded.dossier_id).first() if forwarded else None
    if forwarded is None or dossier is None:
        return Refused("gone", _("không còn hồ sơ này"))
    parcel, receiver = parcel_of(forwarded, dossier), RECEIVERS[forwarded.target]

    def hand(gateway: Gateway) -> tuple[Handed, tuple[str, ...]]:
        handed = receiver.hand_over(gateway, parcel)
        return handed, handed.drift

    call = call_for(actor=system_actor("Chuyển hồ sơ"), forwarded=forwarded, gateway=gateway_for(connection), what=_("chuyển hồ sơ"), ask=hand)
    if call.refusal is not None:
        return Refused(call.refusal.code, call.refusal.reason)
    if call.answer is None:
        return Later(call.silence)
    return Taken(call.answer.reference, note="; ".join(call.drift))


def settle(action: WriteAction, sending: Sending, outcome: Outcome) -> None:
    """Note on the dossier that it was taken, or why not."""
    forwarded = Forwarded.objects.select_for_update(no_key=True).filter(pk=sending.key).first()
    if forwarded is None:
        return
    match outcome:
        case Taken(reference=reference):
            forwarded.state, forwarded.reference, forwarded.taken_at, forwarded.trouble = ForwardState.TAKEN, reference[:100], action.at, ""
        case Refused(code=code, reason=reason):
            forwarded.state, forwarded.trouble = ForwardState.REFUSED, nfc(f"{code}: {reason}" if code else reason)[:300]
        case Later():
            return
    forwarded.save(update_fields=["state", "reference", "taken_at", "trouble"])
    action.record(forwarded, dossier=forwarded.dossier_code, state=str(forwarded.state), trouble=forwarded.trouble)
