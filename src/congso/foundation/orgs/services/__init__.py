"""What can be done with units."""

from congso.foundation.orgs.services.reorganising import NewUnit, Reorganisation, reorganise
from congso.foundation.orgs.services.units import (
    change_details,
    close_unit,
    move_unit,
    open_unit,
    rename_unit,
)

__all__ = [
    "NewUnit", "Reorganisation", "change_details", "close_unit", "move_unit", "open_unit", "rename_unit", "reorganise",
]  # fmt: skip
