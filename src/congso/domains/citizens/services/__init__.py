"""What can be done with citizens' accounts."""

from congso.domains.citizens.services.choosing import set_channels
from congso.domains.citizens.services.forgetting import clear_store, close_account, forget_contact
from congso.domains.citizens.services.logging_in import log_in, set_contact
from congso.domains.citizens.services.managing import add_helper, end_helper, set_claims
from congso.domains.citizens.services.mandating import declare_guardianship, end_mandate, give_mandate

__all__ = [
    "add_helper",
    "clear_store",
    "close_account",
    "declare_guardianship",
    "end_helper",
    "end_mandate",
    "forget_contact",
    "give_mandate",
    "log_in",
    "set_channels",
    "set_claims",
    "set_contact",
]
