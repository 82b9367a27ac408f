"""What other rooms use of the axis."""

from congso.domains.axis.services.registering import add_certificate, register_member, register_system

__all__ = ["add_certificate", "register_member", "register_system"]
