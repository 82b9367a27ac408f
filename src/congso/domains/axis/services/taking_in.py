"""Take messages in: one, or several small ones with few statements, by the same checks."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import BinaryIO

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.axis.errors import AxisRefused, BadSignature, QuotaReached, UnknownSender
from congso.domains.axis.hops import own_code, require_new
from congso.domains.axis.models import Certificate, Member, Parcel, Stop, StopState, System, Usage
from congso.domains.axis.services import carrying
from congso.domains.axis.services.going_up import hand_up
from congso.domains.axis.services.retrying import offer_again
from congso.foundation.audit.writing import WriteAction, record_refusal, write_action
from congso.foundation.edxml.facade import EdxmlRefused, write_with_hop
from congso.foundation.files.services import store_together

Answer = Parcel | AxisRefused | EdxmlRefused


@dataclass(frozen=True)
class Brought:
    """A message handed over, and to whom where it does not say so itself."""

    stream: BinaryIO
    to: Sequence[str] = ()
    kind: str = ""
    """``edoc`` or ``status`` where that stands beside the message."""
    via: Sequence[str] = ()
    """Marks of the axes it passed."""
    passed: Sequence[Sequence[str]] = ()
    """Their codes, each with the moment."""


@dataclass
class _Known:
    """What all messages of one call are judged by."""

    certificates: frozenset[str]
    senders: frozenset[str]


def take_in(*, system: System, source: BinaryIO, to: Sequence[str] = (), kind: str = "", via: Sequence[str] = (),
            passed: Sequence[Sequence[str]] = ()) -> Parcel:  # fmt: skip
    """Take a message of a connected system: checked as edXML and by its signature, for known agencies, kept whole, once.

    The same message again gives the same parcel. ``to`` names receivers where the message itself names none (a recall), else it
    narrows them. Raises EdxmlRefused, FieldContradicts, BadSignature, UnknownSender, UnknownReceiver, LockedReceiver, QuotaReached; nothing is kept then.
    """
    (answer,) = take_in_together(system=system, brought=[Brought(source, to, kind, via, passed)])
    if isinstance(answer, Parcel):
        return answer
    raise answer


def take_in_together(*, system: System, brought: Sequence[Brought]) -> list[Answer]:
    """Take several messages; for each its parcel or why it is refused. One refused does not hold up the others."""
    answers: dict[int, Answer] = {}
    told: dict[int, carrying.Told] = {}
    known = _Known(_certificates(system), _senders(system))
    with ExitStack() as open_files:
        kept = list(brought)
        for place, each in enumerate(brought):
            try:
                told[place], kept[place] = _read(system, known, each, open_files)
            except (AxisRefused, EdxmlRefused) as refused:
                record_refusal(WriteAction("axis.take_in", system_actor(f"Trục: {system.system_id}")), refused)
                answers[place] = refused
        answers |= _store_or_refuse(system, kept, told)
    return [answers[place] for place in range(len(brought))]


def _store_or_refuse(system: System, brought: Sequence[Brought], told: dict[int, carrying.Told]) -> dict[int, Answer]:
    """All in one transaction; when one of them cannot be taken (locked, quota, the same at once by another call), one by one."""
    try:
        return _store(system, brought, told)
    except (IntegrityError, AxisRefused) as failed:
        if len(told) > 1:
            return {place: answer for one in told for place, answer in _store_or_refuse(system, brought, {one: told[one]}).items()}
        ((place, only),) = told.items()
        return {place: failed if isinstance(failed, AxisRefused) else Parcel.objects.get(system=system, key=carrying.key_of(only))}


def _certificates(system: System) -> frozenset[str]:
    now = clock.now()
    rows = Certificate.objects.filter(system=system, withdrawn_at=None, valid_from__lte=now, valid_to__gt=now)
    return frozenset(rows.values_list("sha256", flat=True))


def _senders(system: System) -> frozenset[str]:
    today = clock.today()
    return frozenset(row.code for row in Member.objects.filter(system=system) if carrying.is_valid(row, today))


def _read(system: System, known: _Known, each: Brought, open_files: ExitStack) -> tuple[carrying.Told, Brought]:
    """What it is, and the message as it is kept: with one TraceHeader more where no signature would break by it."""
    require_new(each.via)
    found = carrying.read_message(system, each.stream)
    signer = carrying.signer_of(system, each.stream, found)
    if signer is not None and hashlib.sha256(signer).hexdigest() not in known.certificates:
        raise BadSignature(reason=_("chứng thư số không thuộc hệ thống này hoặc đã hết hạn"))
    told = carrying.told(found, each.to, each.kind)
    if told.sender not in known.senders:
        raise UnknownSender(agency=told.sender)
    return told, each if signer is not None else replace(each, stream=_with_hop(each.stream, open_files))


def _with_hop(stream: BinaryIO, open_files: ExitStack) -> BinaryIO:
    with ExitStack() as opening:
        target: BinaryIO = opening.enter_context(tempfile.SpooledTemporaryFile(max_size=4 << 20))  # type: ignore[assignment]
        write_with_hop(stream, target, organ_id=own_code(), at=clock.now())
        open_files.push(opening.pop_all())
    return target


def _store(system: System, brought: Sequence[Brought], told: dict[int, carrying.Told]) -> dict[int, Answer]:
    keys = {place: carrying.key_of(each) for place, each in told.items()}
    before = {row.key: row for row in Parcel.objects.filter(system=system, key__in=keys.values())}
    fresh = {key: place for place, key in reversed(keys.items()) if key not in before}
    made: dict[str, Parcel] = {}
    if fresh:
        with write_action("axis.take_in", actor=system_actor(f"Trục: {system.system_id}")) as action:
            places = sorted(fresh.values())
            members = carrying.members_of({code for place in places for code in told[place].receivers})
            stops = {place: carrying.stops(action, told[place], members) for place in places}
            files = store_together([(brought[place].stream, carrying.EDXML, "edxml") for place in places])
            _count(action, system, [file.size for file in files])
            for place, file in zip(places, files, strict=True):
                made[keys[place]] = carrying.lay_down(action, told[place], keys[place], file, stops[place], system=system, via=brought[place].via,
                                                        passed=brought[place].passed)  # fmt: skip
                hand_up(action, made[keys[place]], stops[place])
    if before and Stop.objects.filter(parcel__in=before.values(), state=StopState.DEAD).exists():
        with write_action("axis.offer_again", actor=system_actor(f"Trục: {system.system_id}")) as action:
            offer_again(action, before.values())
            action.record(("axis.system", system.system_id), parcels=[str(row.pk) for row in before.values()])
    return {place: before.get(key) or made[key] for place, key in keys.items()}


def _count(action: WriteAction, system: System, sizes: Sequence[int]) -> None:
    day = clock.local(action.at).date()
    Usage.objects.bulk_create([Usage(system=system, day=day)], ignore_conflicts=True)
    counted = Usage.objects.filter(system=system, day=day, messages__lte=system.daily_quota - len(sizes))
    if not counted.update(messages=F("messages") + len(sizes), bytes=F("bytes") + sum(sizes)):
        raise QuotaReached(count=system.daily_quota)
