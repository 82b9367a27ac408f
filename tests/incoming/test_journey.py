"""From the envelope to the answer: a letter is registered, instructed, assigned, done, and the book says so."""

from __future__ import annotations

import pytest

from congso.core.errors import NotAllowed
from congso.domains.documents.enums import State
from congso.domains.documents.models import Assignment, Role
from congso.domains.documents.services.incoming_reading import note_read
from congso.domains.documents.services.incoming_routing import (
    Routing,
    assign_officer,
    distribute,
    finish,
    give_back,
)
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.casework.errors import NotYourStep, ReasonMissing
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.casework.models import Case, CaseEvent, CaseState
from congso.foundation.notifications.models import Notice
from tests.incoming.makers import make_given, make_incoming


def _in_hand(office: Office, who: str) -> list[str]:
    page = inbox(viewer=office.actor(who), wanted=InboxFilter(scope="all"))
    return [row.title for row in page.rows]


def test_a_letter_goes_from_the_registry_to_the_officer_and_is_done(office: Office) -> None:
    document = make_incoming(office)
    assert document.incoming.arrival_text == "01"
    assert "215/STP-HCTP" in _in_hand(office, "lanhdao")[0]

    make_given(office, document)
    document.refresh_from_db()
    assert document.state == State.IN_WORK
    main, helping = Assignment.objects.order_by("id")
    assert (main.role, helping.role) == (Role.MAIN, Role.HELP)
    assert _in_hand(office, "truongphong")
    assert _in_hand(office, "truongkinhte")
    assert (
        Notice.objects.filter(account_id=office.accounts["truongkinhte"], kind="documents.given").count() == 1
    )

    case_id = document.case_id
    assert case_id is not None
    assert note_read(actor=office.head, document=document) == 1
    assign_officer(
        actor=office.head,
        case_id=case_id,
        seen_seq=None,
        holder_id=office.accounts["chuyenvien"],
        note="Làm trước thứ Sáu",
    )
    finish(actor=office.officer, case_id=case_id, seen_seq=None, result="Đã rà soát, báo cáo Sở Tư pháp.")

    document.refresh_from_db()
    assert document.state == State.DONE
    assert main.case is not None
    assert Case.objects.get(pk=case_id).state == CaseState.CLOSED
    main.refresh_from_db()
    helping.refresh_from_db()
    assert main.done_at
    assert main.read_by_name == "Lê Hoàng Phúc"
    assert helping.done_at
    assert helping.case is not None
    assert helping.case.state == CaseState.CLOSED
    for case in Case.objects.all():
        assert replay(CaseEvent.objects.filter(case=case)) == standing(case)


def test_who_helps_finishes_their_part_and_the_document_stays_open(office: Office) -> None:
    document = make_given(office)
    part = Assignment.objects.get(role=Role.HELP).case_id
    assert part is not None
    finish(actor=office.actor("truongkinhte"), case_id=part, seen_seq=None, result="Có 3 trường hợp.")
    document.refresh_from_db()
    assert document.state == State.IN_WORK
    assert Assignment.objects.get(role=Role.HELP).result == "Có 3 trường hợp."


def test_a_division_gives_it_back_and_the_leader_gives_it_to_another(office: Office) -> None:
    document = make_given(office, helping=[])
    case_id = document.case_id
    assert case_id is not None
    with pytest.raises(ReasonMissing):
        give_back(actor=office.head, case_id=case_id, seen_seq=None, reason=" ")
    give_back(actor=office.head, case_id=case_id, seen_seq=None, reason="Không thuộc nhiệm vụ của Văn phòng.")
    document.refresh_from_db()
    assert document.state == State.RECEIVED
    make_given(office, document, main_unit_id=office.units["phuong-kt"], helping=[])
    assert [row.unit_id for row in Assignment.objects.filter(withdrawn_at=None)] == [
        office.units["phuong-kt"]
    ]


def test_only_the_leader_in_whose_hands_it_is_distributes(office: Office) -> None:
    document = make_incoming(office)
    routing = Routing("Xem", main_unit_id=office.units["phuong-vp"])
    with pytest.raises((NotAllowed, NotYourStep)):
        distribute(actor=office.registry, document_id=document.pk, seen_seq=None, routing=routing)
    document.refresh_from_db()
    assert document.state == State.RECEIVED
    assert not Assignment.objects.exists()
