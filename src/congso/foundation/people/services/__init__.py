"""What can be done with accounts, positions, roles and delegations."""

from congso.foundation.people.services.accounts import (
    create_account,
    deactivate,
    edit_account,
    give_password,
    reactivate,
)
from congso.foundation.people.services.delegating import delegate, revoke
from congso.foundation.people.services.following import follow_units
from congso.foundation.people.services.positions import appoint, close_position, end_appointment
from congso.foundation.people.services.roles import create_role, set_rights

__all__ = [
    "appoint", "close_position", "create_account", "create_role", "deactivate", "delegate", "edit_account",
    "end_appointment", "follow_units", "give_password", "reactivate", "revoke", "set_rights",
]  # fmt: skip
