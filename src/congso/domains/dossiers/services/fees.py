"""Fees of a dossier: asked for, taken at the counter, noted as paid. The money itself is the business of fees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from congso.core.actors import Actor
from congso.core.text import fold
from congso.domains.dossiers.models import Dossier, DossierFee
from congso.domains.dossiers.policies import require_at_counter
from congso.domains.dossiers.services.apologising import judge_against
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.watchers import tell_watchers
from congso.domains.fees.facade import (
    Demand,
    FeeLine,
    NothingDue,
    PaymentRequest,
    cancel_requests,
    collect_cash,
    demand,
)
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import CaseClosed, CasePaused
from congso.foundation.casework.models import CaseState, PauseKind
from congso.foundation.casework.services import Happening, note_event, resume

AT_INTAKE, ASKED, AT_RETURN = 1, 2, 4
"""HinhThucThu: when a fee is collected; also the occasion under which it is asked for."""


def subject_of(dossier_id: UUID) -> str:
    """How fees know a dossier."""
    return f"dossier:{dossier_id}"


def unpaid(dossier: Dossier, *occasions: int) -> list[DossierFee]:
    """Fees still to be paid; of all occasions when none is named."""
    rows = DossierFee.objects.filter(dossier=dossier, paid_at=None, amount__gt=0)
    return list(rows.filter(collected_when__in=occasions) if occasions else rows)


def demand_for(
    action: WriteAction, dossier: Dossier, occasion: int, fees: Iterable[DossierFee]
) -> PaymentRequest:
    """The open request for fees of one occasion."""
    lines = [FeeLine(str(fee.pk), fee.name, _kind_of(fee), fee.amount) for fee in fees]
    return demand(action, Demand(
        subject=subject_of(dossier.pk), occasion=str(occasion), reference=dossier.code, title=dossier.procedure_name,
        payer_name=dossier.applicant_name, payer_address=dossier.applicant_address,
        unit_id=dossier.receiving_unit_id, lines=lines))  # fmt: skip


def _kind_of(fee: DossierFee) -> int:
    """1 phí, 2 lệ phí: as the procedure says; of one that an officer asked for, as its name says."""
    if fee.kind:
        return 1 if fee.kind == "1" else 2
    return 1 if fold(fee.name).startswith("phi ") else 2


def ask_fees(action: WriteAction, dossier: Dossier, occasion: int) -> None:
    """Ask for the unpaid fees of an occasion, if there are any."""
    if fees := unpaid(dossier, occasion):
        demand_for(action, dossier, occasion, fees)


def take_fees(action: WriteAction, dossier: Dossier, fees: Sequence[DossierFee], payer_name: str = "") -> int:
    """Take fees in cash, with a receipt for each occasion, and mark them; how many đồng."""
    for occasion in sorted({fee.collected_when for fee in fees}):
        rows = [fee for fee in fees if fee.collected_when == occasion]
        request = demand_for(action, dossier, occasion, rows)
        collect_cash(action, request, payer_name=payer_name)
    DossierFee.objects.filter(pk__in=[fee.pk for fee in fees]).update(paid_at=action.at)
    return sum(fee.amount for fee in fees)


def collect_fees(*, actor: Actor, dossier_id: UUID, seen_seq: int | None, payer_name: str = "") -> Dossier:
    """Take at the counter what is due now (thu phí tại quầy), with receipts; its request is made here if none was.

    Raises NotAllowed, CaseClosed, CasePaused while money asked for stops the clock, NothingDue.
    """
    with write_action("dossiers.collect_fees", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_at_counter(actor, dossier.case)
        if dossier.case.state == CaseState.CLOSED:
            raise CaseClosed
        if dossier.case.facts.get("pause") == PauseKind.PAYMENT:
            raise CasePaused
        due = (AT_INTAKE, ASKED) if dossier.finished_at is None else (AT_INTAKE, ASKED, AT_RETURN)
        fees = unpaid(dossier, *due)
        if not fees:
            raise NothingDue
        total = take_fees(action, dossier, fees, payer_name)
        _note_paid(action, dossier, total)
    return dossier


def _note_paid(action: WriteAction, dossier: Dossier, total: int) -> None:
    """A line in what happened; it moves nothing, so a dossier just received stays “received”."""
    case = dossier.case
    if case.seq <= 1 or case.facts.get("accepted_seq") == case.seq:
        case.facts = {**case.facts, "accepted_seq": case.seq + 1}
    note_event(action, case, Happening("fee_paid", data={"total": total}, is_public=True))
    tell_watchers(action, dossier)


def note_payment(*, actor: Actor, dossier_id: UUID, occasion: str) -> None:
    """Fees of an occasion were paid (đã nộp): mark them; a clock that stood for them runs again.

    Twice does nothing more: what a clerk took at the counter is marked already.
    """
    if not DossierFee.objects.filter(
        dossier_id=dossier_id, collected_when=int(occasion), paid_at=None, amount__gt=0
    ).exists():
        return
    with write_action("dossiers.note_payment", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, None)
        fees = unpaid(dossier, int(occasion))
        DossierFee.objects.filter(pk__in=[fee.pk for fee in fees]).update(paid_at=action.at)
        action.record(dossier, fees=[fee.name for fee in fees], total=sum(fee.amount for fee in fees))
        if int(occasion) == ASKED and dossier.case.facts.get("pause") == PauseKind.PAYMENT:
            run_again(action, dossier, note="")
        elif fees:
            _note_paid(action, dossier, sum(fee.amount for fee in fees))


def note_refunded(*, actor: Actor, dossier_id: UUID, fee_ids: Sequence[int]) -> None:
    """What was paid for these fees was given back in full (hoàn trả): they are marked so, and not due again.

    Twice does nothing more.
    """
    rows = DossierFee.objects.filter(dossier_id=dossier_id, pk__in=fee_ids, refunded_at=None).exclude(paid_at=None)
    if not rows.exists():
        return
    with write_action("dossiers.note_refunded", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, None)
        fees = list(rows)
        rows.update(refunded_at=action.at)
        action.record(dossier, fees=[fee.name for fee in fees], total=sum(fee.amount for fee in fees))
        tell_watchers(action, dossier, by_event=False)


def run_again(action: WriteAction, dossier: Dossier, note: str) -> None:
    """The clock that stood for a payment runs; the promise moves with the due time."""
    stood_since, promise = dossier.case.paused_at or action.at, dossier.case.due_at
    resume(action, dossier.case, name="payment_made", note=note)
    if dossier.case.due_at is not None:
        judge_against(dossier, dossier.case.due_at, at=stood_since, promise=promise)
    follow_case(action, dossier, "promised_at", tell="resumed")


def ask_no_more(action: WriteAction, dossier: Dossier, reason: str, *, occasion: int | None = None) -> None:
    """Nothing more is to be paid for a dossier that ended, or of one occasion."""
    cancel_requests(
        action, subject_of(dossier.pk), reason, occasion="" if occasion is None else str(occasion)
    )
