"""Whether instructions may be dictated."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.documents.models import SpeechRule
from congso.domains.documents.policies import require_can_allow_speech


def speech_allowed(on: date) -> bool:
    """What the office decided for a day; not before it decided."""
    return bool(SpeechRule.objects.filter(valid_from__lte=on).values_list("allowed", flat=True).first())


def speech_rules(*, viewer: Actor) -> list[SpeechRule]:
    """Every decision, the newest first. Raises NotAllowed."""
    require_can_allow_speech(viewer)
    return list(SpeechRule.objects.all()[:100])
