"""The way into the portal for other modules."""

from congso.domains.portal.models import Draft
from congso.domains.portal.services.drafting import start_draft
from congso.domains.portal.services.keeping_drafts import keep_answers
from congso.domains.portal.services.keeping_events import load_standard_events
from congso.domains.portal.services.keeping_notices import publish_notice

__all__ = ["Draft", "keep_answers", "load_standard_events", "publish_notice", "start_draft"]
