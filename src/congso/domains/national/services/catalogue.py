"""The portal's catalogue: fetch it, keep what differs, decide on each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor, system_actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.national.client import open_connection
from congso.domains.national.errors import (
    DifferenceSettled,
    NoPullRunning,
    NotConnected,
    PortalRefused,
    PortalSilent,
    PullRunning,
)
from congso.domains.national.events import PullAsked
from congso.domains.national.models import (
    CatalogueDifference,
    CataloguePull,
    DifferenceKind,
    DifferenceState,
    PullState,
)
from congso.domains.national.policies import require_can_manage
from congso.domains.national.reading import Told, codes_of, told_of
from congso.domains.national.services.codes import keep_codes
from congso.domains.national.services.connecting import ask_portal
from congso.domains.national.services.telling import is_connected, note_heard
from congso.domains.procedures.facade import (
    FieldDifference,
    Unreadable,
    adopt_wording,
    differences_from_portal,
    present_codes,
)
from congso.foundation.audit.writing import WriteAction, write_action

BATCH = 40
"""Procedures that are compared and noted together; between two such parts a fetch can be stopped."""
_OPEN = (PullState.WAITING, PullState.RUNNING)
DEAD_AFTER = timedelta(minutes=10)
PULLER = "Tải danh mục Cổng DVCQG"


def begin_pull(*, actor: Actor) -> CataloguePull:
    """Ask for the portal's catalogue; a job fetches it and its progress stands on the screen.

    Raises NotAllowed, NotConnected, PullRunning.
    """
    with write_action("national.begin_pull", actor=actor) as action:
        require_can_manage(actor)
        if not is_connected():
            raise NotConnected
        _end_dead_pulls(action)
        try:
            with transaction.atomic():
                pull = CataloguePull.objects.create(asked_at=action.at, asked_by_name=actor.name[:120], noted_at=action.at)
        except IntegrityError as running:
            raise PullRunning from running
        action.record(pull)
        action.publish(PullAsked(pull_id=pull.pk))
    return pull


def stop_pull(*, actor: Actor) -> CataloguePull:
    """Stop the fetch that runs (dừng tải): what was noted stays, the rest is not asked for. Raises NotAllowed, NoPullRunning."""
    with write_action("national.stop_pull", actor=actor) as action:
        require_can_manage(actor)
        pull = CataloguePull.objects.select_for_update(no_key=True).filter(state__in=_OPEN).first()
        if pull is None:
            raise NoPullRunning
        pull.state, pull.ended_at = PullState.STOPPED, action.at
        pull.save(update_fields=["state", "ended_at"])
        action.record(pull, done=pull.done, total=pull.total)
    return pull


class _Stopped(Exception):
    """Somebody stopped the fetch, or it was taken for dead, while it was asking."""


def _require_wanted(pull: CataloguePull) -> None:
    """Raises _Stopped unless the fetch is still wanted; its row is locked until the end of the transaction."""
    state = CataloguePull.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=pull.pk)
    if state not in _OPEN:
        pull.state = PullState(state)
        raise _Stopped


def _end_dead_pulls(action: WriteAction) -> None:
    """A fetch whose process was killed does not stand in the way of the next for ever."""
    open_ones = CataloguePull.objects.filter(state__in=_OPEN, noted_at__lt=action.at - DEAD_AFTER)
    open_ones.update(state=PullState.FAILED, ended_at=action.at, trouble=_("không có tiến triển trong 10 phút"))


def run_pull(*, pull_id: int) -> CataloguePull:
    """Fetch the whole catalogue for a pull, part by part; one that broke off is told why and ends."""
    actor = system_actor(PULLER)
    pull = CataloguePull.objects.get(pk=pull_id)
    if pull.state not in _OPEN:
        return pull
    pull.done = pull.unchanged = pull.unreadable = 0
    try:
        _fetch(actor, pull)
    except _Stopped:
        return pull
    except (NotConnected, PortalSilent, PortalRefused) as broken:
        _end(actor, pull, PullState.FAILED, str(broken))
    return pull


def _fetch(actor: Actor, pull: CataloguePull) -> None:
    _connection, answer = ask_portal("LayDanhSachTTHC", [])
    listed = {str(row["MATTHC"]): str(row.get("TENTTHC", "")) for row in answer.rows if isinstance(row, dict) and row.get("MATTHC")}
    if not listed:
        _end(actor, pull, PullState.FAILED, "; ".join(answer.drift) or _("Cổng không liệt kê thủ tục nào"))
        return
    ours = present_codes()
    _note(actor, pull, {}, state=PullState.RUNNING, total=len(listed), drift=answer.drift)
    codes = list(listed)
    for begin in range(0, len(codes), BATCH):
        _part(actor, pull, codes[begin : begin + BATCH], ours)
    gone = {code: name for code, name in ours.items() if code not in listed}
    with write_action("national.note_pull", actor=actor) as action:
        _require_wanted(pull)
        for code, name in gone.items():
            _keep(action, pull, code, name, DifferenceKind.GONE, [], {})
        action.record(pull, gone=len(gone))
    _end(actor, pull, PullState.DONE, pull.trouble)


def _part(actor: Actor, pull: CataloguePull, codes: Sequence[str], ours: Mapping[str, str]) -> None:
    """Some procedures: asked one by one, as the portal wants it, then compared and noted together."""
    told: dict[str, dict[str, Any]] = {}
    named: dict[str, list[Told]] = {}
    drift: dict[str, None] = {}
    for code in codes:
        _connection, answer = ask_portal("LayThuTuc", [{"maTTHC": code}])
        drift |= dict.fromkeys(answer.drift)
        rows = [row for row in answer.rows if isinstance(row, dict)]
        if rows:
            told[code], named[code] = told_of(rows[0]), codes_of(rows[0])
    found, unreadable = _compared(told)
    unreadable += len(codes) - len(told)
    kept = {code: (DifferenceKind.CHANGED if code in ours else DifferenceKind.NEW, fields, told[code]) for code, fields in found.items()}
    _note(actor, pull, kept, done=len(codes), unreadable=unreadable, drift=tuple(drift), codes=named)


def _compared(told: Mapping[str, dict[str, Any]]) -> tuple[dict[str, list[FieldDifference]], int]:
    """All at once; where one cannot be read, one by one, so that the others are not lost with it."""
    try:
        return differences_from_portal(told), 0
    except Unreadable:
        found: dict[str, list[FieldDifference]] = {}
        for code, wording in told.items():
            try:
                found |= differences_from_portal({code: wording})
            except Unreadable:
                continue
        return found, len(told) - len(found)


Kept = Mapping[str, tuple[DifferenceKind, list[FieldDifference], dict[str, Any]]]


def _note(actor: Actor, pull: CataloguePull, kept: Kept, *, state: PullState | None = None, total: int = 0, done: int = 0,
          unreadable: int = 0, drift: Sequence[str] = (), codes: Mapping[str, Sequence[Told]] = MappingProxyType({})) -> None:  # fmt: skip
    with write_action("national.note_pull", actor=actor) as action:
        _require_wanted(pull)
        keep_codes(codes)
        for code, (kind, fields, wording) in kept.items():
            if fields:
                _keep(action, pull, code, wording["ten_thu_tuc"], kind, fields, wording)
            else:
                equal_now = CatalogueDifference.objects.filter(code=code, state=DifferenceState.OPEN)
                equal_now.update(state=DifferenceState.IGNORED, settled_at=action.at, reason=_("lần tải sau không còn khác"))
        pull.state, pull.total, pull.noted_at = state or pull.state, total or pull.total, action.at
        pull.done += done
        pull.unreadable += unreadable
        pull.unchanged += sum(1 for _kind, fields, _wording in kept.values() if not fields)
        pull.trouble = "; ".join(dict.fromkeys([*filter(None, pull.trouble.split("; ")), *drift]))[:500]
        pull.save()
        if drift and (connection := open_connection()) is not None:
            note_heard(connection.pk, tuple(drift), action)
        action.record(pull, done=pull.done, total=pull.total)


def _keep(action: WriteAction, pull: CataloguePull, code: str, name: str, kind: DifferenceKind, fields: Sequence[FieldDifference],
          wording: dict[str, Any]) -> None:  # fmt: skip
    """The difference as it is now; one that was found before and nobody has decided on is replaced."""
    CatalogueDifference.objects.update_or_create(
        code=code[:40], state=DifferenceState.OPEN,
        defaults={"pull": pull, "name": nfc(name)[:1000], "kind": kind, "found_at": action.at, "wording": wording,
                  "fields": {each.field: [each.ours, each.theirs] for each in fields}},
    )  # fmt: skip


def _end(actor: Actor, pull: CataloguePull, state: PullState, trouble: str) -> None:
    with write_action("national.note_pull", actor=actor) as action:
        _require_wanted(pull)
        pull.state, pull.ended_at, pull.trouble = state, action.at, nfc(trouble)[:500]
        pull.save(update_fields=["state", "ended_at", "trouble"])
        action.record(pull, state=str(state), trouble=pull.trouble)


def approve_difference(*, actor: Actor, difference_id: int, valid_from: date, note: str = "") -> CatalogueDifference:
    """Take the portal's wording over from a day on (duyệt): the catalogue's own service makes the new version.

    Raises NotAllowed, NotVisible, DifferenceSettled, and what the catalogue raises.
    """
    with write_action("national.approve_difference", actor=actor) as action:
        difference = _lock(actor, difference_id)
        if difference.kind == DifferenceKind.GONE:
            raise InvalidInput(reason=_("thủ tục không còn trên Cổng: hãy ngừng công bố ở trang thủ tục rồi bỏ qua điểm khác này"))
        words = note.strip() or _("Cập nhật theo Cổng Dịch vụ công quốc gia")
        try:
            version = adopt_wording(actor=actor, code=difference.code, told=difference.wording, valid_from=valid_from, note=words)
        except Unreadable as odd:
            raise InvalidInput(reason=str(odd)) from odd
        _settle(action, difference, DifferenceState.APPROVED, words)
        action.record(difference, code=difference.code, version=version.pk, valid_from=valid_from)
    return difference


def ignore_difference(*, actor: Actor, difference_id: int, reason: str) -> CatalogueDifference:
    """Leave our wording as it is (bỏ qua), with the reason; the next fetch shows it anew. Raises NotAllowed, NotVisible, InvalidInput."""
    with write_action("national.ignore_difference", actor=actor) as action:
        difference = _lock(actor, difference_id)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        _settle(action, difference, DifferenceState.IGNORED, reason)
        action.record(difference, code=difference.code, reason=difference.reason)
    return difference


def _lock(actor: Actor, difference_id: int) -> CatalogueDifference:
    require_can_manage(actor)
    found = CatalogueDifference.objects.select_for_update(no_key=True).filter(pk=difference_id).first()
    if found is None:
        raise NotVisible
    if found.state != DifferenceState.OPEN:
        raise DifferenceSettled
    return found


def _settle(action: WriteAction, difference: CatalogueDifference, state: DifferenceState, reason: str) -> None:
    difference.state, difference.settled_at, difference.reason = state, action.at, nfc(reason.strip())[:300]
    difference.settled_by_name = action.actor.name[:120]
    difference.save(update_fields=["state", "settled_at", "reason", "settled_by_name"])

