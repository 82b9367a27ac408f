"""One account alone cannot fill the office: what it may do in an hour, by a dated rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.portal.errors import RuleInThePast, TooOften
from congso.domains.portal.models import PortalRule, UsageTally
from congso.domains.portal.policies import require_can_manage
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.orgs.epoch import remembered

_COUNT = """
INSERT INTO portal_usagetally AS old (account_id, hour, files, kilobytes, drafts, submissions, messages)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, hour) DO UPDATE SET files = old.files + excluded.files,
    kilobytes = old.kilobytes + excluded.kilobytes, drafts = old.drafts + excluded.drafts,
    submissions = old.submissions + excluded.submissions, messages = old.messages + excluded.messages
RETURNING files, kilobytes, drafts, submissions, messages
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rule of a day allows in an hour, and within how many days a request about data is answered."""

    files_hour: int = 120
    megabytes_hour: int = 600
    drafts_hour: int = 20
    submissions_hour: int = 30
    messages_hour: int = 20
    answer_days: int = 20
    citation: str = ""


_FIELDS = tuple(Limits.__slots__)


def limits_on(day: date) -> Limits:
    """The limits of a day; the shipped figures where the province has set none."""
    return next((limits for begin, limits in _rules() if begin <= day), Limits())


@remembered(largest=1)
def _rules() -> tuple[tuple[date, Limits], ...]:
    rows = PortalRule.objects.order_by("-valid_from").values_list("valid_from", *_FIELDS)
    return tuple((begin, Limits(*values)) for begin, *values in rows)


def set_limits(*, actor: Actor, valid_from: date, limits: Limits) -> PortalRule:
    """Set the portal's limits from a day on. Raises NotAllowed, RuleInThePast."""
    with write_action("portal.set_limits", actor=actor) as action:
        require_can_manage(actor)
        if valid_from < clock.today():
            raise RuleInThePast(field="valid_from")
        values = {name: getattr(limits, name) for name in _FIELDS} | {
            "citation": nfc(limits.citation.strip())
        }
        rule, _made = PortalRule.objects.update_or_create(valid_from=valid_from, defaults=values)
        action.record(rule, valid_from=valid_from, limits=values)
        epoch.bump()
    return rule


def count_file(account_id: int, size: int) -> None:
    """Count a file of so many bytes before it is kept; raises TooOften."""
    allowed = limits_on(clock.today())
    now = _count(account_id, files=1, kilobytes=-(-size // 1024))
    if now["files"] > allowed.files_hour:
        raise _too_often("files", f"{allowed.files_hour} tệp")
    if now["kilobytes"] > allowed.megabytes_hour * 1024:
        raise _too_often("files", f"{allowed.megabytes_hour} MB tệp")


def count_draft(account_id: int) -> None:
    """Count a dossier begun; raises TooOften."""
    most = limits_on(clock.today()).drafts_hour
    if _count(account_id, drafts=1)["drafts"] > most:
        raise _too_often(None, f"{most} hồ sơ bắt đầu soạn")


def count_submission(account_id: int) -> None:
    """Count a dossier sent in, or tried to; raises TooOften."""
    most = limits_on(clock.today()).submissions_hour
    if _count(account_id, submissions=1)["submissions"] > most:
        raise _too_often(None, f"{most} lượt nộp hồ sơ")


def count_message(account_id: int) -> None:
    """Count a message to the office; raises TooOften."""
    most = limits_on(clock.today()).messages_hour
    if _count(account_id, messages=1)["messages"] > most:
        raise _too_often("text", f"{most} tin nhắn")


def _hour() -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def seconds_left() -> int:
    """Seconds until the next hour begins, when counting starts anew."""
    return max(1, int((_hour() + timedelta(hours=1) - clock.now()).total_seconds()))


def _too_often(field: str | None, most: str) -> TooOften:
    again = clock.local(_hour() + timedelta(hours=1))
    return TooOften(field=field, most=most, again=f"{again:%H:%M}")


def _count(account_id: int, **more: int) -> dict[str, int]:
    """Add to the hour's tally; what was counted stands even if the rest fails, unless it is inside a transaction."""
    names = ("files", "kilobytes", "drafts", "submissions", "messages")
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [account_id, _hour(), *(more.get(name, 0) for name in names)])
        return dict(zip(names, cursor.fetchone(), strict=True))


def forget_old_tallies() -> int:
    """Remove the tallies of past hours; how many."""
    return UsageTally.objects.filter(hour__lt=clock.now() - timedelta(hours=2)).delete()[0]
