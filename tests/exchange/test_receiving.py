"""Documents of others: put before the registry, worked on, reported back, recalled, replaced."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import BinaryIO

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.core.outside import Rejected
from congso.domains.axis.errors import BadSignature
from congso.domains.axis.models import Member, Stop
from congso.domains.axis.services.taking_part import end_member
from congso.domains.documents.enums import State
from congso.domains.documents.facade import Demand, Exchanged, answer_demand
from congso.domains.documents.models import Document, Relation
from congso.domains.documents.services.incoming_registering import register_waiting, send_back
from congso.domains.documents.services.incoming_routing import Routing, assign_officer, distribute, finish
from congso.domains.exchange.arriving import Arrived, exchanged
from congso.domains.exchange.errors import NotOurs, SignatureRefused
from congso.domains.exchange.keys import key_of
from congso.domains.exchange.models import Connection, Correspondent, Message, StatusNote
from congso.domains.exchange.services import incoming
from congso.domains.exchange.services.connecting import ConnectionIn, connect
from congso.domains.exchange.services.incoming import receive_all, take_in
from congso.foundation.audit.models import AuditEntry
from congso.foundation.axes.facade import Item
from congso.foundation.casework.models import Case
from congso.foundation.edxml.facade import ResponseFor, StatusMessage, write_document
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from congso.foundation.signing.models import SigningKey
from tests.exchange.conftest import SYSTEM, WARD, Line
from tests.exchange.loopback import PDF


def codes(line: Line) -> list[str]:
    """What the ministry heard since it looked last."""
    line.carry()
    return [str(each.message.code) for each in line.ministry.fetch() if isinstance(each.message, StatusMessage)]


def arrived(line: Line, **changes: object) -> Document:
    """A letter of the ministry before the ward's registry clerk."""
    line.ministry.send(line.ministry.letter(WARD, **changes))
    assert line.receive() == 1
    return Document.objects.filter(direction="in").latest("pk")


def register(line: Line, document: Document) -> Document:
    """The clerk presses register."""
    return register_waiting(actor=line.office.registry, document_id=document.pk)


def test_a_letter_comes_with_its_file_and_the_sender_hears_that_it_arrived(line: Line) -> None:
    document = arrived(line)

    assert (document.state, document.number_text, document.issuer_name) == (State.WAITING, "215/BM-VP", "Bộ Mẫu")
    assert (document.signer_name, document.urgency) == ("Nguyễn Văn Mẫu", 1)
    assert document.file is not None
    with open_file(document.file) as stream:
        assert stream.read() == PDF
    assert codes(line) == ["01"]


def test_the_signatures_in_the_file_are_looked_at_soon_and_until_then_nobody_is_told_that_there_are_none(line: Line) -> None:
    document = arrived(line)
    assert document.incoming.findings == [{"trust": "waiting"}]
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    assert "đang kiểm tra chữ ký số" in client.get(f"/van-ban/den/{document.pk}/").content.decode()
    run_pending_jobs()
    document.incoming.refresh_from_db()
    assert document.incoming.findings == []
    assert "Tệp không có chữ ký số." in client.get(f"/van-ban/den/{document.pk}/").content.decode()


def test_the_states_follow_what_the_office_does(line: Line) -> None:
    office, document = line.office, arrived(line)
    assert codes(line) == ["01"]
    register(line, document)
    assert codes(line) == ["03"]
    document.refresh_from_db()
    distribute(actor=office.leader, document_id=document.pk, seen_seq=None, routing=Routing("Giao Văn phòng.", main_unit_id=office.units["phuong-vp"]))
    assert codes(line) == ["04"]
    assign_officer(actor=office.head, case_id=document.case_id, seen_seq=None, holder_id=office.accounts["chuyenvien"])  # type: ignore[arg-type]
    assert codes(line) == ["05"]
    finish(actor=office.officer, case_id=document.case_id, seen_seq=None, result="Đã rà soát.")  # type: ignore[arg-type]
    assert codes(line) == ["06"]
    document.refresh_from_db()
    assert document.state == State.DONE


def test_what_is_left_out_is_reported_too_so_that_the_chain_is_whole(line: Line) -> None:
    document = arrived(line)
    register(line, document)
    distribute(actor=line.office.leader, document_id=document.pk, seen_seq=None, routing=Routing("Để biết.", knowing=[line.office.units["phuong-kt"]]))
    assert codes(line) == ["01", "03", "04", "05", "06"]


def test_sent_back_with_the_reason(line: Line) -> None:
    document = arrived(line)
    send_back(actor=line.office.registry, document_id=document.pk, reason="Gửi nhầm nơi nhận")
    line.carry()
    said = [each.message for each in line.ministry.fetch()]
    assert [(str(each.code), each.description) for each in said if isinstance(each, StatusMessage)] == [("01", "Đã đến"), ("02", "Gửi nhầm nơi nhận")]


