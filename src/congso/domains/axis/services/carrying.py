"""Take messages in, give them to whom they are for, hear whether they arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.agency_codes import forms_of_document_id
from congso.core.errors import NotVisible
from congso.core.text import fold, nfc
from congso.domains.axis.errors import (
    AxisRefused,
    BadSignature,
    FieldContradicts,
    LockedReceiver,
    UnknownReceiver,
)
from congso.domains.axis.models import Member, Parcel, ParcelKind, Stop, StopState, System, Upper
from congso.domains.axis.services.going_up import above
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.database.updating import update_rows
from congso.foundation.edxml.facade import (
    BusinessType,
    DocumentMessage,
    ResponseFor,
    StatusMessage,
    new_code_of,
    read,
    verify,
)
from congso.foundation.edxml.facade import Parcel as Read
from congso.foundation.files.models import StoredFile

EDXML = "application/vnd.edxml+xml"
RECALL = "13"


@dataclass(frozen=True)
class Told:
    """What the axis has to know of a message."""

    kind: str
    code: str
    sender: str
    document_key: str
    title: str
    receivers: tuple[str, ...]
    moment: str


def read_message(system: System | Upper, source: BinaryIO) -> Read:
    """The message taken apart and its signature checked; its files are not kept. Raises EdxmlRefused."""
    source.seek(0)
    return read(source, None, verifying=True, allow_sha1=system.allow_sha1)


def signer_of(system: System | Upper, source: BinaryIO, found: Read) -> bytes | None:
    """The certificate with which a message is signed, when that holds; None for an unsigned one where it may be. Raises BadSignature."""
    if found.signature is None:
        if system.must_sign:
            raise BadSignature(reason=_("gói tin chưa được ký"))
        return None
    check = found.check
    if check is None or not check.intact:  # files before the signed header cannot be judged in the same pass
        source.seek(0)
        check = verify(source, found.signature, allow_sha1=system.allow_sha1)
    if not check.intact:
        raise BadSignature(reason=check.reason)
    return check.certificate_der


def told(found: Read, to: Sequence[str], kind: str = "") -> Told:
    """What the axis has to know of a message that was read; what stands beside the file must not say otherwise than the file.

    ``to`` narrows the receivers to some of them. Raises FieldContradicts.
    """
    message = found.message
    sender = new_code_of(message.sender.organ_id or "") if message.sender else ""
    is_status = isinstance(message, StatusMessage)
    if kind in ParcelKind.values and (kind == ParcelKind.STATUS) != is_status:
        raise FieldContradicts(name="messageType")
    wanted = tuple(dict.fromkeys(new_code_of(code) for code in to))
    return _of_status(message, sender, wanted) if isinstance(message, StatusMessage) else _of_document(message, sender, wanted)


def _of_document(message: DocumentMessage, sender: str, to: Sequence[str]) -> Told:
    named = tuple(dict.fromkeys(new_code_of(each.organ_id or "") for each in message.receivers))
    receivers = _narrowed(named, to)
    business = (message.business and message.business.type) or BusinessType.NEW
    hop = message.trace[0].timestamp if business == BusinessType.UPDATE and message.trace else None
    title = f"{message.number_text} {message.subject or ''}"
    return Told(ParcelKind.DOCUMENT, str(business), sender, message.identity, title, receivers, hop.isoformat() if hop else "")


def _narrowed(named: Sequence[str], to: Sequence[str]) -> tuple[str, ...]:
    """The receivers a message names, or those of them that stand beside it. Raises FieldContradicts for anybody else."""
    if not set(to) <= set(named):
        raise FieldContradicts(name="to")
    return tuple(to) or tuple(named)


def _of_status(message: StatusMessage, sender: str, to: Sequence[str]) -> Told:
    """A status goes to who sent the document; what the sender asks back goes to all who got it, or to those named."""
    about = message.response_for or ResponseFor()
    owner, document_id = new_code_of(about.organ_id or ""), about.document_id or ""
    if sender != owner and message.code != RECALL:
        receivers: Collection[str] = _narrowed([owner], to)
    else:
        got = Stop.objects.filter(parcel__document_key__in=forms_of_document_id(document_id), parcel__sender_code__in=_carried_on_by(sender), parcel__kind=ParcelKind.DOCUMENT)
        all_of_them = list(got.order_by("id").values_list("asked_code", flat=True))
        receivers = [code for code in all_of_them if not to or code in to]
    moment = message.timestamp.isoformat() if message.timestamp else ""
    label = str(message.code.label) if message.code else ""
    said = message.description if message.description != label else ""  # most say nothing but the state's own name
    title = f"{label}: {about.code or ''} {said or ''}"
    return Told(ParcelKind.STATUS, str(message.code), sender, document_id, title, tuple(dict.fromkeys(receivers)), moment)


def _carried_on_by(code: str) -> set[str]:
    """An agency, and the ended ones whose work it carries on: it may ask back what they sent."""
    found, latest = {code}, {code}
    while latest:
        before = Member.objects.filter(successor__code__in=latest, valid_to__lte=clock.today()).values_list("code", flat=True)
        latest = set(before) - found
        found |= latest
    return found


def only_for(told: Told, receiver: str) -> Told:
    """The same for one receiver, as it comes down from the axis above."""
    return replace(told, receivers=(receiver,))


def key_of(told: Told) -> str:
    parts = [told.kind, told.code, told.sender, told.document_key, told.moment, *sorted(told.receivers)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def lay_down(
    action: WriteAction, told: Told, key: str, file: StoredFile, stops: Sequence[Stop], *,
    system: System | None = None, upper: Upper | None = None, via: Sequence[str] = (), passed: Sequence[Sequence[str]] = (),
) -> Parcel:  # fmt: skip
    """Keep a message that was taken, from a system or from the axis above, with a line for each receiver."""
    parcel = Parcel(
        system=system, upper=upper, via=list(via), passed=[list(each) for each in passed], key=key, kind=told.kind, code=told.code, sender_code=told.sender[:35],
        document_key=told.document_key[:200], title=nfc(told.title, collapse=True)[:300], search_key=fold(f"{told.document_key} {told.title}"),
        file_id=file.sha256, size=file.size, received_at=action.at,
    )  # fmt: skip
    for stop in stops:
        stop.parcel = parcel
    action.insert(parcel, *stops)
    more = {"upper": upper.name} if upper else {}
    action.record(parcel, sender=told.sender, document=told.document_key, code=told.code, receivers=[stop.receiver_code for stop in stops], **more)
    return parcel


def members_of(codes: Collection[str]) -> dict[str, Member]:
    """Agencies by code, each with its successor."""
    return {row.code: row for row in Member.objects.filter(code__in=codes).select_related("successor")}


def stops(action: WriteAction, told: Told, members: dict[str, Member]) -> list[Stop]:
    """One stop for each receiver: at the agency that stands for it today, else at the axis above.

    A receiver that cannot be reached holds up no other: its stop is dead from the start, with the reason. Raises UnknownReceiver,
    LockedReceiver when none can be reached.
    """
    if not told.receivers:
        raise UnknownReceiver(agency="")
    today = clock.local(action.at).date()
    beyond = above([code for code in told.receivers if code not in members])
    places = {code: _place(members[code], today) if code in members else beyond[code] for code in told.receivers}
    refused = [place for place in places.values() if isinstance(place, AxisRefused)]
    if len(refused) == len(places):
        raise refused[0]
    return [_made(code, place, action.at) for code, place in places.items()]


def _place(member: Member, today: date) -> Member | AxisRefused:
    """Who stands for a member today, or why nobody can be given anything for it."""
    standing = standing_for(member, today)
    if not is_valid(standing, today):
        return UnknownReceiver(agency=member.code)
    return LockedReceiver(agency=standing.code, reason=standing.locked_reason) if standing.locked_reason else standing


def _made(code: str, place: Member | int | AxisRefused, at: datetime) -> Stop:
    if isinstance(place, Member):
        return Stop(asked_code=code, receiver_code=place.code, system_id=place.system_id)
    if isinstance(place, int):
        return Stop(asked_code=code, receiver_code=code, upper_id=place)
    return Stop(asked_code=code, receiver_code=code, state=StopState.DEAD, settled_at=at, error_code=place.axis_code, error=str(place)[:300])


def open_again(action: WriteAction, dead: Sequence[Stop]) -> list[Stop]:
    """Have what could not be given wait once more, for who stands for the receiver today; who can still not be reached stays as it is."""
    today, opened = clock.local(action.at).date(), []
    members = members_of({stop.receiver_code for stop in dead})
    beyond = above([stop.receiver_code for stop in dead if stop.receiver_code not in members])
    for stop in dead:
        place = _place(members[stop.receiver_code], today) if stop.receiver_code in members else beyond[stop.receiver_code]
        if isinstance(place, AxisRefused):
            stop.error_code, stop.error = place.axis_code, str(place)[:300]
            continue
        stop.receiver_code = place.code if isinstance(place, Member) else stop.receiver_code
        stop.system_id, stop.upper_id = (place.system_id, None) if isinstance(place, Member) else (None, place)
        stop.state, stop.settled_at, stop.error_code, stop.error = StopState.WAITING, None, "", ""
        opened.append(stop)
    update_rows(list(dead), _OPENED)
    return opened


_OPENED = ["state", "settled_at", "error_code", "error", "receiver_code", "system", "upper"]


def standing_for(member: Member, on: date) -> Member:
    """The agency that stands for a member on a day: itself while it exists, else its successor's line."""
    seen: set[int] = set()
    while member.valid_to is not None and member.valid_to <= on and member.successor is not None and member.pk not in seen:
        seen.add(member.pk)
        member = member.successor
    return member


