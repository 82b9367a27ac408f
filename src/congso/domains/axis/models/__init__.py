"""Tables of the axis."""

from congso.domains.axis.models.parcel import Parcel, ParcelKind, Stop, StopState
from congso.domains.axis.models.system import Certificate, Member, System, Usage

__all__ = ["Certificate", "Member", "Parcel", "ParcelKind", "Stop", "StopState", "System", "Usage"]
