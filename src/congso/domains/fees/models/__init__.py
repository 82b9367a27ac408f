"""Tables of fees."""

from congso.domains.fees.models.account import CollectionAccount
from congso.domains.fees.models.payment import Payment, Refund, Solution
from congso.domains.fees.models.receipt import Receipt
from congso.domains.fees.models.request import PaymentLine, PaymentRequest

__all__ = ["CollectionAccount", "Payment", "PaymentLine", "PaymentRequest", "Receipt", "Refund", "Solution"]
