"""What other modules may ask of fees."""

from congso.domains.fees.errors import NothingDue
from congso.domains.fees.events import PaymentRefunded, PaymentSettled
from congso.domains.fees.matters import register_matter_page
from congso.domains.fees.models import PaymentRequest
from congso.domains.fees.policies import COLLECT
from congso.domains.fees.policies import may_see as may_see_payments
from congso.domains.fees.queries.paying import (
    RequestLine,
    keys_of_request,
    pay_address,
    requests_of,
    ways_paid,
)
from congso.domains.fees.services import Demand, FeeLine, cancel_requests, collect_cash, demand, set_account

__all__ = [
    "COLLECT",
    "Demand",
    "FeeLine",
    "NothingDue",
    "PaymentRefunded",
    "PaymentRequest",
    "PaymentSettled",
    "RequestLine",
    "cancel_requests",
    "collect_cash",
    "demand",
    "keys_of_request",
    "may_see_payments",
    "pay_address",
    "register_matter_page",
    "requests_of",
    "set_account",
    "ways_paid",
]
