"""What other modules may ask of schedules."""

from congso.domains.schedules.enums import Part
from congso.domains.schedules.queries import Line, has_entries, todays_entries
from congso.domains.schedules.services import (
    EntryIn,
    accept_proposal,
    add_entry,
    change_entry,
    postpone_entry,
    propose_entry,
    publish_week,
)

__all__ = [
    "EntryIn", "Line", "Part", "accept_proposal", "add_entry", "change_entry", "has_entries", "postpone_entry", "propose_entry", "publish_week",
    "todays_entries",
]  # fmt: skip
