"""Two agencies of one installation write to each other: answers meet their questions, steps come back, recalls are answered."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.documents.enums import State
from congso.domains.documents.errors_incoming import AnsweredAlready
from congso.domains.documents.events import ArrivalAnswered, DocumentIssued, DocumentRecalled
from congso.domains.documents.family import family_of
from congso.domains.documents.models import Delivery, Demand, Document, Relation
from congso.domains.documents.queries_demands import open_demands
from congso.domains.documents.services.demanding import answer_demand
from congso.domains.documents.services.incoming_registering import register_waiting, send_back
from congso.domains.documents.services.incoming_routing import Routing, assign_officer, distribute, finish
from congso.domains.documents.services.outgoing import issue_document, recall_document, start_draft
from congso.domains.documents.subscribers_incoming import receive_issued
from congso.domains.documents.subscribers_outgoing import note_arrival, tell_recalled
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.models import Case
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db(transaction=True)


def _issue(desk: Desk, document: Document, *units: str) -> Document:
    ids = [desk.office.units[each] for each in units]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=ids)
    run_pending_jobs()
    document.refresh_from_db()
    return document


def _sent(desk: Desk) -> tuple[Document, Document]:
    """A decision of the ward, and what came of it to the department, registered."""
    document = _issue(desk, desk.bring(desk.draft(), "issue"), "so")
    arrival = register_waiting(actor=desk.actor("sovanthu"), document_id=Document.objects.get(direction="in").pk)
    run_pending_jobs()
    return document, arrival


def _give(desk: Desk, arrival: Document) -> Case:
    routing = Routing(text="Giao Phòng tham mưu", main_unit_id=desk.office.units["so-cm"])
    distribute(actor=desk.actor("sogiamdoc"), document_id=arrival.pk, seen_seq=None, routing=routing)
    run_pending_jobs()
    return Case.objects.get(pk=arrival.case_id)


def _line(document: Document) -> Delivery:
    return Delivery.objects.get(document=document)


def _demand(arrival: Document) -> Demand:
    return Demand.objects.get(document=arrival)


def test_the_receiver_sees_who_signed_and_sealed_what_came(desk: Desk) -> None:
    _document, arrival = _sent(desk)
    assert [(each["trust"], each["signer"]) for each in arrival.incoming.findings] == [("trusted", "Phạm Ngọc Hạnh"), ("trusted", "UBND phường Cao Lãnh")]


def test_the_senders_sheet_shows_every_step_of_the_receiver(desk: Desk) -> None:
    document, arrival = _sent(desk)
    assert (_line(document).state, _line(document).answered_by_name) == ("received", "Ngô Thùy Vy")
    case = _give(desk, arrival)
    assert (_line(document).state, _line(document).answered_by_name) == ("assigned", "Cao Đức Trí")
    assign_officer(actor=desk.actor("sotruong"), case_id=case.pk, seen_seq=None, holder_id=desk.office.accounts["sochuyenvien"])
    run_pending_jobs()
    assert _line(document).state == "in_work"
    finish(actor=desk.actor("sochuyenvien"), case_id=case.pk, seen_seq=None, result="Đã thực hiện")
    run_pending_jobs()
    assert (_line(document).state, _line(document).answered_by_name) == ("done", "Mai Thu Yến")
    late = ArrivalAnswered(str(document.pk), desk.office.units["so"], True, step="04", by_name="Ai đó")
    note_arrival(late)
    assert _line(document).state == "done"


def test_a_recall_waits_for_the_receivers_answer_and_agreed_it_ends_the_copy(desk: Desk, client: Client) -> None:
    document, arrival = _sent(desk)
    case = _give(desk, arrival)
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Ban hành nhầm phụ lục")
    run_pending_jobs()
    arrival.refresh_from_db()
    assert (arrival.state, _line(document).state) == (State.IN_WORK, "recall")
    client.force_login(Account.objects.get(username="sovanthu"))
    notice = Notice.objects.get(account_id=desk.office.accounts["sovanthu"], kind="document-recalled")
    assert notice.url == f"/van-ban/den/{arrival.pk}/"
    page = client.get(notice.url).content.decode()
    assert "Nơi gửi đề nghị: Thu hồi" in page
    assert "Ban hành nhầm phụ lục" in page
    assert "Ban hành nhầm phụ lục" in client.get("/van-ban/den/de-nghi/").content.decode()

    sent = client.post(f"/van-ban/den/de-nghi/{_demand(arrival).pk}/?ve={notice.url}", {"agree": "1", "answer": ""})
    assert sent["Location"] == notice.url
    run_pending_jobs()

    arrival.refresh_from_db()
    case.refresh_from_db()
    assert (arrival.state, case.state, case.outcome) == (State.RECALLED, "closed", "recalled")
    assert (_line(document).state, _line(document).answered_by_name) == ("recalled", "Ngô Thùy Vy")
    client.force_login(Account.objects.get(username="vanthu"))
    sheet = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "Đã thu hồi</span>" in sheet
    assert "Ngô Thùy Vy" in sheet
    with pytest.raises(AnsweredAlready):
        answer_demand(actor=desk.actor("sovanthu"), demand_id=_demand(arrival).pk, is_agreed=False, answer="Lại")


def test_refused_with_its_reason_the_work_goes_on_and_the_sender_reads_why(desk: Desk) -> None:
    document, arrival = _sent(desk)
    case = _give(desk, arrival)
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Nhầm")
    run_pending_jobs()
    demand = _demand(arrival)
    with pytest.raises(InvalidInput):
        answer_demand(actor=desk.actor("sovanthu"), demand_id=demand.pk, is_agreed=False)
    for who in ("vanthu", "sochuyenvien"):
        with pytest.raises(NotAllowed):
            answer_demand(actor=desk.actor(who), demand_id=demand.pk, is_agreed=True)
    assert AuditEntry.objects.filter(action="documents.answer_demand", outcome="refused").count() == 3
    assert [each.pk for each in open_demands(viewer=desk.actor("sovanthu"))] == [demand.pk]
    assert open_demands(viewer=desk.office.registry) == []

    answer_demand(actor=desk.actor("sovanthu"), demand_id=demand.pk, is_agreed=False, answer="Đã thực hiện một phần")
    run_pending_jobs()

    arrival.refresh_from_db()
    assert arrival.state == State.IN_WORK
    assert (_line(document).state, _line(document).reason) == ("kept", "Đã thực hiện một phần")
    finish(actor=desk.actor("sotruong"), case_id=case.pk, seen_seq=None, result="Xong")
    run_pending_jobs()
    assert _line(document).state == "done"


def test_what_is_done_is_not_given_back_and_the_sender_hears_at_once(desk: Desk) -> None:
    document, arrival = _sent(desk)
    finish(actor=desk.actor("sotruong"), case_id=_give(desk, arrival).pk, seen_seq=None, result="Xong")
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Muộn")
    run_pending_jobs()
    assert (_line(document).state, _line(document).reason) == ("kept", "Văn bản đã được giải quyết xong.")
    assert open_demands(viewer=desk.actor("sovanthu")) == []


def test_a_recall_reaches_what_was_not_registered_yet_and_not_who_sent_it_back(desk: Desk) -> None:
    document = _issue(desk, desk.bring(desk.draft(), "issue"), "so")
    arrival = Document.objects.get(direction="in")
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Nhầm")
    run_pending_jobs()
    register_waiting(actor=desk.actor("sovanthu"), document_id=arrival.pk)
    run_pending_jobs()
    assert _line(document).state == "recall"
    answer_demand(actor=desk.actor("sovanthu"), demand_id=_demand(arrival).pk, is_agreed=True)

    other = _issue(desk, desk.bring(desk.draft(), "issue"), "so")
    came = Document.objects.get(direction="in", state=State.WAITING)
    send_back(actor=desk.actor("sovanthu"), document_id=came.pk, reason="Gửi nhầm")
    run_pending_jobs()
    recall_document(actor=desk.office.registry, document_id=other.pk, reason="Nhầm")
    run_pending_jobs()
    assert not Demand.objects.filter(document=came).exists()


def test_a_document_of_recall_asks_each_receiver_once_however_often_the_job_runs(desk: Desk) -> None:
    document, arrival = _sent(desk)
    draft = draft_in(desk, subject="Về việc thu hồi quyết định")
    recall = desk.bring(start_draft(actor=desk.office.officer, draft=draft, relation=("recalls", document.pk)), "issue")
    assert not Demand.objects.exists()
    _issue(desk, recall)
    units = (desk.office.units["so"],)
    tell_recalled(DocumentRecalled(str(document.pk), units, "Thu hồi", recall.number_text))
    demand = _demand(arrival)
    assert recall.number_text in demand.reason
    came = Document.objects.get(direction="in", number_text=recall.number_text)
    assert Relation.objects.filter(source=came, kind="recalls", target=arrival).exists()


def test_a_replacement_marks_the_old_copy_and_leads_to_the_new_one(desk: Desk, client: Client) -> None:
    document, arrival = _sent(desk)
    draft = draft_in(desk, subject="Về việc kiện toàn lại Tổ công nghệ số")
    newer = desk.bring(start_draft(actor=desk.office.officer, draft=draft, relation=("replaces", document.pk)), "issue")
    _issue(desk, newer)
    receive_issued(DocumentIssued(str(newer.pk), (desk.office.units["so"],)))
    came = Document.objects.get(direction="in", number_text=newer.number_text)
    demand = _demand(arrival)
    assert (demand.kind, demand.newer_id) == ("replace", came.pk)
    registry = desk.actor("sovanthu")

    both(lambda: answer_demand(actor=registry, demand_id=demand.pk, is_agreed=True), lambda: answer_demand(actor=registry, demand_id=demand.pk, is_agreed=True))

    arrival.refresh_from_db()
    assert arrival.state == State.REPLACED
    run_pending_jobs()
    assert _line(document).state == "replaced"
    assert Relation.objects.get(source=came, target=arrival).kind == "replaces"
    client.force_login(Account.objects.get(username="sovanthu"))
    page = client.get(f"/van-ban/den/{arrival.pk}/").content.decode()
    assert "Đã bị thay thế" in page
    assert f'href="/van-ban/den/{came.pk}/"' in page


def _reply(desk: Desk, arrival: Document) -> Document:
    """The department's answer, as issued; keys and seal are not what is looked at here."""
    draft = draft_in(desk, subject="Về việc trả lời", signer_id=desk.office.accounts["sogiamdoc"])
    answer = start_draft(actor=desk.actor("sochuyenvien"), draft=draft, relation=("answers", arrival.pk))
    Document.objects.filter(pk=answer.pk).update(number_text="07/STP-CM", state=State.ISSUED)
    receive_issued(DocumentIssued(str(answer.pk), (desk.office.units["phuong"],)))
    return answer


def test_the_answer_of_the_other_agency_is_linked_to_our_question(desk: Desk) -> None:
    document, arrival = _sent(desk)
    _give(desk, arrival)
    _reply(desk, arrival)
    came = Document.objects.get(direction="in", agency_id=desk.office.units["phuong"])
    assert [(row.kind, row.target_id) for row in came.relations.all()] == [("answers", document.pk)]
    family = family_of(viewer=_seeing(desk), document_id=document.pk)
    assert [(each.label, each.line.number_text) for each in family.after if each.line] == [("Được trả lời bởi", "07/STP-CM")]


def _seeing(desk: Desk) -> Actor:
    return desk.office.registry


def test_an_answer_to_somebody_elses_question_is_not_linked_to_ours(desk: Desk) -> None:
    document, arrival = _sent(desk)
    _give(desk, arrival)
    Document.objects.filter(pk=document.pk).update(agency_id=desk.office.units["xa"])
    _reply(desk, arrival)
    assert not Document.objects.get(direction="in", agency_id=desk.office.units["phuong"]).relations.exists()
