"""Shared lists: fetch one, keep in what it differs, decide on the differences, have rows added at the platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.lookups.clients.categories import Told, add_rows, fetch_properties, fetch_rows
from congso.domains.lookups.clients.gateway import Gateway, gateway_for, open_connection
from congso.domains.lookups.enums import DifferenceKind, DifferenceState, ListSource, Service
from congso.domains.lookups.errors import DifferenceSettled, NotConnected, PlatformRefused, ServiceSilent
from congso.domains.lookups.lists import ALL, ListName
from congso.domains.lookups.models import SharedDifference, SharedList, SharedRow
from congso.domains.lookups.policies import require_can_manage
from congso.domains.lookups.services.states import note_state
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs import epoch

Properties = list[tuple[str, str, str]]


def _named(key: str) -> ListName:
    found = ALL.get(key)
    if found is None:
        raise NotVisible
    return found


def _gateway() -> Gateway:
    connection = open_connection()
    if connection is None:
        raise NotConnected
    return gateway_for(connection)


def fetch_list(*, actor: Actor, key: str) -> SharedList:
    """Fetch a list and keep in what it differs from ours; nothing of ours changes by that.

    Raises NotVisible, NotAllowed, NotConnected, ServiceSilent, PlatformRefused.
    """
    require_can_manage(actor)
    name, gateway = _named(key), _gateway()
    properties: Properties = []
    try:
        told, drift = fetch_rows(gateway, name.source, name.code)
        if name.source == ListSource.SHARED:
            properties, odd = fetch_properties(gateway, name.code)
            drift = (*drift, *odd)
    except Silent as silent:
        _note_failed(actor, key, str(silent), is_silent=True)
        raise ServiceSilent(reason=str(silent)) from silent
    except Rejected as rejected:
        _note_failed(actor, key, str(rejected), is_silent=False)
        raise PlatformRefused(reason=str(rejected)) from rejected
    with write_action("lookups.fetch_list", actor=actor) as action:
        kept = _locked(key)
        kept.fetched_at, kept.trouble = action.at, "; ".join(drift)[:500]
        kept.properties = properties or kept.properties
        kept.save()
        count = _compare(action, key, told)
        note_state(action, Service.CATEGORIES, is_silent=False, drift=drift)
        action.record(kept, rows=len(told), differences=count, drift=list(drift))
    return kept


def _note_failed(actor: Actor, key: str, reason: str, *, is_silent: bool) -> None:
    with write_action("lookups.fetch_list", actor=actor) as action:
        kept = _locked(key)
        kept.trouble = nfc(reason)[:500]
        kept.save(update_fields=["trouble"])
        note_state(action, Service.CATEGORIES, is_silent=is_silent, silence=reason)
        action.record(kept, trouble=kept.trouble)


def _locked(key: str) -> SharedList:
    SharedList.objects.bulk_create([SharedList(key=key)], ignore_conflicts=True)
    return SharedList.objects.select_for_update(no_key=True).get(pk=key)


def _compare(action: WriteAction, key: str, told: Iterable[Told]) -> int:
    """Replace what was still open by what differs now; what was passed over and is the same again stays so."""
    theirs = {each.code[:60]: Told(each.code[:60], nfc(each.name)[:500], each.parent_code[:60]) for each in told}
    ours = {row.code: row for row in SharedRow.objects.filter(list_key=key, ended_on=None)}
    found = [_difference(key, code, ours.get(code), theirs.get(code)) for code in sorted({*theirs, *ours})]
    ignored = set(SharedDifference.objects.filter(list_key=key, state=DifferenceState.IGNORED).values_list("code", "kind", "name", "parent_code"))
    fresh = [each for each in found if each and (each.code, each.kind, each.name, each.parent_code) not in ignored]
    SharedDifference.objects.filter(list_key=key, state=DifferenceState.OPEN).delete()
    for each in fresh:
        each.found_at = action.at
    SharedDifference.objects.bulk_create(fresh, batch_size=1000)
    return len(fresh)


def _difference(key: str, code: str, ours: SharedRow | None, theirs: Told | None) -> SharedDifference | None:
    if ours is not None and theirs is not None and (ours.name, ours.parent_code) == (theirs.name, theirs.parent_code):
        return None
    kind = DifferenceKind.NEW if ours is None else DifferenceKind.GONE if theirs is None else DifferenceKind.CHANGED
    return SharedDifference(
        list_key=key, code=code, kind=kind, our_name=ours.name if ours else "", our_parent=ours.parent_code if ours else "",
        name=theirs.name if theirs else "", parent_code=theirs.parent_code if theirs else "",
    )  # fmt: skip


def approve(*, actor: Actor, key: str, difference_ids: Iterable[int]) -> int:
    """Take differences over (duyệt): from today on our list says what the platform's says. How many.

    Raises NotAllowed, NotVisible, InvalidInput when none is named, DifferenceSettled.
    """
    with write_action("lookups.approve_list", actor=actor) as action:
        found = _open_ones(actor, key, difference_ids)
        today = clock.today()
        codes = [each.code for each in found]
        SharedRow.objects.filter(list_key=key, code__in=codes, ended_on=None).update(ended_on=today)
        SharedRow.objects.bulk_create([
            SharedRow(list_key=key, code=each.code, name=each.name, parent_code=each.parent_code, valid_from=today)
            for each in found if each.kind != DifferenceKind.GONE
        ], batch_size=1000)  # fmt: skip
        _settle(action, found, DifferenceState.APPROVED, "")
        action.record(("lookups.list", key), approved=len(found), codes=codes[:50])
        epoch.bump()
    return len(found)


def ignore(*, actor: Actor, key: str, difference_ids: Iterable[int], reason: str) -> int:
    """Leave our rows as they are, with the reason (bỏ qua). How many. Raises as ``approve``."""
    with write_action("lookups.ignore_list", actor=actor) as action:
        found = _open_ones(actor, key, difference_ids)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("bỏ qua thì phải nêu lý do."))
        _settle(action, found, DifferenceState.IGNORED, nfc(reason.strip())[:300])
        action.record(("lookups.list", key), ignored=len(found), reason=reason.strip()[:300], codes=[each.code for each in found][:50])
    return len(found)


def _open_ones(actor: Actor, key: str, difference_ids: Iterable[int]) -> list[SharedDifference]:
    require_can_manage(actor)
    _named(key)
    asked = set(difference_ids)
    if not asked:
        raise InvalidInput(field="difference", reason=_("chưa chọn điểm khác nào."))
    rows = SharedDifference.objects.select_for_update(no_key=True).filter(list_key=key, pk__in=asked, state=DifferenceState.OPEN)
    found = list(rows.order_by("pk"))
    if len(found) != len(asked):
        raise DifferenceSettled
    return found


def _settle(action: WriteAction, found: list[SharedDifference], state: DifferenceState, reason: str) -> None:
    SharedDifference.objects.filter(pk__in=[each.pk for each in found]).update(
        state=state, settled_at=action.at, settled_by_name=action.actor.name[:120], reason=reason)  # fmt: skip


@dataclass(frozen=True)
class RowIn:
    """A row to be added."""

    code: str
    name: str
    parent_code: str = ""


def add_row(*, actor: Actor, key: str, given: RowIn) -> None:
    """Have a row added to a list at the platform (POST Category); it comes back as a difference at the next fetch.

    Raises NotVisible, NotAllowed, NotConnected, PlatformRefused (a row that is there already), ServiceSilent.
    """
    require_can_manage(actor)
    name, gateway = _named(key), _gateway()
    if name.source != ListSource.SHARED:
        raise NotVisible
    with write_action("lookups.add_list_row", actor=actor) as action:
        action.record(("lookups.list", key), code=given.code, name=given.name, asked=True)
    try:
        drift = add_rows(gateway, name.code, [Told(given.code.strip(), nfc(given.name.strip()), given.parent_code.strip())])
    except Silent as silent:
        raise ServiceSilent(reason=str(silent)) from silent
    except Rejected as rejected:
        raise PlatformRefused(reason=_refusal_words(rejected.reason)) from rejected
    with write_action("lookups.add_list_row", actor=actor) as action:
        note_state(action, Service.CATEGORIES, is_silent=False, drift=drift)
        action.record(("lookups.list", key), code=given.code, name=given.name, added=True)


def _refusal_words(said: str) -> str:
    """“Data not insert: Record 1: … is duplicate” in the words of the office, with what was said."""
    return _("dòng này đã có trên nền tảng (%(said)s)") % {"said": said} if "duplicate" in said.lower() else said
