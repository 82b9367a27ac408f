"""Hỏa tốc hẹn giờ: the hour by which a document must be there, in words, and what follows from it on the way."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.domains.documents.enums import Urgency
from congso.domains.documents.models import Document
from congso.foundation.casework.models import Case


def hour_words(at: datetime | None) -> str:
    """``14 giờ 30, ngày 05/12/2026``; empty for none."""
    if at is None:
        return ""
    local = clock.local(at)
    return f"{local:%H} giờ {local:%M}, ngày {local:%d/%m/%Y}"


def hour_of(urgency: int, arrive_by: datetime | None, *, now: datetime) -> datetime | None:
    """The hour of a document of that urgency, none of the others. Raises InvalidInput without one, or for one that is past."""
    if urgency != Urgency.FLASH_AT_HOUR:
        return None
    if arrive_by is None:
        raise InvalidInput(field="arrive_on", reason=_("hỏa tốc hẹn giờ phải ghi ngày, giờ văn bản phải đến nơi."))
    if arrive_by <= now:
        raise InvalidInput(field="arrive_on", reason=_("giờ phải đến nơi đã qua."))
    return arrive_by


def hasten(case: Case, document: Document) -> None:
    """The work is due by that hour, and its present step too: the inbox and the reminders say so."""
    case.due_at = document.arrive_by
    if document.arrive_by is not None and (case.step_due_at is None or case.step_due_at > document.arrive_by):
        case.step_due_at = document.arrive_by
