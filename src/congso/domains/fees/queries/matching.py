"""What the lines of a bank's statement would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.fees.enums import PaymentState, Way
from congso.domains.fees.matching import fit
from congso.domains.fees.models import Payment, PaymentRequest
from congso.domains.fees.policies import require_can_reconcile
from congso.domains.fees.statements import StatementLine, transfer_number


@dataclass(frozen=True)
class PreviewLine:
    """A line and what it would do; ``tone`` colours it."""

    line: StatementLine
    reference: str
    words: str | Promise
    tone: str


@dataclass(frozen=True)
class Preview:
    """A statement before it is taken in."""

    unit_id: int
    text: str
    lines: list[PreviewLine]


def preview(*, viewer: Actor, unit_id: int, text: str, lines: Sequence[StatementLine]) -> Preview:
    """What taking in a statement would do, in two queries; nothing is written. Raises NotAllowed."""
    require_can_reconcile(viewer, unit_id)
    codes = {line.code for line in lines if line.code}
    requests = {row.code: row for row in PaymentRequest.objects.filter(code__in=codes, unit_id=unit_id)}
    numbers = [transfer_number(unit_id, line.bank_id) for line in lines]
    known = set(
        Payment.objects.filter(adapter=Way.TRANSFER, gateway_id__in=numbers).values_list(
            "gateway_id", flat=True
        )
    )
    shown: list[PreviewLine] = []
    settled: set[str] = set()
    words: str | Promise
    for line in lines:
        number = transfer_number(unit_id, line.bank_id)
        request = requests.get(line.code)
        if line.problem:
            words, tone = line.problem, "late"
        elif number in known:
            words, tone = _("Đã có từ trước, không ghi lại"), "info"
        else:
            state, settles = fit(request, line.amount, line.paid_at or clock.now())
            if request is not None and request.code in settled:
                state, settles = PaymentState.DOUBLE, False
            settled |= {line.code} if settles else set()
            words, tone = state.label, "ok" if settles else "near"
        known.add(number)
        shown.append(PreviewLine(line, request.reference if request else "", words, tone))
    return Preview(unit_id, text, shown)
