"""Tables of the portal, a file each."""

from congso.domains.portal.models.draft import Draft, DraftFile, PartialUpload
from congso.domains.portal.models.life_event import LifeEvent
from congso.domains.portal.models.notice import NoticeKind, ServiceNotice

__all__ = ["Draft", "DraftFile", "LifeEvent", "NoticeKind", "PartialUpload", "ServiceNotice"]
