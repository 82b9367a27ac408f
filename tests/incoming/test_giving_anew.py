"""Work that lies with somebody who is away or gone is given anew by who gave it, with a reason, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.documents.errors_incoming import NotInWork
from congso.domains.documents.models import Assignment, Document, Instruction
from congso.domains.documents.queries_incoming import incoming_page
from congso.domains.documents.services.incoming_giving_anew import NewMain, change_main, reassign_work
from congso.domains.documents.services.incoming_routing import assign_officer, finish, give_back
from congso.domains.dossiers.tests.makers import Office
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import CaseClosed, CaseMoved, HolderNotFit, NotYourStep, ReasonMissing
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account, Appointment
from congso.foundation.people.services import end_appointment
from tests.incoming.makers import make_given, make_incoming

pytestmark = pytest.mark.django_db(transaction=True)


def leaves(office: Office, who: str) -> None:
    """The person's post ended yesterday."""
    seat = Appointment.objects.get(account_id=office.accounts[who], valid_to=None)
    end_appointment(actor=office.actor("quantri"), appointment_id=seat.pk, valid_to=clock.today(), reason="Nghỉ hưu")


def _with_officer(office: Office) -> Case:
    document = make_given(office)
    return assign_officer(
        actor=office.head, case_id=document.case_id, seen_seq=None, holder_id=office.accounts["chuyenvien"]
    )


def test_the_head_gives_the_work_of_one_who_left_to_another_who_finishes_it(office: Office) -> None:
    case = _with_officer(office)
    leaves(office, "chuyenvien")
    document = Document.objects.get(case_id=case.pk)
    page = incoming_page(viewer=office.head, document_id=document.pk)
    assert page.branches[0].stranded
    assert "reassign" in page.offers

    reassign_work(actor=office.head, case_id=case.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason="Đồng chí Khoa nghỉ hưu")

    page = incoming_page(viewer=office.head, document_id=document.pk)
    assert not page.branches[0].stranded
    assert page.events[-1].note == "Đồng chí Khoa nghỉ hưu"
    assert Notice.objects.filter(account_id=office.accounts["chuyenvien2"], title__startswith="Được giao giải quyết").exists()
    with pytest.raises(NotYourStep):
        finish(actor=office.head, case_id=case.pk, seen_seq=None, result="Xong")
    finish(actor=office.actor("chuyenvien2"), case_id=case.pk, seen_seq=None, result="Đã xong")
    case.refresh_from_db()
    assert replay(CaseEvent.objects.filter(case_id=case.pk).order_by("seq")) == standing(case)


