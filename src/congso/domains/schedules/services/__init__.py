"""What can be done with the calendar."""

from congso.domains.schedules.services.feeding import make_feed, revoke_feed
from congso.domains.schedules.services.keeping import add_entry, change_entry, postpone_entry, publish_week
from congso.domains.schedules.services.opening import set_public_calendar
from congso.domains.schedules.services.proposing import (
    accept_proposal,
    propose_entry,
    refuse_proposal,
    withdraw_proposal,
)
from congso.domains.schedules.services.writing import EntryIn

__all__ = [
    "EntryIn", "accept_proposal", "add_entry", "change_entry", "make_feed", "postpone_entry", "propose_entry", "publish_week",
    "refuse_proposal", "revoke_feed", "set_public_calendar", "withdraw_proposal",
]  # fmt: skip
