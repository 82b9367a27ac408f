"""What waits at the axis above for our agencies is fetched and put before their systems."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Sequence
from typing import BinaryIO

from django.db import IntegrityError
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.outside import Rejected, Silent
from congso.domains.axis.errors import AxisRefused, BadSignature, LockedReceiver, UnknownReceiver
from congso.domains.axis.models import Beyond, Member, Parcel, Stop, Upper
from congso.domains.axis.services import carrying
from congso.domains.axis.services.going_up import note_heard, note_trouble
from congso.domains.axis.uppers import client_of
from congso.foundation.audit.writing import write_action
from congso.foundation.axes.facade import AxisClient, Item, Receipt
from congso.foundation.edxml.facade import EdxmlRefused, trusted
from congso.foundation.files.services import store_together
from congso.foundation.orgs import epoch

MOST = 100
GROUP = 20
"""After how many messages the axis above hears of them."""
_asked_at: dict[int, float] = {}
"""When this process asked an axis above last and there was nothing."""


def ask_all() -> int:
    """Ask every axis above what waits for our agencies; how many messages were settled. A silent one is noted and passed over."""
    done = 0
    for upper in Upper.objects.filter(closed_at=None):
        if time.monotonic() - _asked_at.get(upper.pk, float("-inf")) < upper.poll_seconds:
            continue
        with epoch.known():
            settled = _asked(upper)
        done += settled
        if not settled:
            _asked_at[upper.pk] = time.monotonic()
    return done


def _asked(upper: Upper) -> int:
    try:
        settled = fetch_down(upper)
    except (Silent, Rejected) as silent:
        note_trouble(upper, str(silent))
        return 0
    note_heard(upper)
    return settled


def fetch_down(upper: Upper) -> int:
    """Take what waits at one axis above, in its order; how many were settled.

    A message that cannot be fetched now waits for the next round, with all that follow about the same document. Raises Silent, Rejected.
    """
    client, answers, held = client_of(upper), list[Receipt](), set[str]()
    settled = 0
    for item in client.waiting(most=MOST):
        answer = None if item.document_key in held else _one(upper, client, item)
        if answer is None:
            held.add(item.document_key)
            continue
        answers.append(answer)
        if len(answers) == GROUP:
            client.settle(answers)
            settled, answers = settled + len(answers), []
    if answers:
        client.settle(answers)
    return settled + len(answers)


def _one(upper: Upper, client: AxisClient, item: Item) -> Receipt | None:
    """What is to be said of one message; None when it has to wait."""
    with tempfile.SpooledTemporaryFile(max_size=4 << 20) as target:
        stream: BinaryIO = target  # type: ignore[assignment]
        try:
            client.fetch(item.reference, stream)
        except Silent:
            return None
        except Rejected as gone:
            return Receipt(item.reference, taken=False, error_code=gone.code, error=gone.reason)
        try:
            take_down(upper=upper, receiver=item.receiver, source=stream, passed=item.passed)
        except IntegrityError:  # another process took the same at the same moment; it comes again and is known then
            return None
        except (AxisRefused, EdxmlRefused) as refused:
            code = refused.axis_code if isinstance(refused, AxisRefused) else str(int(refused.axis_code))
            return Receipt(item.reference, taken=False, error_code=code, error=str(refused)[:300])
    return Receipt(item.reference, taken=True)


def take_down(*, upper: Upper, receiver: str, source: BinaryIO, passed: Sequence[Sequence[str]] = ()) -> Parcel | None:
    """Take a message that came down for one of our agencies: checked by its signature, kept whole, once. None for our own come back.

    Raises EdxmlRefused, BadSignature, UnknownReceiver, LockedReceiver; nothing is kept then.
    """
    with write_action("axis.take_down", actor=system_actor(f"Trục cấp trên: {upper.name}"[:120])) as action:
        found = carrying.read_message(upper, source)
        told = carrying.told(found, ())
        if Member.objects.filter(code=told.sender).exclude(system=None).exists():
            action.record(("axis.upper", upper.pk), own=told.document_key, sender=told.sender, receiver=receiver)
            return None
        signer = carrying.signer_of(upper, source, found)
        _require_signer(upper, signer, told.sender, found.signature.certificates[1:] if found.signature else ())
        told = carrying.only_for(told, receiver)
        key = carrying.key_of(told)
        known = Parcel.objects.filter(upper=upper, key=key).first()
        if known is not None:
            action.record(known, again=True)
            return known
        stop = _stop(receiver)
        (file,) = store_together([(source, carrying.EDXML, "edxml")])
        return carrying.lay_down(action, told, key, file, [stop], upper=upper, passed=passed)


def _require_signer(upper: Upper, signer: bytes | None, sender: str, chain: Sequence[bytes]) -> None:
    """The certificate is one with which the sender signs as the axis above lists it, else one of a trusted root. Raises BadSignature."""
    if signer is None:
        return
    listed = Beyond.objects.filter(upper=upper, code=sender).values_list("certificates", flat=True).first() or []
    if hashlib.sha256(signer).hexdigest() not in listed and not trusted(signer, chain):
        raise BadSignature(reason=_("chứng thư số không thuộc nơi gửi và không đến gốc tin cậy"))


def _stop(receiver: str) -> Stop:
    """The line of our agency that stands for the receiver today; nothing that came down goes up again."""
    today = clock.today()
    member = Member.objects.select_related("successor").filter(code=receiver).first()
    standing = carrying.standing_for(member, today) if member else None
    if standing is None or not carrying.is_valid(standing, today):
        raise UnknownReceiver(agency=receiver)
    if standing.locked_reason:
        raise LockedReceiver(agency=standing.code, reason=standing.locked_reason)
    return Stop(asked_code=receiver, receiver_code=standing.code, system_id=standing.system_id)


