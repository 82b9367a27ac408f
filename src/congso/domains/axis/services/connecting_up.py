"""Connect to an axis above; change, close, fetch its list of agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.axis.errors import PrefixWrong, UpperSilent
from congso.domains.axis.models import Beyond, Member, Upper
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.going_up import note_heard, note_trouble
from congso.domains.axis.uppers import client_of
from congso.foundation.audit.writing import write_action
from congso.foundation.axes.facade import Agency, with_new_codes
from congso.foundation.outbox.secrets import seal

EVERY = timedelta(hours=1)
"""How often the list of agencies is fetched by itself."""
_PREFIX = re.compile(r"^[A-Y](\d{2}(\.[A-Z0-9]{1,10})*)?$", re.ASCII)
_PLAIN = ("name", "base_url", "system_id", "must_sign", "allow_sha1", "poll_seconds")


@dataclass(frozen=True)
class UpperIn:
    """How an axis above is reached, and who over it."""

    name: str
    base_url: str
    system_id: str
    secret: str = ""
    """Empty keeps the one known."""
    prefixes: tuple[str, ...] = ()
    must_sign: bool = True
    allow_sha1: bool = False
    poll_seconds: int = 30


def _values(given: UpperIn) -> dict[str, object]:
    for prefix in given.prefixes:
        if len(prefix) > 35 or not _PREFIX.fullmatch(prefix):
            raise PrefixWrong(field="prefixes", typed=prefix[:40])
    return {name: getattr(given, name) for name in _PLAIN} | {"name": nfc(given.name)[:200], "prefixes": list(dict.fromkeys(given.prefixes))}


def connect_upper(*, actor: Actor, given: UpperIn) -> Upper:
    """Connect to an axis above. Raises NotAllowed, InvalidInput without a secret, PrefixWrong, Conflict when it is there already."""
    with write_action("axis.connect_upper", actor=actor) as action:
        require_can_manage(actor)
        if not given.secret:
            raise InvalidInput(field="secret", reason=_("phải có khóa bí mật."))
        upper = Upper(secret=seal(given.secret), added_at=action.at, **_values(given))
        _save(upper, force_insert=True)
        action.record(upper, **_values(given))
    return upper


def change_upper(*, actor: Actor, upper_pk: int, given: UpperIn) -> Upper:
    """Change how an axis above is reached. Raises NotAllowed, NotVisible, PrefixWrong, Conflict for a closed one or one that is there already."""
    with write_action("axis.change_upper", actor=actor) as action:
        upper, values = lock_upper(actor, upper_pk), _values(given)
        for name, value in values.items():
            setattr(upper, name, value)
        if given.secret:
            upper.secret = seal(given.secret)
        _save(upper)
        action.record(upper, secret_changed=bool(given.secret), **values)
    return upper


def _save(upper: Upper, *, force_insert: bool = False) -> None:
    try:
        with transaction.atomic():
            upper.save(force_insert=force_insert)
    except IntegrityError as twice:
        raise Conflict from twice


def close_upper(*, actor: Actor, upper_pk: int, reason: str) -> Upper:
    """Close a connection: what waits to go up over it is given up on and shown. Raises NotAllowed, NotVisible, InvalidInput, Conflict."""
    with write_action("axis.close_upper", actor=actor) as action:
        upper = lock_upper(actor, upper_pk)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        upper.closed_at = action.at
        upper.save(update_fields=["closed_at"])
        action.record(upper, name=upper.name, reason=reason.strip())
    return upper


def lock_upper(actor: Actor, upper_pk: int) -> Upper:
    """The open connection, locked for a service's own action. Raises NotAllowed, NotVisible, Conflict for a closed one."""
    require_can_manage(actor)
    upper = Upper.objects.select_for_update(no_key=True).filter(pk=upper_pk).first()
    if upper is None:
        raise NotVisible
    if upper.closed_at is not None:
        raise Conflict
    return upper


def refresh_all_above() -> int:
    """Fetch the lists that are older than an hour; always 0, so that the carrier rests afterwards."""
    for upper in Upper.objects.filter(closed_at=None):
        if upper.directory_at is None or clock.now() - upper.directory_at > EVERY:
            try:
                refresh_above(actor=system_actor("Danh bạ trục cấp trên"), upper_pk=upper.pk)
            except UpperSilent:
                continue
    return 0


def refresh_above(*, actor: Actor, upper_pk: int) -> int:
    """Fetch the list of agencies of an axis above; how many there are beside our own. Those no longer listed end today.

    Raises NotAllowed, NotVisible, Conflict for a closed one, UpperSilent.
    """
    require_can_manage(actor)
    upper = Upper.objects.filter(pk=upper_pk).first()
    if upper is None:
        raise NotVisible
    listed = _fetch(upper)
    with write_action("axis.refresh_above", actor=actor) as action:
        upper = lock_upper(actor, upper_pk)
        ours = set(Member.objects.values_list("code", flat=True))
        rows = [_row(upper, each) for each in listed if each.code not in ours]
        Beyond.objects.bulk_create(rows, update_conflicts=True, unique_fields=["upper", "code"], update_fields=_LISTED)
        gone = Beyond.objects.filter(upper=upper, valid_to=None).exclude(code__in=[row.code for row in rows])
        ended = gone.update(valid_to=clock.today())
        upper.directory_at = action.at
        upper.save(update_fields=["directory_at"])
        action.record(upper, agencies=len(rows), gone=ended)
    return len(rows)


_LISTED = ["name", "parent_code", "email", "valid_from", "valid_to", "successor_code", "locked_reason", "certificates"]


def _fetch(upper: Upper) -> list[Agency]:
    client, found, after = client_of(upper), dict[str, Agency](), ""
    try:
        while page := [each for each in client.agencies(after=after) if each.code > after]:
            found |= {each.code: each for each in page}
            after = max(found)
    except (Silent, Rejected) as silent:
        note_trouble(upper, str(silent))
        raise UpperSilent(reason=str(silent)) from silent
    note_heard(upper)
    return with_new_codes(found.values())


def _row(upper: Upper, listed: Agency) -> Beyond:
    return Beyond(
        upper=upper, code=listed.code[:35], name=nfc(listed.name)[:200], parent_code=listed.parent_code[:35], email=listed.email[:254],
        valid_from=_day(listed.valid_from), valid_to=_day(listed.valid_to), successor_code=listed.successor[:35],
        locked_reason=nfc(listed.locked)[:200], certificates=[each[:64] for each in listed.certificates],
    )  # fmt: skip


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
