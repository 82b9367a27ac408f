"""Figures by unit and month: each counts what its list shows, in working hours of the office's calendar."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import Delivery, Document, Incoming, Instruction, Outgoing
from congso.domains.documents.registers.statistics import FIGURES, Line, figure_documents, statistics
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.orgs import epoch
from tests.records.makers import seen_document

pytestmark = pytest.mark.django_db(transaction=True)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=clock.VIETNAM)


def arrive(office: Office, number: str, came: datetime, *, told: datetime, due: datetime | None = None, ended: datetime | None = None) -> Document:
    """A document that came, was instructed and perhaps ended at these moments."""
    document = seen_document(office, number_text=number)
    Incoming.objects.filter(pk=document.pk).update(arrived_at=came)
    Instruction.objects.filter(incoming_id=document.pk).update(at=told)
    case = document.case
    assert case is not None
    type(case).objects.filter(pk=case.pk).update(due_at=due, **({"state": "closed", "step": None, "closed_at": ended} if ended else {}))
    if ended:
        Document.objects.filter(pk=document.pk).update(state="done")
    return document


def issue(office: Office, when: datetime, *, signed: bool = True, sealed: bool = True, paper: bool = False) -> None:
    document = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="x"))
    Outgoing.objects.filter(pk=document.pk).update(issued_at=when, signed_at=when if signed else None, sealed_at=when if sealed else None)
    if paper:
        Delivery.objects.create(document=document, name="A", way="outside", state="handed", sent_at=when, answered_at=when)


def line_of(viewer: Actor, office: Office, month: int) -> Line:
    found = statistics(viewer, office.units["phuong"], 2026)
    return next(line for _name, _whole, months in found.units for line in months if line.month == month)


def test_times_are_working_times_and_medians(office: Office) -> None:
    # Friday 2026-03-06 15:00 to Monday 2026-03-09 09:00: two hours on Friday, one and a half on Monday (08:00 or 07:30 opening).
    came, ended = at(3, 6, 15), at(3, 9, 9)
    arrive(office, "1/STP", came, told=at(3, 7, 15), due=at(3, 10, 17), ended=ended)
    arrive(office, "2/STP", came, told=at(3, 9, 15), due=at(3, 9, 8), ended=ended)
    arrive(office, "3/STP", at(3, 2, 8), told=at(3, 4, 8), due=at(3, 3, 8))
    line = line_of(office.registry, office, 3)
    worked = schedule_for(office.units["phuong"]).minutes_between(came, ended)
    assert 0 < worked < 8 * 60
    assert line.hours == round(worked / 60, 1)
    assert line.days == 2.0  # of one, two and three days
    assert (line.arrived, line.in_time, line.late, line.overdue) == (3, 1, 1, 1)


def test_shares_of_what_was_issued(office: Office) -> None:
    issue(office, at(4, 1, 9))
    issue(office, at(4, 2, 9), sealed=False)
    issue(office, at(4, 3, 9), paper=True)
    issue(office, at(5, 1, 0, 30), signed=False, sealed=False)  # May in Hanoi, April in Greenwich
    line = line_of(office.registry, office, 4)
    assert (line.issued, line.signed, line.sealed, line.paperless) == (3, 3, 2, 2)
    assert [share for _name, _count, share in line.shares] == [100, 67, 67]
    assert line_of(office.registry, office, 5).issued == 1


def test_every_figure_opens_as_many_documents_as_it_says(office: Office) -> None:
    arrive(office, "1/STP", at(3, 6, 15), told=at(3, 7, 15), due=at(3, 10, 17), ended=at(3, 9, 9))
    arrive(office, "2/STP", at(3, 31, 23), told=at(4, 1, 9), due=at(4, 2, 8), ended=at(4, 3, 9))
    arrive(office, "3/STP", at(4, 2, 8), told=at(4, 4, 8), due=at(4, 3, 8))
    issue(office, at(3, 31, 23, 30))
    issue(office, at(4, 2, 9), paper=True, sealed=False)
    agency = office.units["phuong"]
    found = statistics(office.registry, agency, 2026)
    lines = [found.total, *(line for _name, whole, months in found.units for line in (whole, *months))]
    for line in lines:
        counts = dict(line.counts) | {"di": line.issued} | {name: count for name, count, _share in line.shares}
        assert counts.keys() == FIGURES.keys()
        for figure, count in counts.items():
            rows = figure_documents(office.registry, agency, 2026, figure, unit_id=line.unit_id, month=line.month)
            assert rows.count() == count, (figure, line)
    assert found.total.arrived == 3
    assert found.total.issued == 2


def test_it_costs_four_statements_and_is_not_for_everybody(office: Office) -> None:
    agency = office.units["phuong"]
    statistics(office.registry, agency, 2026)
    for _turn in range(2):
        with epoch.known(), CaptureQueriesContext(connection) as caught:
            statistics(office.registry, agency, 2026)
        assert len([query for query in caught if "documents_" in query["sql"]]) == 4
        issue(office, at(4, 1, 9))
    for stranger in ("chuyenvien", "truongphong", "sovanthu"):
        with pytest.raises(NotVisible):
            statistics(office.actor(stranger), agency, 2026)
        with pytest.raises(NotVisible):
            figure_documents(office.actor(stranger), agency, 2026, "den")
    with pytest.raises(NotVisible):
        figure_documents(office.registry, agency, 2026, "khong-co")
