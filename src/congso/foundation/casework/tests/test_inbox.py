"""The inbox over several seats: everything in one order, page after page, and nobody else's work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.casework.authoring import StepSpec
from congso.foundation.casework.inbox import PAGE, InboxFilter, inbox, inbox_counts
from congso.foundation.casework.models import Case, Place, StepKind
from congso.foundation.casework.policies import ASSIGN
from congso.foundation.casework.registry import _pages, register_kind
from congso.foundation.casework.tests.makers import Agency, make_agency, make_case

pytestmark = pytest.mark.django_db
WORK = StepSpec("lam", "Thụ lý", StepKind.WORK, "officer", Place.DIVISION)
LAST = StepSpec("cuoi", "Trả kết quả", StepKind.RETURN, "clerk", Place.RECEIVING)


@pytest.fixture
def agency() -> Agency:
    if "dossier" not in _pages:
        register_kind("dossier", "casework:inbox", "Hồ sơ")
    return make_agency()


def head_of(agency: Agency, *units: str) -> Actor:
    """The head, sitting in these units and assigning their work."""
    head = agency.actor("head")
    seats = tuple(replace(head.seats[0], unit_id=agency.units[unit]) for unit in units)
    return replace(head, seats=seats, grants={ASSIGN: frozenset(seat.unit_id for seat in seats)})


def fill(agency: Agency, count: int, *units: str) -> None:
    """``count`` open cases in turn in these units, due an hour apart (ten are late), the last without a due time."""
    first = make_case(agency, [WORK, LAST])
    now = clock.now()
    values = {
        field.attname: getattr(first, field.attname)
        for field in Case._meta.concrete_fields
        if field.attname != "id"
    }
    Case.objects.bulk_create(
        Case(**values | {"number": f"N{place:03}", "holder_unit_id": agency.units[units[place % len(units)]],
                         "due_at": now + timedelta(hours=place - 10, minutes=30) if place < count - 1 else None})
        for place in range(count)
    )  # fmt: skip
    Case.objects.filter(pk=first.pk).update(holder_unit_id=agency.units["elsewhere"], number="other")


def numbers(viewer: Actor, **wanted: str) -> list[str]:
    return [row.number for row in inbox(viewer=viewer, wanted=InboxFilter(**wanted)).rows]


def test_two_seats_are_one_list_in_the_order_of_due_times_over_all_pages(agency: Agency) -> None:
    fill(agency, PAGE + 20, "office", "economy")
    viewer = head_of(agency, "office", "economy")

    first = inbox(viewer=viewer, wanted=InboxFilter())
    second = inbox(viewer=viewer, wanted=InboxFilter(after=first.next_key))

    assert [row.number for row in (*first.rows, *second.rows)] == [
        f"N{place:03}" for place in range(PAGE + 20)
    ]
    assert second.next_key == ""
    assert inbox_counts(viewer=viewer)["all"] == PAGE + 20


def test_who_sits_in_one_unit_sees_nothing_of_the_other(agency: Agency) -> None:
    fill(agency, 12, "office", "economy")

    assert numbers(head_of(agency, "economy")) == [f"N{place:03}" for place in range(1, 12, 2)]
    assert numbers(head_of(agency)) == []


def test_filters_work_together(agency: Agency) -> None:
    fill(agency, 12, "office")
    Case.objects.filter(number="N003").update(search_key="100% viec_thu")
    viewer = head_of(agency, "office")

    assert numbers(viewer, due="late") == [f"N{place:03}" for place in range(10)]
    assert numbers(viewer, due="soon") == ["N010"]
    assert numbers(viewer, due="late", words="100%") == ["N003"]
    assert numbers(viewer, words="viec_thu") == ["N003"]
    assert numbers(viewer, kind="other") == []
    assert numbers(viewer, scope="mine") == []
