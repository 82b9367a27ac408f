"""Tables of the organisation."""

from congso.foundation.orgs.models.epoch import ReferenceEpoch
from congso.foundation.orgs.models.succession import Succession, SuccessionKind
from congso.foundation.orgs.models.unit import Unit, UnitFunction, UnitKind
from congso.foundation.orgs.models.validity import UnitName, UnitParent

__all__ = ["ReferenceEpoch", "Succession", "SuccessionKind", "Unit", "UnitFunction", "UnitKind", "UnitName", "UnitParent"]
