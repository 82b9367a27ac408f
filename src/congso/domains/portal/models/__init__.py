"""Tables of the portal, a file each."""

from congso.domains.portal.models.life_event import LifeEvent
from congso.domains.portal.models.notice import NoticeKind, ServiceNotice

__all__ = ["LifeEvent", "NoticeKind", "ServiceNotice"]
