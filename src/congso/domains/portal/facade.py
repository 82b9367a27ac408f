"""The way into the portal for other modules."""

from congso.domains.portal.services.keeping_events import load_standard_events
from congso.domains.portal.services.keeping_notices import publish_notice

__all__ = ["load_standard_events", "publish_notice"]
