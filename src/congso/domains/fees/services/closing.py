"""Requests that nobody pays do not stay open for ever."""

from __future__ import annotations

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.fees.enums import RequestState
from congso.domains.fees.models import PaymentRequest
from congso.foundation.audit.writing import write_action


def close_unpaid(*, actor: Actor) -> int:
    """Close the open requests whose time is over (quá hạn, chưa nộp); how many. Money that comes later is refunded."""
    due = PaymentRequest.objects.filter(state=RequestState.OPEN, closes_at__lte=clock.now()).order_by(
        "closes_at"
    )
    count = 0
    for request_id in list(due.values_list("pk", flat=True)[:500]):
        with write_action("fees.close_unpaid", actor=actor) as action:
            row = PaymentRequest.objects.select_for_update(no_key=True).get(pk=request_id)
            if row.state == RequestState.OPEN:
                row.state, row.cancelled_at = RequestState.CANCELLED, action.at
                row.cancel_reason = "Hết thời gian chờ mà chưa nộp."
                row.save(update_fields=["state", "cancelled_at", "cancel_reason"])
                count += 1
            action.record(row, code=row.code, state=row.state)
    return count
