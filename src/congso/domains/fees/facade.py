"""What other modules may ask of fees."""

from congso.domains.fees.errors import NothingDue
from congso.domains.fees.events import PaymentSettled
from congso.domains.fees.models import PaymentRequest
from congso.domains.fees.policies import COLLECT
from congso.domains.fees.policies import may_see as may_see_payments
from congso.domains.fees.queries.paying import RequestLine, pay_address, requests_of
from congso.domains.fees.services import Demand, FeeLine, cancel_requests, collect_cash, demand, set_account

__all__ = [
    "COLLECT",
    "Demand",
    "FeeLine",
    "NothingDue",
    "PaymentRequest",
    "PaymentSettled",
    "RequestLine",
    "cancel_requests",
    "collect_cash",
    "demand",
    "may_see_payments",
    "pay_address",
    "requests_of",
    "set_account",
]
