"""Tables of this room."""

from congso.domains.national.models.catalogue import (
    CatalogueDifference,
    CataloguePull,
    DifferenceKind,
    DifferenceState,
    NationalAgency,
    PortalCode,
    PullState,
)
from congso.domains.national.models.connection import PortalConnection
from congso.domains.national.models.declared import DeclaredFigure
from congso.domains.national.models.synchronised import SyncedDossier

__all__ = [
    "CatalogueDifference",
    "CataloguePull",
    "DeclaredFigure",
    "DifferenceKind",
    "DifferenceState",
    "NationalAgency",
    "PortalCode",
    "PortalConnection",
    "PullState",
    "SyncedDossier",
]
