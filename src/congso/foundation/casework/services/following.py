"""Open cases follow their units when these are reorganised (việc đang xử lý chuyển theo đơn vị kế thừa)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, CaseEvent, CaseState
from congso.foundation.casework.placing import unit_now
from congso.foundation.casework.services.writing import Happening, Standing, build_event
from congso.foundation.database.updating import update_rows
from congso.foundation.people.queries import holders

_PLACES = ("holder_unit_id", "agency_id", "receiving_unit_id", "division_id")


def open_cases_of(unit_ids: Iterable[int]) -> Q:
    """Open cases that a unit holds, decides, took in or was given."""
    units = list(unit_ids)
    any_place = Q()
    for place in _PLACES:
        any_place |= Q(**{f"{place}__in": units})
    return any_place & ~Q(state=CaseState.CLOSED)


def follow_successor(action: WriteAction, case_ids: Sequence[UUID]) -> int:
    """Bring open cases to the units that stand in place of theirs today; an event on each says what moved.

    The person stays the holder when they hold the step's role in the new unit, else anybody there may take it up.
    Answers how many moved; cases whose units all exist stay as they are, so a second run moves none.
    """
    cases = (
        Case.objects.select_for_update(no_key=True)
        .filter(pk__in=case_ids)
        .exclude(state=CaseState.CLOSED)
        .order_by("pk")
    )
    moved: list[Case] = []
    events: list[CaseEvent] = []
    for case in cases:
        before = Standing.of(case)
        changed = _follow(case)
        if changed:
            events.append(
                build_event(
                    action, case, before, Happening("moved_by_reorganisation", data={"before": changed})
                )
            )
            moved.append(case)
            action.record(
                case, event="moved_by_reorganisation", seq=case.seq, before=changed, unit=case.holder_unit_id
            )
    update_rows(moved, [*_PLACES, "holder_id", "seq"])
    CaseEvent.objects.bulk_create(events)
    return len(moved)


def _follow(case: Case) -> dict[str, int]:
    """Put the case under today's units; the units it leaves, by place."""
    left: dict[str, int] = {}
    for place in _PLACES:
        unit_id = getattr(case, place)
        if unit_id is not None and (now := unit_now(unit_id)) != unit_id:
            left[place] = unit_id
            setattr(case, place, now)
    if "holder_unit_id" in left and case.holder_id is not None:
        role = definition(case.version_id).step(case.step_id).role
        if case.holder_id not in {
            account for account, _name in holders(role=role, unit_id=case.holder_unit_id)
        }:
            case.holder_id = None
    return left