def test_the_same_message_twice_is_one_document(line: Line) -> None:
    line.ministry.send(line.ministry.letter(WARD))
    line.axis.lose_answers = 1  # the receipt gets lost: the axis gives it again
    with pytest.raises(Exception, match="ReadTimeout"):
        line.receive()
    line.receive()
    assert Document.objects.filter(direction="in").count() == 1
    assert codes(line) == ["01"]


def test_changed_on_the_way_it_is_refused_and_nothing_is_kept(line: Line) -> None:
    with pytest.raises(BadSignature):
        line.ministry.send(line.ministry.letter(WARD), spoil=True)
    assert not Stop.objects.exists()


def test_a_message_that_was_changed_behind_the_axis_is_refused_logged_and_told(line: Line) -> None:
    line.ministry.send(line.ministry.letter(WARD))
    stop = Stop.objects.select_related("parcel__file").get()
    path = open_file(stop.parcel.file).name
    changed = Path(path).read_bytes().replace("rà soát".encode(), "bãi bỏ".encode())
    Path(path).write_bytes(changed)

    line.receive()

    assert not Document.objects.filter(direction="in").exists()
    stop.refresh_from_db()
    assert (stop.state, stop.error_code) == ("dead", "22")
    refused = Message.objects.get(way="in")
    assert refused.error_code == "22"
    assert AuditEntry.objects.filter(action="exchange.receive", outcome="refused").exists()
    Path(path).unlink()


def test_somebody_elses_certificate_is_not_the_senders(line: Line) -> None:
    message, target = line.ministry.letter(WARD), io.BytesIO()
    write_document(message, [], target, signer=key_of("phuong"))  # signed by the ward's own key in the ministry's name
    with tempfile.TemporaryDirectory() as folder, pytest.raises(SignatureRefused):
        take_in(connection=line.connection, receiver=WARD, source=target, folder=Path(folder))
    assert not Message.objects.filter(way="in").exists()
    assert not SigningKey.objects.exists()


def test_addressed_to_nobody_here(line: Line) -> None:
    target = io.BytesIO()
    write_document(line.ministry.letter("H20.77"), [], target, signer=line.ministry.key)
    with tempfile.TemporaryDirectory() as folder, pytest.raises(NotOurs, match=r"H20\.77"):
        take_in(connection=line.connection, receiver="H20.77", source=target, folder=Path(folder))


def test_recalled_before_it_is_done_and_agreed(line: Line) -> None:
    document = arrived(line)
    register(line, document)
    codes(line)
    said = line.ministry.letter(WARD)
    line.ministry.send_status("G09", said.identity, "215/BM-VP", document.issued_on, "13", description="Ban hành nhầm")
    line.receive()
    demand = Demand.objects.get()
    assert (demand.kind, demand.reason, demand.answered_at) == ("recall", "Ban hành nhầm", None)

    answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=True)

    document.refresh_from_db()
    assert document.state == State.RECALLED
    assert Case.objects.get(pk=document.case_id).state == "closed"
    assert Document.objects.filter(pk=document.pk).exists()
    assert codes(line) == ["15"]


def test_a_refused_recall_needs_its_reason_and_changes_nothing(line: Line) -> None:
    document = arrived(line)
    register(line, document)
    codes(line)
    line.ministry.send_status("G09", line.ministry.letter(WARD).identity, "215/BM-VP", document.issued_on, "13", description="Ban hành nhầm")
    line.receive()
    demand = Demand.objects.get()
    with pytest.raises(InvalidInput):
        answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=False)
    with pytest.raises(NotAllowed):
        answer_demand(actor=line.office.officer, demand_id=demand.pk, is_agreed=True)
    demand.refresh_from_db()
    assert demand.answered_at is None
    answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=False, answer="Đã thực hiện")
    document.refresh_from_db()
    assert document.state == State.RECEIVED
    assert codes(line) == ["16"]


def test_what_is_done_cannot_be_given_back(line: Line) -> None:
    document = arrived(line)
    register(line, document)
    distribute(actor=line.office.leader, document_id=document.pk, seen_seq=None, routing=Routing("Để biết.", knowing=[line.office.units["phuong-kt"]]))
    codes(line)
    line.ministry.send_status("G09", line.ministry.letter(WARD).identity, "215/BM-VP", document.issued_on, "13", description="Ban hành nhầm")
    line.receive()
    assert codes(line) == ["16"]
    document.refresh_from_db()
    assert document.state == State.DONE


def test_a_replacement_comes_as_a_new_document_and_ends_the_old_one_when_agreed(line: Line) -> None:
    old = arrived(line)
    register(line, old)
    first = line.ministry.letter(WARD)
    line.ministry.send(line.ministry.letter(WARD, number="216", business=line.ministry.replacing(first)), files=[("moi.pdf", PDF + b"\n%%EOF\n")])
    line.receive()
    newer = Document.objects.get(number_text="216/BM-VP")
    demand = Demand.objects.get()
    assert (demand.kind, demand.newer_id) == ("replace", newer.pk)

    answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=True)

    old.refresh_from_db()
    assert old.state == State.REPLACED
    assert Relation.objects.get(source=newer, target=old).kind == "replaces"


