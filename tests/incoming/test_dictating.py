"""A leader's instruction fills the boxes of the distribution and decides nothing; dictating is offered where the office allows it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.documents.models import Assignment, Document, SpeechRule
from congso.domains.documents.queries_speech import speech_allowed
from congso.domains.documents.services.speech import set_speech_rule
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import Office
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.people.models import Account
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db
SAID = "Giao Văn phòng chủ trì, phối hợp Phòng Kinh tế, hạn ngày {day}, Sở Tài chính để biết"


def leader(client: Client) -> Client:
    client.force_login(Account.objects.get(username="lanhdao"))
    return client


def test_the_boxes_are_filled_and_nothing_is_given(office: Office, client: Client) -> None:
    document, day = make_incoming(office), clock.today() + timedelta(days=20)
    said, office_id = SAID.format(day=f"{day:%d/%m/%Y}"), office.units["phuong-vp"]
    page = leader(client).post(f"/van-ban/den/{document.pk}/lam/phan-phoi/", {"text": said, "read": "1", "keep": "on"})
    assert page.status_code == 200
    (form,) = [form for action, form in page.context["panels"] if action.slug == "phan-phoi"]
    assert form["text"].value() == said
    assert (form[f"unit_{office_id}"].value(), form[f"unit_{office.units['phuong-kt']}"].value()) == ("main", "help")
    assert (form["due_on"].value(), form["keep"].value()) == (day, True)
    text = page.content.decode()
    assert "Đã điền theo bút phê, mời xem lại" in text
    assert "Không có đơn vị «Sở Tài chính» trong danh sách nhận." in text
    assert not Assignment.objects.exists()
    document.refresh_from_db()
    assert document.state == "received"

    typed = {"text": said, f"unit_{office_id}": "main", "due_on": f"{day:%d/%m/%Y}", "seq": form["seq"].value()}
    assert client.post(f"/van-ban/den/{document.pk}/lam/phan-phoi/", typed).status_code == 302
    assert Assignment.objects.filter(incoming_id=document.pk, unit_id=office_id, role="main").exists()


def test_what_was_chosen_by_hand_stays_where_nothing_was_said(office: Office, client: Client) -> None:
    document = make_incoming(office)
    typed = {"text": "Nghiên cứu, xem xét.", f"unit_{office.units['phuong-kt']}": "know", "due_on": "31/12/2099", "read": "1"}
    page = leader(client).post(f"/van-ban/den/{document.pk}/lam/phan-phoi/", typed)
    (form,) = [form for action, form in page.context["panels"] if action.slug == "phan-phoi"]
    assert (form[f"unit_{office.units['phuong-kt']}"].value(), form["due_on"].value()) == ("know", "31/12/2099")
    assert "Không thấy đơn vị hay thời hạn nào" in page.content.decode()


def test_the_microphone_is_offered_only_where_the_office_allows_it(office: Office, client: Client) -> None:
    document = make_incoming(office)
    here = f"/van-ban/den/{document.pk}/"
    assert "data-dictate" not in leader(client).get(here).content.decode()
    admin = Client()
    admin.force_login(Account.objects.get(username="quantri"))
    page = admin.get("/van-ban/den/doc-but-phe/").content.decode()
    assert "gửi âm thanh đến máy chủ của hãng" in page
    admin.post("/van-ban/den/doc-but-phe/", {"valid_from": f"{clock.today():%d/%m/%Y}", "allowed": "on", "source": "CV 5"})
    shown = client.get(here).content.decode()
    assert "data-dictate" in shown
    assert "documents/dictating.js" in shown
    assert client.get("/van-ban/den/doc-but-phe/").status_code == 403


def test_it_is_a_dated_decision_off_before_the_first(office: Office) -> None:
    admin, today = office.actor("quantri"), clock.today()
    assert not speech_allowed(today)
    set_speech_rule(actor=admin, valid_from=today + timedelta(days=1), allowed=True)
    set_speech_rule(actor=admin, valid_from=today + timedelta(days=5), allowed=False)
    assert [speech_allowed(today + timedelta(days=days)) for days in (0, 1, 4, 5)] == [False, True, True, False]
    with refused(NotAllowed):
        set_speech_rule(actor=office.leader, valid_from=today, allowed=True)


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_leave_one_row(office: Office) -> None:
    admin = office.actor("quantri")
    both(lambda: set_speech_rule(actor=admin, valid_from=clock.today(), allowed=True), lambda: set_speech_rule(actor=admin, valid_from=clock.today(), allowed=False))
    assert SpeechRule.objects.count() == 1


def test_only_who_distributes_may_ask(office: Office, client: Client) -> None:
    document = make_incoming(office)
    client.force_login(Account.objects.get(username="vanthu"))
    assert client.post(f"/van-ban/den/{document.pk}/lam/phan-phoi/", {"text": "Giao Văn phòng", "read": "1"}).status_code in {403, 409, 422}
    assert Document.objects.get(pk=document.pk).state == "received"
