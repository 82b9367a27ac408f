"""Allow or forbid dictating instructions."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.models import SpeechRule
from congso.domains.documents.policies import require_can_allow_speech
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch


def set_speech_rule(*, actor: Actor, valid_from: date, allowed: bool, source: str = "") -> SpeechRule:
    """Say from a day on whether instructions may be dictated (đọc bút phê bằng giọng nói). Raises NotAllowed."""
    with write_action("documents.set_speech_rule", actor=actor) as action:
        require_can_allow_speech(actor)
        rule, _made = SpeechRule.objects.update_or_create(
            valid_from=valid_from, defaults={"allowed": allowed, "source": nfc(source, collapse=True)[:250]}
        )
        epoch.bump()
        action.record(rule, valid_from=valid_from, allowed=allowed, source=rule.source)
    return rule
