"""What can be done with money."""

from congso.domains.fees.services.accounts import set_account
from congso.domains.fees.services.asking import Demand, FeeLine, cancel_requests, demand
from congso.domains.fees.services.cashing import collect_cash, take_cash
from congso.domains.fees.services.closing import close_unpaid
from congso.domains.fees.services.correcting import cancel_receipt, note_refund, solve_difference
from congso.domains.fees.services.hearing import hear_payment
from congso.domains.fees.services.starting import ask_gateway, ask_gateway_of_day, start_payment
from congso.domains.fees.services.statements import import_statement
from congso.domains.fees.services.taking import note_books_taken

__all__ = [
    "Demand",
    "FeeLine",
    "ask_gateway",
    "ask_gateway_of_day",
    "cancel_receipt",
    "cancel_requests",
    "close_unpaid",
    "collect_cash",
    "demand",
    "hear_payment",
    "import_statement",
    "note_books_taken",
    "note_refund",
    "set_account",
    "solve_difference",
    "start_payment",
    "take_cash",
]
