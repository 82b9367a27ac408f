"""What is for agencies that do not take part here is handed to the axis above, by the outbox."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.axis.errors import AxisRefused, LockedReceiver, UnknownReceiver
from congso.domains.axis.hops import hop_at, own_mark
from congso.domains.axis.models import Beyond, Parcel, Stop, StopState, Upper
from congso.domains.axis.uppers import client_of
from congso.foundation.audit.writing import WriteAction
from congso.foundation.database.updating import update_rows
from congso.foundation.files.services import open_file
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import Out, put_new

CHANNEL = "axis_above"
HEARD_EVERY = 60
"""Seconds after which it is noted anew that the axis above answers."""


def above(codes: Collection[str]) -> dict[str, int | AxisRefused]:
    """Over which axis above each of these agencies is reached: one that lists it, else one that has the beginning of its code.

    UnknownReceiver for who is reached nowhere, LockedReceiver for who is locked there.
    """
    if not codes:
        return {}
    today = clock.today()
    listed: dict[str, Beyond] = {}
    for row in Beyond.objects.filter(code__in=codes, upper__closed_at=None).order_by("-upper_id"):
        if row.valid_to is None or row.valid_to > today or row.successor_code:
            listed[row.code] = row
    routes = [(prefix, upper.pk) for upper in Upper.objects.filter(closed_at=None) for prefix in upper.prefixes]
    return {code: _way(code, listed.get(code), routes) for code in codes}


def _way(code: str, listed: Beyond | None, routes: Sequence[tuple[str, int]]) -> int | AxisRefused:
    if listed is not None:
        return LockedReceiver(agency=code, reason=listed.locked_reason) if listed.locked_reason else listed.upper_id
    fitting = [(len(prefix), -upper_id) for prefix, upper_id in routes if begins(code, prefix)]
    return -max(fitting)[1] if fitting else UnknownReceiver(agency=code)


def begins(code: str, prefix: str) -> bool:
    """Whether a code stands under a beginning: ``G`` has G09, ``G09`` has G09.20 and not G091."""
    return code == prefix or code.startswith(f"{prefix}.") or (len(prefix) == 1 and code.startswith(prefix))


def hand_up(action: WriteAction, parcel: Parcel, stops: Sequence[Stop], attempt: str = "") -> None:
    """Write into the outbox, with the message, that it is to go up to those of its receivers who are reached there."""
    for upper_id in sorted({stop.upper_id for stop in stops if stop.upper_id}):
        to = [stop.asked_code for stop in stops if stop.upper_id == upper_id]
        payload = {"parcel": str(parcel.pk), "upper": upper_id, "to": to}
        put_new(action, [Out(CHANNEL, f"{parcel.pk}:{upper_id}{attempt}", f"{upper_id}:{parcel.document_key}"[:120], title=parcel.title, payload=payload)])


def send(sending: Sending) -> Outcome:
    """Hand a message up as it came, with the marks of the axes it passed; outside any transaction, the same bytes each time."""
    upper = Upper.objects.filter(pk=sending.payload["upper"], closed_at=None).first()
    if upper is None:
        return Refused("closed", _("kết nối trục cấp trên đã đóng"))
    parcel = Parcel.objects.select_related("file").get(pk=UUID(sending.payload["parcel"]))
    with open_file(parcel.file) as stream:
        try:
            found = client_of(upper).send(stream, parcel.size, kind=parcel.kind, to=sending.payload["to"], via=[*parcel.via, own_mark()],
                                          passed=[*parcel.passed, hop_at(parcel.received_at)])  # fmt: skip
        except Rejected as rejected:
            note_heard(upper)
            return Refused(rejected.code, rejected.reason)
        except Silent as silent:
            note_trouble(upper, str(silent))
            return Later(str(silent))
    note_heard(upper)
    return Taken(found)


def settle(action: WriteAction, sending: Sending, outcome: Outcome) -> None:
    """Note on the receivers' lines that the axis above has the message, or will not have it."""
    rows = Stop.objects.select_for_update(no_key=True).filter(parcel_id=UUID(sending.payload["parcel"]), upper_id=sending.payload["upper"],
                                                              asked_code__in=sending.payload["to"])  # fmt: skip
    stops = list(rows.exclude(state=StopState.TAKEN).order_by("pk"))
    for stop in stops:
        stop.state, stop.settled_at, stop.error_code, stop.error = StopState.TAKEN, action.at, "", ""
        if isinstance(outcome, Refused):
            stop.state, stop.error_code, stop.error = StopState.DEAD, outcome.code[:10], nfc(outcome.reason)[:300]
    update_rows(stops, ["state", "settled_at", "error_code", "error"])
    action.record(("axis.parcel", sending.payload["parcel"]), upper=sending.payload["upper"], to=sending.payload["to"], reference=sending.reference,
                  dead=isinstance(outcome, Refused))  # fmt: skip


def note_heard(upper: Upper) -> None:
    """It answers; written when that is news, or once a minute."""
    now = clock.now()
    if upper.trouble or upper.heard_at is None or (now - upper.heard_at).total_seconds() >= HEARD_EVERY:
        Upper.objects.filter(pk=upper.pk).update(heard_at=now, trouble="")


def note_trouble(upper: Upper, trouble: str) -> None:
    """It does not answer: what the screen says until it does."""
    Upper.objects.filter(pk=upper.pk).exclude(trouble=trouble[:300]).update(trouble=nfc(trouble)[:300])
