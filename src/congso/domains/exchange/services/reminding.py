"""Remind registries of receivers that do not answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from congso.core.actors import Actor
from congso.domains.documents.facade import registries
from congso.domains.exchange.queries import silent_by_agency
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese


def remind_of_silent(*, actor: Actor) -> int:
    """A notice to the registry of each agency whose documents were not registered within a day; how many notices."""
    counts = silent_by_agency()
    if not counts:
        return 0
    with in_vietnamese(), write_action("exchange.remind", actor=actor) as action:
        notices = [
            NoticeIn(account, "exchange.silent", ngettext("%(count)d nơi nhận chưa tiếp nhận văn bản đã gửi", "%(count)d nơi nhận chưa tiếp nhận văn bản đã gửi", count)
                     % {"count": count}, "", reverse("exchange:silent"))
            for agency_id, count in counts.items() for account in registries([agency_id])
        ]  # fmt: skip
        write_notices(action, notices)
        action.record(("exchange.delivery", "*"), notices=len(notices))
    return len(notices)
