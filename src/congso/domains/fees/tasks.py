"""Regular work of fees."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.fees.enums import RequestState
from congso.domains.fees.errors import GatewayDown
from congso.domains.fees.models import PaymentRequest
from congso.domains.fees.services import ask_gateway, close_unpaid
from congso.foundation.orgs import epoch

ASK_FOR = timedelta(days=2)
"""How long after a payer was sent to a gateway it is asked."""


@app.periodic(cron="*/5 * * * *")
@app.task(name="congso.ask_gateways", queue="daily", queueing_lock="congso.ask_gateways")
def ask_gateways(timestamp: int) -> None:
    """Every five minutes: ask gateways about payers who were sent there and of whom nothing was heard."""
    del timestamp
    since = clock.now() - ASK_FOR
    waiting = PaymentRequest.objects.filter(state=RequestState.OPEN, gateway_started_at__gte=since).exclude(
        gateway=""
    )
    with epoch.known():
        for request in waiting.order_by("gateway_started_at")[:200]:
            try:
                ask_gateway(request=request)
            except GatewayDown:
                return  # it is asked again in five minutes


@app.periodic(cron="40 1 * * *")
@app.task(name="congso.close_unpaid", queue="daily", queueing_lock="congso.close_unpaid")
def close_unpaid_requests(timestamp: int) -> None:
    """Every night: close requests whose time is over."""
    del timestamp
    with epoch.known():
        close_unpaid(actor=system_actor("Đóng khoản quá hạn"))
