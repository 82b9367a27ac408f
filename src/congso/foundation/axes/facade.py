"""How an axis is spoken to, by an office below it and by another axis alike."""

from congso.foundation.axes.contract import (
    TRACE,
    VIA,
    Agency,
    AxisClient,
    Item,
    Letter,
    Receipt,
    Undelivered,
    Unit,
    with_new_codes,
)
from congso.foundation.axes.http import NationalClient, ProvincialClient

__all__ = ["TRACE", "VIA", "Agency", "AxisClient", "Item", "Letter", "NationalClient", "ProvincialClient", "Receipt", "Undelivered", "Unit", "with_new_codes"]
