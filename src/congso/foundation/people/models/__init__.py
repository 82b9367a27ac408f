"""Tables of people and rights."""

from congso.foundation.people.models.account import Account
from congso.foundation.people.models.delegation import Delegation, DelegationKind
from congso.foundation.people.models.position import Appointment, Position
from congso.foundation.people.models.role import OfferedRight, Role, RoleRight, Scope
from congso.foundation.people.models.session import Session

__all__ = ["Account", "Appointment", "Delegation", "DelegationKind", "OfferedRight", "Position", "Role", "RoleRight", "Scope", "Session"]
