"""The register of documents is read on from a place in it: from an index of its own, nothing left out, nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from congso.core import clock
from congso.domains.documents.models import Document, Incoming, Outgoing
from congso.domains.documents.queries_programs import entered_documents
from tests.clients.conftest import Program
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 14, 5, 0, 30, tzinfo=UTC)
BOTH = pytest.mark.parametrize("direction", ["in", "out"])


def enter_many(direction: str, agency_id: int, count: int, *, at_once: int = 1) -> list[str]:
    """Documents entered (đến) or issued (đi) at an agency, a second between them, so many at the same moment; their ids."""
    rows = [Document(direction=direction, state="done", agency_id=agency_id, subject=f"Văn bản {place}", created_at=NOON) for place in range(count)]
    Document.objects.bulk_create(rows)
    moments = [NOON + timedelta(seconds=place // at_once) for place in range(count)]
    if direction == "in":
        Incoming.objects.bulk_create(
            Incoming(document=row, agency_id=agency_id, arrived_at=NOON, registered_at=at, channel="paper", intake_key=uuid4())
            for row, at in zip(rows, moments, strict=True))  # fmt: skip
    else:
        Outgoing.objects.bulk_create(
            Outgoing(document=row, agency_id=agency_id, unit_id=agency_id, drafter_id=1, drafter_name="x", issued_at=at)
            for row, at in zip(rows, moments, strict=True))  # fmt: skip
    return [str(row.pk) for row in rows]


@BOTH
def test_a_register_is_read_from_an_index_of_its_own(program: Program, direction: str) -> None:
    ids = enter_many(direction, program.ward, 1_500)
    for other in range(20):
        enter_many(direction, 10**6 + other, 150)
    enter_many("out" if direction == "in" else "in", program.ward, 1_500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE documents_document, documents_incoming, documents_outgoing")
    index = "incoming_feed" if direction == "in" else "outgoing_feed"
    for after in (None, (NOON + timedelta(seconds=1_000), Document.objects.filter(direction=direction).latest("pk").pk)):
        plan = entered_documents(direction=direction, agency_id=program.ward, after=after)[:101].explain()
        assert index in plan, plan
        assert "Seq Scan" not in plan, plan
    page = program.ask("documents/", agency=program.ward, direction=direction).json()
    assert [row["id"] for row in page["documents"]] == ids[:100]


@BOTH
def test_pages_leave_nothing_out_where_many_were_entered_at_once(program: Program, direction: str) -> None:
    ids = enter_many(direction, program.ward, 23, at_once=5)
    enter_many(direction, program.office.units["xa"], 5)
    moments = [sorted(ids[first : first + 5]) for first in range(0, len(ids), 5)]  # within a moment by id
    seen: list[str] = []
    after, more = "", True
    while more:
        asked = {"after": after} if after else {}
        page = program.ask("documents/", agency=program.ward, direction=direction, limit=3, **asked).json()
        seen += [row["id"] for row in page["documents"]]
        after, more = page["next"], page["more"]
    assert seen == [one for part in moments for one in part]
    assert program.ask("documents/", agency=program.ward, direction=direction, after=after).json()["documents"] == []


def test_what_is_entered_this_moment_waits_for_the_next_question(program: Program) -> None:
    """A registration that began earlier may be written later: whoever has read behind it would never see it."""
    with clock.at(NOON):
        came = make_incoming(program.office)
    with clock.at(NOON + timedelta(seconds=9)):
        assert list(entered_documents(direction="in", agency_id=program.ward, after=None)) == []
    with clock.at(NOON + timedelta(seconds=11)):
        assert list(entered_documents(direction="in", agency_id=program.ward, after=None)) == [came]
