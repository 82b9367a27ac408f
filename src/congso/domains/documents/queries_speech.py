"""Whether instructions may be dictated."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.documents.models import SpeechRule
from congso.domains.documents.policies import require_can_allow_speech
from congso.foundation.orgs.epoch import remembered


def speech_allowed(on: date) -> bool:
    """What the office decided for a day; not before it decided."""
    return next((allowed for begin, allowed in _decisions() if begin <= on), False)


@remembered(largest=1)
def _decisions() -> tuple[tuple[date, bool], ...]:
    return tuple(SpeechRule.objects.order_by("-valid_from").values_list("valid_from", "allowed"))


def speech_rules(*, viewer: Actor) -> list[SpeechRule]:
    """Every decision, the newest first. Raises NotAllowed."""
    require_can_allow_speech(viewer)
    return list(SpeechRule.objects.all()[:100])