def test_an_answer_is_linked_to_what_we_asked(line: Line) -> None:
    asked = line.issue(line.sealed())
    line.carry()
    said = line.ministry.fetch()[0].message
    about = ResponseFor(organ_id=WARD, code=asked.number_text, document_id=said.identity, promulgated_on=asked.issued_on)  # type: ignore[union-attr]
    answer = arrived(line, response_for=(about,))
    assert Relation.objects.get(source=answer).target_id == asked.pk


def test_our_answer_names_what_it_answers(line: Line) -> None:
    office, letter = line.office, arrived(line)
    register(line, letter)
    letter.refresh_from_db()
    distribute(actor=office.leader, document_id=letter.pk, seen_seq=None, routing=Routing("Giao Văn phòng.", main_unit_id=office.units["phuong-vp"]))
    assign_officer(actor=office.head, case_id=letter.case_id, seen_seq=None, holder_id=office.accounts["chuyenvien"])  # type: ignore[arg-type]
    codes(line)
    answer = line.sealed("Về việc trả lời", ("answers", letter.pk))
    line.issue(answer)
    line.carry()
    said = [each.message for each in line.ministry.fetch()]
    sent = next(each for each in said if not isinstance(each, StatusMessage))
    assert [(each.code, each.document_id) for each in sent.response_for] == [("215/BM-VP", line.ministry.letter(WARD).identity)]
    letter.refresh_from_db()
    assert letter.state == State.DONE


def test_mail_of_a_dissolved_unit_goes_to_its_successor(line: Line) -> None:
    former = Member.objects.get(code="H20.32")
    end_member(actor=SYSTEM, member_id=former.pk, on=clock.today(), successor_id=Member.objects.get(code=WARD).pk)
    line.ministry.send(line.ministry.letter("H20.32"))
    assert Stop.objects.get().receiver_code == WARD


def test_every_report_of_ours_is_kept_with_its_message(line: Line) -> None:
    document = arrived(line)
    register(line, document)
    codes(line)
    notes = StatusNote.objects.filter(document=document, is_ours=True).select_related("message__file")
    assert [note.status for note in notes] == ["01", "03"]
    for note in notes:
        assert note.message is not None
        assert note.message.file is not None
        with open_file(note.message.file) as stream:
            assert b"edXML:StatusCode" in stream.read()


def test_an_axis_that_refuses_us_is_told_on_the_screen_and_stops_no_other(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def waiting(self, **_asked: object) -> list[Item]:
            raise Rejected("15", "Mã bí mật đã đổi")

    given = ConnectionIn("Trục bộ", "lgsp", "http://khac.example/truc", "dong-thap-2", "x" * 20)
    Connection.objects.filter(pk=line.connection.pk).update(name="Trục cũ")
    later = connect(actor=SYSTEM, given=given)
    axes = {line.connection.pk: Refusing(), later.pk: line.axis}
    monkeypatch.setattr("congso.domains.exchange.services.incoming.client_for", lambda connection: axes[connection.pk])
    Correspondent.objects.filter(connection=line.connection).update(connection=later)
    line.ministry.send(line.ministry.letter(WARD))
    incoming._asked_at.clear()

    assert receive_all() == 1

    assert Document.objects.filter(direction="in").count() == 1
    assert "Mã bí mật đã đổi" in Connection.objects.get(pk=line.connection.pk).trouble
    assert Connection.objects.get(pk=later.pk).trouble == ""


def test_a_message_gone_between_list_and_fetch_holds_up_nothing(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.ministry.send(line.ministry.letter(WARD))
    line.ministry.send(line.ministry.letter(WARD, number="216"))
    gone, fetch = str(Stop.objects.earliest("pk").pk), line.axis.fetch

    def fetching(reference: str, target: BinaryIO) -> None:
        if reference == gone:
            raise Rejected("10", "Không có gói tin này")
        fetch(reference, target)

    monkeypatch.setattr(line.axis, "fetch_many", lambda _references: {})
    monkeypatch.setattr(line.axis, "fetch", fetching)
    line.receive()
    assert [row.number_text for row in Document.objects.filter(direction="in")] == ["216/BM-VP"]


def test_what_we_fail_to_take_waits_alone_is_told_and_is_taken_later(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    line.ministry.send(line.ministry.letter(WARD))
    line.ministry.send(line.ministry.letter(WARD, number="216"))
    incoming._asked_at.clear()

    def failing(message: Message, arrived: Arrived) -> Exchanged:
        if "215" in message.document_key:
            raise KeyError("hỏng")
        return exchanged(message, arrived)

    with monkeypatch.context() as broken:
        broken.setattr("congso.domains.exchange.arriving.exchanged", failing)
        broken.setattr("congso.domains.exchange.arriving_together.exchanged", failing)
        assert receive_all() == 1
    assert [row.number_text for row in Document.objects.filter(direction="in")] == ["216/BM-VP"]
    trouble = Connection.objects.get().trouble
    assert "215" in trouble
    assert "KeyError" in trouble

    assert receive_all() == 1
    assert Document.objects.filter(direction="in").count() == 2
    assert Connection.objects.get().trouble == ""
