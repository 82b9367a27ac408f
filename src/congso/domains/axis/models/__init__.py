"""Tables of the axis."""

from congso.domains.axis.models.parcel import Parcel, ParcelKind, Stop, StopState
from congso.domains.axis.models.registration import Registration, RegistrationState
from congso.domains.axis.models.system import Certificate, Member, System, Usage
from congso.domains.axis.models.upper import Beyond, Upper

__all__ = [
    "Beyond",
    "Certificate",
    "Member",
    "Parcel",
    "ParcelKind",
    "Registration",
    "RegistrationState",
    "Stop",
    "StopState",
    "System",
    "Upper",
    "Usage",
]
