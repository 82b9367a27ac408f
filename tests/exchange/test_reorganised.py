"""Agencies that end while documents are on their way: who stands for them hears, reports and asks back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from congso.core import clock
from congso.domains.axis.models import Member, Parcel, Stop
from congso.domains.axis.services.taking_part import end_member, register_member
from congso.domains.documents.facade import DeliveryState, Demand, answer_demand
from congso.domains.documents.models import Delivery, Document
from congso.domains.documents.services.outgoing_ending import recall_document
from congso.domains.exchange.models import Message
from congso.domains.exchange.services.connecting import refresh_directory
from congso.foundation.edxml.facade import StatusMessage
from congso.foundation.orgs.services.reorganising import Reorganisation, reorganise
from congso.foundation.outbox.models import Sending
from tests.exchange.conftest import MINISTRY, SYSTEM, WARD, Line

COMMUNE, LATER = "H20.32", "G10"


def dissolve_ward(line: Line) -> None:
    """The ward becomes part of the commune, in the office and at the axis."""
    units = line.office.units
    plan = Reorganisation("merge", clock.today(), "Nghị quyết 1663/NQ-UBTVQH15", [units["phuong"]], [units["xa"]], move_people=False)
    reorganise(actor=SYSTEM, plan=plan)
    end_member(actor=SYSTEM, member_id=Member.objects.get(code=WARD).pk, on=clock.today(), successor_id=Member.objects.get(code=COMMUNE).pk)


def dissolve_ministry(line: Line) -> None:
    """Another ministry takes over, with the same system; the ministry of the test speaks as it from now on."""
    theirs = line.ministry.system
    later = register_member(actor=SYSTEM, code=LATER, name="Bộ Kế tục", valid_from=clock.today(), system_pk=theirs.pk)
    end_member(actor=SYSTEM, member_id=Member.objects.get(code=MINISTRY).pk, on=clock.today(), successor_id=later.pk)
    refresh_directory(actor=SYSTEM, connection_id=line.connection.pk)
    line.ministry = replace(line.ministry, code=LATER)


def sent(line: Line) -> tuple[Document, Any]:
    """A document of the ward that the ministry has, and its message there."""
    document = line.issue(line.sealed())
    line.carry()
    return document, line.ministry.fetch()[0].message


def arrived(line: Line) -> Document:
    """A letter of the ministry that the ward has."""
    line.ministry.send(line.ministry.letter(WARD))
    assert line.receive() == 1
    line.carry()
    line.ministry.fetch()
    return Document.objects.get(direction="in")


def heard(line: Line) -> list[tuple[str, str]]:
    """What the ministry hears: which states, of whom."""
    line.carry()
    assert not Sending.objects.exclude(state="sent").exists()
    said = [each.message for each in line.ministry.fetch()]
    return [(str(each.code), each.sender.organ_id) for each in said if isinstance(each, StatusMessage) and each.sender]  # type: ignore[misc]


def test_what_a_receiver_reports_reaches_the_successor_of_the_sender_and_stands_on_the_sheet(line: Line) -> None:
    document, said = sent(line)
    dissolve_ward(line)
    line.ministry.report(said, "01")
    line.ministry.report(said, "03")
    assert line.receive() == 2
    assert Delivery.objects.get(document=document).state == DeliveryState.RECEIVED
    assert not Message.objects.exclude(error="").exists()
    assert not Stop.objects.filter(state="dead").exists()


def test_the_successor_asks_back_what_the_dissolved_agency_sent(line: Line) -> None:
    document, _said = sent(line)
    dissolve_ward(line)
    recall_document(actor=SYSTEM, document_id=document.pk, reason="Phường không còn")
    assert heard(line) == [("13", COMMUNE)]


def test_a_letter_that_came_before_is_asked_back_and_answered_by_the_successor(line: Line) -> None:
    document = arrived(line)
    dissolve_ward(line)
    letter = line.ministry.letter(WARD)
    line.ministry.send_status(WARD, letter.identity, letter.number_text, letter.promulgated_on, "13", description="Gửi nhầm")
    assert line.receive() == 1
    demand = Demand.objects.get()
    assert demand.document_id == document.pk
    answer_demand(actor=SYSTEM, demand_id=demand.pk, is_agreed=True)
    assert heard(line) == [("15", COMMUNE)]
    assert Parcel.objects.latest("pk").sender_code == COMMUNE


def test_who_carries_on_an_outside_agency_reports_on_and_asks_back_its_documents(line: Line) -> None:
    letter, ours = arrived(line), sent(line)
    dissolve_ministry(line)
    line.ministry.report(ours[1], "03")
    told = line.ministry.letter(WARD)
    identity = told.identity.replace(LATER, MINISTRY)
    line.ministry.send_status(WARD, identity, told.number_text, told.promulgated_on, "13", description="Bộ cũ gửi nhầm")
    assert line.receive() == 2
    assert Delivery.objects.get(document=ours[0]).state == DeliveryState.RECEIVED
    assert Demand.objects.get().document_id == letter.pk
