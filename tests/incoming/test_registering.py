"""Numbers, senders, other agencies: what the arrival book bears and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.errors_incoming import (
    AlreadyDistributed,
    DayAhead,
    DuplicateArrival,
    NotWaiting,
    SecretRefused,
)
from congso.domains.documents.events import DocumentIssued
from congso.domains.documents.models import (
    Assignment,
    Document,
    Incoming,
    Instruction,
    Relation,
    Role,
    SecretStub,
)
from congso.domains.documents.services.incoming_registering import (
    StubIn,
    register_incoming,
    register_stub,
    register_waiting,
    send_back,
)
from congso.domains.documents.services.incoming_routing import (
    Routing,
    answered_by,
    distribute,
    give_back,
    give_more,
)
from congso.domains.documents.subscribers_incoming import receive_issued
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.numbering.models import NumberEntry
from tests.incoming.makers import make_arrival, make_given, make_incoming


def issued_outside(office: Office) -> Document:
    """A letter that the department issued in the same system."""
    return Document.objects.create(
        direction=Direction.OUTGOING, state=State.ISSUED, agency_id=office.units["so"], number=7, symbol="STP-HCTP",
        number_text="07/STP-HCTP", issued_on=clock.today(), issuer_name="Sở Tư pháp", subject="triển khai kế hoạch", created_at=clock.now(),
    )  # fmt: skip


def test_paper_and_electronic_documents_share_one_sequence_and_a_refused_one_takes_no_number(
    office: Office,
) -> None:
    make_incoming(office)
    for wrong, changes in (
        (SecretRefused, {"secrecy": "C"}), (DayAhead, {"issued_on": clock.today() + timedelta(days=1)}), (DuplicateArrival, {}),
    ):  # fmt: skip
        with pytest.raises(wrong):
            register_incoming(actor=office.registry, arrival=make_arrival(office, **changes))
    with pytest.raises(NotAllowed):
        register_incoming(actor=office.clerk, arrival=make_arrival(office, number_text="9/X-Y"))
    second = make_incoming(office, number_text="216/STP-HCTP", channel="email")
    assert second.incoming.arrival_text == "02"
    assert AuditEntry.objects.filter(action="documents.register_incoming", outcome="refused").count() == 4


def test_a_document_sent_back_keeps_its_number_and_its_reason(office: Office) -> None:
    document = make_incoming(office)
    send_back(actor=office.registry, document_id=document.pk, reason="Gửi nhầm nơi nhận.")
    document.refresh_from_db()
    assert document.state == State.SENT_BACK
    assert Case.objects.get(pk=str(document.case_id)).state == CaseState.CLOSED
    assert NumberEntry.objects.filter(subject=str(document.pk)).count() == 1
    again = make_incoming(office)  # the sender sends it properly: that is no duplicate
    assert again.incoming.arrival_text == "02"
    make_given(office, again)
    with pytest.raises(AlreadyDistributed):
        send_back(actor=office.registry, document_id=again.pk, reason="Muộn")


def test_what_another_agency_issues_waits_and_is_registered_by_one_press(office: Office) -> None:
    source = issued_outside(office)
    event = DocumentIssued(
        str(source.pk), (office.units["phuong"], office.units["xa"], office.units["phuong-kt"])
    )
    receive_issued(event)
    receive_issued(event)
    assert sorted(Incoming.objects.values_list("agency_id", flat=True)) == sorted(
        [office.units["phuong"], office.units["xa"]]
    )
    waiting = Document.objects.get(agency_id=office.units["phuong"], direction=Direction.INCOMING)
    assert (waiting.state, waiting.case_id, waiting.number_text) == (State.WAITING, None, "07/STP-HCTP")
    with pytest.raises(NotAllowed):
        register_waiting(actor=office.actor("sovanthu"), document_id=waiting.pk)
    register_waiting(actor=office.registry, document_id=waiting.pk)
    with pytest.raises(NotWaiting):
        register_waiting(actor=office.registry, document_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == State.RECEIVED
    assert Case.objects.get(pk=str(waiting.case_id)).holder_unit_id == office.units["phuong"]

    elsewhere = Document.objects.get(agency_id=office.units["xa"])
    assert elsewhere.state == State.WAITING


def test_an_answer_closes_the_circle_and_ends_the_parts(office: Office) -> None:
    document = make_given(office)
    answer = Document.objects.create(
        direction=Direction.OUTGOING, state=State.ISSUED, agency_id=office.units["phuong"], number_text="31/UBND-VP",
        subject="báo cáo kết quả rà soát", created_at=clock.now(),
    )  # fmt: skip
    for _time in range(2):
        with write_action("tests.answer", actor=office.registry) as action:
            answered_by(action, document.pk, answer.pk)
    document.refresh_from_db()
    assert document.state == State.DONE
    assert Relation.objects.get().kind == RelationKind.ANSWERS
    assert set(Case.objects.values_list("state", flat=True)) == {CaseState.CLOSED}
    assert "31/UBND-VP" in Assignment.objects.get(role=Role.MAIN).result


def test_only_told_of_means_no_work(office: Office) -> None:
    document = make_incoming(office)
    people = [(office.accounts["truongkinhte"], office.units["phuong-kt"])]
    routing = Routing("Lưu, để biết.", knowing=[office.units["phuong-vp"]], knowing_people=people)
    distribute(actor=office.leader, document_id=document.pk, seen_seq=None, routing=routing)
    document.refresh_from_db()
    assert document.state == State.DONE
    assert {row.case_id for row in Assignment.objects.all()} == {None}


def test_a_leader_lets_more_help_and_a_head_only_in_their_own_unit(office: Office) -> None:
    document = make_given(office, helping=[])
    more = Routing("Phối hợp thêm", helping=[office.units["phuong-kt"]])
    with pytest.raises(NotAllowed):
        give_more(actor=office.head, document_id=document.pk, routing=more)
    assert not Assignment.objects.filter(role=Role.HELP).exists()
    for _time in range(2):
        give_more(actor=office.leader, document_id=document.pk, routing=more)
    assert Assignment.objects.filter(role=Role.HELP).count() == 1


def test_the_leader_gives_it_straight_to_an_officer_or_back_to_the_registry(office: Office) -> None:
    document = make_incoming(office)
    assert document.case_id is not None
    give_back(actor=office.leader, case_id=document.case_id, seen_seq=None, reason="Thiếu phụ lục.")
    assert Case.objects.get(pk=str(document.case_id)).holder_unit_id == office.units["phuong-vp"]
    second = make_given(
        office,
        make_incoming(office, number_text="3/STP"),
        main_account_id=office.accounts["chuyenvien2"],
        helping=[],
    )
    assert Case.objects.get(pk=str(second.case_id)).holder_id == office.accounts["chuyenvien2"]
    assert Instruction.objects.get().by_title == "Chủ tịch UBND phường"


def test_secret_documents_have_a_sequence_of_their_own_and_pressing_twice_writes_one_line(
    office: Office,
) -> None:
    make_incoming(office)
    stub = StubIn(
        uuid4(), office.units["phuong"], "B", "4/BC-CA", clock.today(), clock.today(), "Trần Văn Giữ"
    )
    for _press in range(2):
        register_stub(actor=office.registry, stub=stub)
    assert SecretStub.objects.get().arrival_number == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_register_the_same_letter_once() -> None:
    office, gate = make_office(), Barrier(2)
    heard: list[str] = []

    def press(arrival_key: object) -> None:
        gate.wait(10)
        try:
            heard.append(make_incoming(office, key=arrival_key).incoming.arrival_text)
        except DuplicateArrival:
            heard.append("twice")
        finally:
            connection.close()

    make_incoming(office, number_text="1/STP")  # the process is published by the first document
    for keys, expected in (((uuid4(), uuid4()), ["02", "twice"]),):
        threads = [Thread(target=press, args=[key]) for key in keys]
        for each in threads:
            each.start()
        for each in threads:
            each.join(30)
        assert sorted(heard) == expected
    assert set(Incoming.objects.values_list("arrival_number", flat=True)) == {1, 2}
