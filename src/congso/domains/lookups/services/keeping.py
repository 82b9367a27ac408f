"""For how long answers may be kept, and forgetting them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.lookups.enums import Service
from congso.domains.lookups.models import KeepingRule, Lookup
from congso.domains.lookups.policies import require_can_manage
from congso.foundation.audit.writing import write_action

LONGEST = 720
"""Hours; nobody may set more than thirty days."""


def hours_on(service: str, on: date) -> int:
    """For how many hours an answer of a service may be kept on a day; 0 where no rule says otherwise."""
    rule = KeepingRule.objects.filter(service=service, valid_from__lte=on).order_by("-valid_from").first()
    return rule.hours if rule else 0


def set_keeping(*, actor: Actor, service: str, valid_from: date, hours: int, citation: str) -> KeepingRule:
    """Set from a day on for how many hours answers may be kept, with the rule it rests on. Raises NotAllowed, InvalidInput."""
    with write_action("lookups.set_keeping", actor=actor) as action:
        require_can_manage(actor)
        if valid_from < clock.today():
            raise InvalidInput(field="valid_from", reason=_("không đặt cho ngày đã qua."))
        if not 0 <= hours <= LONGEST:
            raise InvalidInput(field="hours", reason=_("từ 0 đến %(most)s giờ.") % {"most": LONGEST})
        if hours and not citation.strip():
            raise InvalidInput(field="citation", reason=_("lưu lại phải có căn cứ."))
        rule, _made = KeepingRule.objects.update_or_create(
            service=Service(service), valid_from=valid_from, defaults={"hours": hours, "citation": nfc(citation.strip())[:200]}
        )
        action.record(rule, service=service, valid_from=valid_from, hours=hours, citation=rule.citation)
    return rule


def forget_answers(*, actor: Actor) -> int:
    """Take away the answers whose time is over; that they were asked for stays. How many."""
    with write_action("lookups.forget", actor=actor) as action:
        over = Lookup.objects.filter(kept_until__lte=action.at)
        count = over.update(answer=None, kept_until=None)
        action.record(("lookups.answers", "*"), count=count)
    return count
