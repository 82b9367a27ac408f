"""Tables of the portal, a file each."""

from congso.domains.portal.models.draft import Draft, DraftFile, PartialUpload
from congso.domains.portal.models.life_event import LifeEvent
from congso.domains.portal.models.my_data import (
    DataExport,
    Erasable,
    ErasureRequest,
    ErasureState,
    ExportState,
)
from congso.domains.portal.models.notice import NoticeKind, ServiceNotice
from congso.domains.portal.models.rule import PortalRule, UsageTally

__all__ = [
    "DataExport",
    "Draft",
    "DraftFile",
    "Erasable",
    "ErasureRequest",
    "ErasureState",
    "ExportState",
    "LifeEvent",
    "NoticeKind",
    "PartialUpload",
    "PortalRule",
    "ServiceNotice",
    "UsageTally",
]