def test_the_part_of_a_unit_that_helps_is_given_anew_by_its_own_head_only(office: Office) -> None:
    document = make_given(office)
    part = Assignment.objects.get(incoming_id=document.pk, role="help").case
    assert part is not None
    with pytest.raises(NotAllowed):
        reassign_work(actor=office.head, case_id=part.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"], reason="Thử")
    reassign_work(actor=office.actor("truongkinhte"), case_id=part.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"], reason="Tự làm")
    part.refresh_from_db()
    assert part.holder_id == office.accounts["truongkinhte"]


@pytest.mark.parametrize("who", ["chuyenvien", "chuyenvien2", "vanthu"])
def test_who_did_not_give_the_work_gives_it_to_nobody(office: Office, who: str) -> None:
    case = _with_officer(office)
    before = CaseEvent.objects.filter(case_id=case.pk).count()
    with pytest.raises(NotAllowed):
        reassign_work(actor=office.actor(who), case_id=case.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason="Thử")
    assert CaseEvent.objects.filter(case_id=case.pk).count() == before
    assert AuditEntry.objects.get(action="documents.reassign_work").outcome == "refused"


def test_a_reason_and_a_person_of_the_unit_are_wanted_and_ended_work_stays_ended(office: Office) -> None:
    case = _with_officer(office)
    with pytest.raises(ReasonMissing):
        reassign_work(actor=office.head, case_id=case.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason=" ")
    with pytest.raises(HolderNotFit):
        reassign_work(actor=office.head, case_id=case.pk, seen_seq=None, holder_id=office.accounts["truongkinhte"], reason="Giúp")
    case.refresh_from_db()
    assert case.holder_id == office.accounts["chuyenvien"]
    finish(actor=office.officer, case_id=case.pk, seen_seq=None, result="Xong")
    with pytest.raises(CaseClosed):
        reassign_work(actor=office.head, case_id=case.pk, seen_seq=None, holder_id=office.accounts["chuyenvien2"], reason="Muộn")


def test_two_heads_at_once_give_it_once(office: Office) -> None:
    case = _with_officer(office)

    def give(actor: str) -> Case:
        return reassign_work(actor=office.actor(actor), case_id=case.pk, seen_seq=case.seq, holder_id=office.accounts["chuyenvien2"], reason="Đi vắng")

    told = both(lambda: give("truongphong"), lambda: give("lanhdao"))
    assert [type(each) for each in told if isinstance(each, Exception)] == [CaseMoved]
    assert CaseEvent.objects.filter(case_id=case.pk, action="reassigned").count() == 1


def test_the_registry_puts_a_letter_of_a_leader_who_left_before_another(office: Office) -> None:
    document = make_given(office)
    give_back(actor=office.head, case_id=document.case_id, seen_seq=None, reason="Không thuộc việc của Văn phòng")
    case = Case.objects.get(pk=document.case_id)
    assert case.holder_id == office.accounts["lanhdao"]
    reassign_work(actor=office.registry, case_id=case.pk, seen_seq=None, holder_id=None, reason="Chủ tịch đi công tác")
    case.refresh_from_db()
    assert case.holder_id is None


def test_the_leader_makes_another_unit_responsible(office: Office) -> None:
    case = _with_officer(office)
    document = Document.objects.get(case_id=case.pk)
    due = clock.today() + timedelta(days=20)

    change_main(actor=office.leader, document_id=document.pk, seen_seq=None, reason="Thuộc lĩnh vực kinh tế",
                main=NewMain(office.units["phuong-kt"], due_on=due))  # fmt: skip

    case.refresh_from_db()
    assert (case.holder_unit_id, case.holder_id, case.division_id) == (office.units["phuong-kt"], None, office.units["phuong-kt"])
    valid = Assignment.objects.filter(incoming_id=document.pk, withdrawn_at=None)
    assert [(row.role, row.unit_id) for row in valid] == [("main", office.units["phuong-kt"])]
    assert not Case.objects.filter(kind="incoming_part").exclude(state="closed").exists()
    assert Instruction.objects.latest("pk").text == "Thuộc lĩnh vực kinh tế"
    assert case.due_at is not None
    assert clock.local(case.due_at).date() >= due
    told = Notice.objects.filter(title__startswith="Văn bản đến đã giao đơn vị khác chủ trì").values_list("account_id", flat=True)
    assert set(told) == {office.accounts["truongphong"], office.accounts["chuyenvien"]}
    with pytest.raises(CaseClosed):
        finish(actor=office.actor("truongkinhte"), case_id=Assignment.objects.get(role="help").case_id, seen_seq=None, result="x")


def test_the_responsible_unit_is_not_changed_by_a_head_nor_to_another_agency_nor_before_or_after_the_work(office: Office) -> None:
    waiting = make_incoming(office)
    main = NewMain(office.units["phuong-kt"])
    with pytest.raises(NotInWork):
        change_main(actor=office.leader, document_id=waiting.pk, seen_seq=None, main=main, reason="Sớm")
    document = make_given(office, waiting)
    with pytest.raises(NotAllowed):
        change_main(actor=office.head, document_id=document.pk, seen_seq=None, main=main, reason="Đẩy việc")
    with pytest.raises(InvalidInput):
        change_main(actor=office.leader, document_id=document.pk, seen_seq=None, main=NewMain(office.units["so-cm"]), reason="Nhầm")
    with pytest.raises(ReasonMissing):
        change_main(actor=office.leader, document_id=document.pk, seen_seq=None, main=main, reason="")
    finish(actor=office.head, case_id=document.case_id, seen_seq=None, result="Xong")
    with pytest.raises(CaseClosed):
        change_main(actor=office.leader, document_id=document.pk, seen_seq=None, main=main, reason="Muộn")
    assert Assignment.objects.filter(role="main", withdrawn_at=None).get().unit_id == office.units["phuong-vp"]


def test_it_is_done_on_the_page(office: Office, client: Client) -> None:
    case = _with_officer(office)
    document = Document.objects.get(case_id=case.pk)
    leaves(office, "chuyenvien")
    client.force_login(Account.objects.get(username="truongphong"))
    page = client.get(f"/van-ban/den/{document.pk}/")
    assert "không còn giữ việc này, cần phân công lại" in page.content.decode()
    case.refresh_from_db()
    chosen = {"to": f"{case.pk}:{office.accounts['chuyenvien2']}", "seen": f"{case.pk}={case.seq}", "reason": ""}
    refused = client.post(f"/van-ban/den/{document.pk}/lam/phan-cong-lai/", chosen)
    assert refused.status_code == 422
    assert client.post(f"/van-ban/den/{document.pk}/lam/phan-cong-lai/", chosen | {"reason": "Nghỉ hưu"}).status_code == 302
    client.force_login(Account.objects.get(username="lanhdao"))
    moved = client.post(f"/van-ban/den/{document.pk}/lam/doi-chu-tri/", {
        "to": f"{office.units['phuong-kt']}:", "reason": "Đúng lĩnh vực", "due_on": "", "seq": ""})  # fmt: skip
    assert moved.status_code == 302
    assert "Phòng Kinh tế" in client.get(f"/van-ban/den/{document.pk}/").content.decode()
