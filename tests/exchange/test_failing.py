"""A receiver that cannot be given anything holds up no other; its sender hears of it, and sends again."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import Conflict, NotAllowed
from congso.domains.axis.models import Member, Parcel, Stop
from congso.domains.axis.services import carrying
from congso.domains.axis.services.taking_part import lock_member
from congso.domains.documents.models import Delivery, Document
from congso.domains.exchange.services import failing
from congso.domains.exchange.services.failing import hear_of_failures, send_again
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from tests.exchange.conftest import MINISTRY, SYSTEM, Line

COMMUNE = "H20.32"


@pytest.fixture(autouse=True)
def _a_new_process() -> None:
    failing._asked_until.clear()


def lock(code: str, reason: str) -> None:
    lock_member(actor=SYSTEM, member_id=Member.objects.get(code=code).pk, reason=reason)


def states(document: Document) -> dict[str, str]:
    return dict(Delivery.objects.filter(document=document).values_list("code", "state"))


def test_one_locked_receiver_of_two_the_other_has_it_and_the_registry_sends_again_when_it_is_open(line: Line) -> None:
    lock(COMMUNE, "Đang chuyển hệ thống")
    document = line.issue(line.sealed(), MINISTRY, COMMUNE)
    line.carry()
    assert len(line.ministry.fetch()) == 1
    assert hear_of_failures() == 1
    assert states(document) == {MINISTRY: "sent", COMMUNE: "failed"}
    assert "Đang chuyển hệ thống" in Delivery.objects.get(document=document, code=COMMUNE).reason
    clerk = Account.objects.get(username="vanthu")
    notice = Notice.objects.get(account_id=clerk.pk, kind="exchange.failed")
    assert document.number_text in notice.title
    assert hear_of_failures() == 0, "told once"

    lock(COMMUNE, "")
    client = Client()
    client.force_login(clerk)
    page = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "Gửi lại qua trục" in page
    answer = client.post(f"/lien-thong/gui-lai/{document.pk}/", follow=True)
    assert "Gửi lại cho 1 nơi nhận." in answer.content.decode()
    line.carry()

    assert states(document) == {MINISTRY: "sent", COMMUNE: "sent"}
    assert Stop.objects.get(asked_code=COMMUNE).state == "waiting"
    assert line.ministry.fetch() == [], "who has it gets nothing twice"
    assert Parcel.objects.count() == 1
    assert "Gửi lại qua trục" not in client.get(f"/van-ban/di/{document.pk}/").content.decode()


def test_still_locked_it_fails_again(line: Line) -> None:
    lock(COMMUNE, "Đang chuyển hệ thống")
    document = line.issue(line.sealed(), MINISTRY, COMMUNE)
    line.carry()
    hear_of_failures()
    send_again(actor=line.office.registry, document_id=document.pk)
    line.carry()
    assert Stop.objects.get(asked_code=COMMUNE).state == "dead"
    failing._asked_until.clear()
    hear_of_failures()
    assert states(document)[COMMUNE] == "failed"


def test_what_the_receivers_system_could_not_take_stands_on_the_senders_sheet(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    stop = Stop.objects.get()
    carrying.settle(system=line.ministry.system, receipts=[carrying.Receipt(stop.pk, taken=False, error_code="22", error="Chữ ký không hợp lệ")])
    assert hear_of_failures() == 1
    delivery = Delivery.objects.get(document=document)
    assert (delivery.state, delivery.reason) == ("failed", "22 Chữ ký không hợp lệ")


def test_only_the_registry_sends_again_and_only_what_failed(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    with pytest.raises(Conflict):
        send_again(actor=line.office.registry, document_id=document.pk)
    with pytest.raises(NotAllowed):
        send_again(actor=line.office.actor("sovanthu"), document_id=document.pk)
    assert AuditEntry.objects.filter(action="exchange.send_again", outcome="refused").count() == 2
    line.carry()
    assert Parcel.objects.count() == 1


def test_a_silent_axis_tells_nothing_and_is_asked_again(line: Line) -> None:
    lock(COMMUNE, "Đang chuyển hệ thống")
    line.issue(line.sealed(), MINISTRY, COMMUNE)
    line.carry()
    line.axis.is_down = True
    assert hear_of_failures() == 0
    line.axis.is_down = False
    assert hear_of_failures() == 1