def is_valid(member: Member, on: date) -> bool:
    return member.valid_from <= on and (member.valid_to is None or member.valid_to > on)


def waiting_for(*, system: System, kind: str = "", after: int = 0, most: int = 100) -> list[Stop]:
    """What waits for a system's agencies, in the order it came."""
    rows = Stop.objects.filter(system=system, state=StopState.WAITING, pk__gt=after).select_related("parcel")
    if kind:
        rows = rows.filter(parcel__kind=kind)
    return list(rows.order_by("pk")[: min(most, 500)])


def fetch(*, system: System, stop_id: int) -> Stop:
    """A message for one of the system's agencies, to be read; who fetched first when is noted. Raises NotVisible."""
    stop = Stop.objects.select_related("parcel__file").filter(pk=stop_id, system=system).first()
    if stop is None:
        raise NotVisible
    if stop.fetched_at is None:
        Stop.objects.filter(pk=stop.pk, fetched_at=None).update(fetched_at=clock.now())
    return stop


@dataclass(frozen=True)
class Receipt:
    """What a receiver says of a message: it has it, or cannot take it and why."""

    stop_id: int
    taken: bool
    error_code: str = ""
    error: str = ""


def settle(*, system: System, receipts: Sequence[Receipt]) -> int:
    """Note that messages arrived, or could not be taken; how many were waiting. A repeated receipt changes nothing."""
    with write_action("axis.settle", actor=system_actor(f"Trục: {system.system_id}")) as action:
        by_id = {each.stop_id: each for each in receipts}
        rows = Stop.objects.select_for_update(no_key=True).filter(pk__in=by_id, system=system, state=StopState.WAITING)
        stops = list(rows.order_by("pk"))
        for stop in stops:
            _note(stop, by_id[stop.pk], action.at)
        update_rows(stops, ["state", "settled_at", "error_code", "error"])
        action.record(("axis.system", system.system_id), taken=[stop.pk for stop in stops if stop.state == StopState.TAKEN],
                      dead={str(stop.pk): stop.error for stop in stops if stop.state == StopState.DEAD})  # fmt: skip
    return len(stops)


def _note(stop: Stop, receipt: Receipt, at: datetime) -> None:
    stop.state, stop.settled_at = (StopState.TAKEN if receipt.taken else StopState.DEAD), at
    stop.error_code, stop.error = receipt.error_code[:10], nfc(receipt.error)[:300]
