"""Take in the transfers of a bank's statement, line by line; the same line again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from congso.core.actors import Actor
from congso.domains.fees.enums import Way
from congso.domains.fees.gateways import Heard
from congso.domains.fees.models import Payment
from congso.domains.fees.policies import require_can_reconcile
from congso.domains.fees.services.hearing import hear_payment
from congso.domains.fees.statements import StatementLine, transfer_number
from congso.foundation.audit.writing import write_action


@dataclass(frozen=True)
class Imported:
    """What became of a statement."""

    taken: tuple[Payment, ...]
    known: int
    left_out: int

    @property
    def settled(self) -> int:
        """How many lines paid a request."""
        return sum(1 for each in self.taken if each.settles)


def import_statement(*, actor: Actor, unit_id: int, lines: Sequence[StatementLine]) -> Imported:
    """Take in a statement of a unit's account (nạp sao kê). Lines with a problem are left out.

    Raises NotAllowed, ContradictoryPayment.
    """
    require_can_reconcile(actor, unit_id)
    good = [line for line in lines if not line.problem and line.paid_at is not None]
    numbers = {transfer_number(unit_id, line.bank_id) for line in good}
    known = set(
        Payment.objects.filter(adapter=Way.TRANSFER, gateway_id__in=numbers).values_list(
            "gateway_id", flat=True
        )
    )
    taken = []
    for line in good:
        payment = hear_payment(
            actor=actor, adapter=Way.TRANSFER, heard=_heard(unit_id, line), unit_id=unit_id
        )
        if payment.gateway_id not in known:
            taken.append(payment)
            known.add(payment.gateway_id)
    with write_action("fees.import_statement", actor=actor) as action:
        action.record(("fees.statement", unit_id), unit=unit_id, found=len(lines), new=len(taken))
    return Imported(tuple(taken), len(good) - len(taken), len(lines) - len(good))


def _heard(unit_id: int, line: StatementLine) -> Heard:
    assert line.paid_at is not None
    return Heard(transfer_number(unit_id, line.bank_id), line.code, line.amount, line.paid_at,
                 {"text": line.text, "bank_id": line.bank_id})  # fmt: skip
