"""Send a payer to a gateway, and ask the gateway when it does not call. The network is never inside a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from congso.core.actors import Actor, system_actor
from congso.core.errors import NotVisible
from congso.domains.fees.enums import PaymentState
from congso.domains.fees.errors import AlreadyPaid, NotDue
from congso.domains.fees.gateways import Heard, Order, gateway
from congso.domains.fees.models import Payment, PaymentRequest
from congso.domains.fees.policies import require_can_reconcile
from congso.domains.fees.services.hearing import hear_payment
from congso.foundation.audit.writing import write_action

GATEWAYS = system_actor("Cổng thanh toán")


def start_payment(*, actor: Actor, token: str, adapter: str) -> str:
    """Announce a request to a gateway; the address to send the payer to.

    Whoever holds the token may pay. Raises NotVisible, AlreadyPaid, NotDue, GatewayDown.
    """
    request = PaymentRequest.objects.filter(token=token).first()
    chosen = gateway(adapter)
    if request is None or chosen.check_config():
        raise NotVisible
    if request.is_settled:
        raise AlreadyPaid(code=request.code)
    if not request.is_open:
        raise NotDue(code=request.code)
    url = chosen.start(_order(request, adapter))
    with write_action("fees.start_payment", actor=actor) as action:
        request.gateway, request.gateway_started_at = adapter, action.at
        request.save(update_fields=["gateway", "gateway_started_at"])
        action.record(request, adapter=adapter, code=request.code)
    return url


def _order(request: PaymentRequest, adapter: str) -> Order:
    base = str(settings.CONGSO_BASE_URL).rstrip("/")
    return Order(
        reference=request.code, amount=request.total, text=f"{request.code} {request.reference}".strip(),
        expires_at=request.expires_at, return_url=base + reverse("fees:pay", args=[request.token]),
        callback_url=base + reverse("fees:callback", args=[adapter]),
    )  # fmt: skip


def ask_gateway(*, request: PaymentRequest) -> list[Payment]:
    """Ask the gateway that a payer was sent to what it knows, and keep it. Raises GatewayDown."""
    if not request.gateway:
        return []
    found = gateway(request.gateway).ask(request.code)
    return [hear_payment(actor=GATEWAYS, adapter=request.gateway, heard=each) for each in found]


@dataclass(frozen=True)
class Comparison:
    """What a gateway's list of a day held against what is known here."""

    told: int
    total: int
    new: tuple[Payment, ...]
    """Payments learnt of only now."""

    @property
    def new_differences(self) -> int:
        """How many of the new ones settle nothing."""
        return sum(1 for each in self.new if each.state != PaymentState.MATCHED and not each.settles)


def ask_gateway_of_day(*, actor: Actor, adapter: str, day: date) -> Comparison:
    """Hold a gateway's list of a day against ours (đối soát với cổng): what is missing here is taken in now.

    Raises NotAllowed, NotVisible, GatewayDown.
    """
    require_can_reconcile(actor)
    told = gateway(adapter).payments_of(day)
    known = set(Payment.objects.filter(adapter=adapter, gateway_id__in=[each.gateway_id for each in told])
                .values_list("gateway_id", flat=True))  # fmt: skip
    new = tuple(_keep(each, adapter) for each in told if each.gateway_id not in known)
    with write_action("fees.ask_gateway_of_day", actor=actor) as action:
        action.record(("fees.gateway", adapter), day=day, found=len(told), new=len(new))
    return Comparison(len(told), sum(each.amount for each in told), new)


def _keep(heard: Heard, adapter: str) -> Payment:
    return hear_payment(actor=GATEWAYS, adapter=adapter, heard=heard)
