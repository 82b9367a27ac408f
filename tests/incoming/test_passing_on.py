"""The registry passes on directly where the head allows it; a leader to another; people help by name; each by its own day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.documents.errors_incoming import AlreadyPassedOn, DueBehind, NotPassedDirectly
from congso.domains.documents.models import Assignment, Document, ForwardingRule, Instruction
from congso.domains.documents.queries_incoming import incoming_page
from congso.domains.documents.services.forwarding import pass_directly, pass_to_leader, set_forwarding_rule
from congso.domains.documents.services.incoming_routing import Routing, distribute, finish
from congso.domains.dossiers.tests.makers import START, SYSTEM, Office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import NotYourStep, ReasonMissing
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.casework.models import Case
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.models import Account
from tests.incoming.makers import make_given, make_incoming

pytestmark = pytest.mark.django_db(transaction=True)


def _allow(office: Office, *, allowed: bool = True) -> ForwardingRule:
    return set_forwarding_rule(actor=office.leader, agency_id=office.units["phuong"], valid_from=clock.today(), allowed=allowed, source="Quy chế văn thư")


def test_the_registry_passes_on_directly_once_the_head_allows_it(office: Office, client: Client) -> None:
    document = make_incoming(office)
    routing = Routing(text="", main_unit_id=office.units["phuong-kt"])
    with pytest.raises(NotPassedDirectly):
        pass_directly(actor=office.registry, document_id=document.pk, seen_seq=None, routing=routing)
    assert "direct" not in incoming_page(viewer=office.registry, document_id=document.pk).offers

    client.force_login(Account.objects.get(username="lanhdao"))
    saved = client.post("/van-ban/den/chuyen-thang/", {"valid_from": f"{clock.today():%d/%m/%Y}", "allowed": "on", "source": "Quy chế"})
    assert saved.status_code == 302
    client.force_login(Account.objects.get(username="vanthu"))
    sent = client.post(f"/van-ban/den/{document.pk}/lam/chuyen-thang/", {
        f"unit_{office.units['phuong-kt']}": "main", "text": "", "due_on": "", "seq": ""})  # fmt: skip
    assert sent.status_code == 302

    case = Case.objects.get(pk=document.case_id)
    assert case.holder_unit_id == office.units["phuong-kt"]
    assert not Instruction.objects.exists()
    page = incoming_page(viewer=office.leader, document_id=document.pk)
    assert (page.events[-1].who, page.events[-1].note) == ("Huỳnh Kim Liên", "Văn thư chuyển thẳng.")
    with pytest.raises(AlreadyPassedOn):
        pass_directly(actor=office.registry, document_id=document.pk, seen_seq=None, routing=routing)


def test_only_the_head_allows_it_for_their_own_agency_and_may_stop_it(office: Office) -> None:
    for who in ("vanthu", "truongphong", "sogiamdoc", "chuyenvien"):
        with pytest.raises(NotAllowed):
            set_forwarding_rule(actor=office.actor(who), agency_id=office.units["phuong"], valid_from=clock.today(), allowed=True)
    assert not ForwardingRule.objects.exists()
    assert AuditEntry.objects.filter(action="documents.set_forwarding_rule", outcome="refused").count() == 4
    _allow(office)
    document = make_incoming(office)
    with pytest.raises(NotAllowed):
        pass_directly(actor=office.officer, document_id=document.pk, seen_seq=None, routing=Routing(text="", main_unit_id=office.units["phuong-kt"]))
    _allow(office, allowed=False)
    with pytest.raises(NotPassedDirectly):
        pass_directly(actor=office.registry, document_id=document.pk, seen_seq=None, routing=Routing(text="", main_unit_id=office.units["phuong-kt"]))
    assert Document.objects.get(pk=document.pk).state == "received"


def test_a_leader_passes_a_letter_to_another_leader(office: Office, client: Client) -> None:
    spec = OfficialSpec("phochutich", "Võ Thành Nhân", office.units["phuong"], "leader", "Phó Chủ tịch UBND phường", START, "pho@dongthap.example")
    office.accounts |= load_officials(actor=SYSTEM, officials=[spec], password_hash="!")
    deputy, document = office.accounts["phochutich"], make_incoming(office)
    with pytest.raises(ReasonMissing):
        pass_to_leader(actor=office.leader, document_id=document.pk, seen_seq=None, holder=deputy, note=" ")
    with pytest.raises((NotYourStep, NotAllowed)):
        pass_to_leader(actor=office.registry, document_id=document.pk, seen_seq=None, holder=deputy, note="Thử")
    client.force_login(Account.objects.get(username="lanhdao"))
    sent = client.post(f"/van-ban/den/{document.pk}/lam/chuyen-lanh-dao/", {"holder": deputy, "note": "Thuộc lĩnh vực đồng chí phụ trách", "seq": ""})
    assert sent.status_code == 302
    with pytest.raises(NotYourStep):
        make_given(office, document)
    distribute(actor=office.actor("phochutich"), document_id=document.pk, seen_seq=None,
               routing=Routing(text="Giao Văn phòng", main_unit_id=office.units["phuong-vp"]))  # fmt: skip
    assert Document.objects.get(pk=document.pk).state == "in_work"


def test_people_help_by_name_and_every_unit_has_its_own_day(office: Office, client: Client) -> None:
    document, today = make_incoming(office), clock.today()
    client.force_login(Account.objects.get(username="lanhdao"))
    vp, kt, person = office.units["phuong-vp"], office.units["phuong-kt"], office.accounts["chuyenvien2"]
    sent = client.post(f"/van-ban/den/{document.pk}/lam/phan-phoi/", {
        "text": "Giao Văn phòng", "seq": "", f"unit_{vp}": "main", f"unit_{kt}": "help", "helpers": f"{person}:{vp}",
        "due_on": f"{today + timedelta(days=30):%d/%m/%Y}", f"due_{kt}": f"{today + timedelta(days=10):%d/%m/%Y}"})  # fmt: skip
    assert sent.status_code == 302, sent.context["failed"]
    rows = {(row.role, row.unit_id, row.account_id): row for row in Assignment.objects.all()}
    assert set(rows) == {("main", vp, None), ("help", kt, None), ("help", vp, person)}
    days = {key: clock.local(row.due_at).date() for key, row in rows.items() if row.due_at}
    assert days["help", kt, None] < days["main", vp, None] == days["help", vp, person]
    part = rows["help", vp, person].case
    assert part is not None
    assert part.holder_id == person
    assert inbox(viewer=office.actor("chuyenvien2"), wanted=InboxFilter(scope="mine")).rows[0].title.startswith("Phối hợp:")
    with pytest.raises(NotYourStep):
        finish(actor=office.officer, case_id=part.pk, seen_seq=None, result="Xong")
    finish(actor=office.actor("chuyenvien2"), case_id=part.pk, seen_seq=None, result="Đã góp ý")
    with pytest.raises(DueBehind):
        distribute(actor=office.leader, document_id=make_incoming(office, number_text="9/STP").pk, seen_seq=None,
                   routing=Routing(text="x", main_unit_id=vp, due_of={vp: today - timedelta(days=1)}))  # fmt: skip
