"""What other rooms use of the axis."""

from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_part import register_member

__all__ = ["add_certificate", "register_member", "register_system"]
