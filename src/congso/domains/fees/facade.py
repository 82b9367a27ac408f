"""What other modules may ask of fees."""

from congso.domains.fees.events import PaymentSettled
from congso.domains.fees.policies import COLLECT
from congso.domains.fees.queries.paying import RequestLine, pay_address, requests_of
from congso.domains.fees.services import Demand, FeeLine, cancel_requests, collect_cash, demand, set_account

__all__ = [
    "COLLECT",
    "Demand",
    "FeeLine",
    "PaymentSettled",
    "RequestLine",
    "cancel_requests",
    "collect_cash",
    "demand",
    "pay_address",
    "requests_of",
    "set_account",
]
