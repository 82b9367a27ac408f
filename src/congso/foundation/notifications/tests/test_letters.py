"""Letters: written with the change, sent once, tried again, worded by the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.errors import NotAllowed
from congso.foundation.audit.writing import write_action
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.errors import AlreadySent, UnknownField
from congso.foundation.notifications.models import Message, MessageState
from congso.foundation.notifications.services import Letter, carry, send_again, set_wording, write_letters
from congso.foundation.notifications.tasks import MOST_TRIES
from congso.foundation.notifications.tests.makers import Office, make_office
from congso.foundation.notifications.wordings import Kind, isolated, register_wording
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests")
BROKEN = "congso.foundation.notifications.tests.makers.BrokenServer"


@pytest.fixture(autouse=True)
def _kind() -> Any:
    with isolated():
        register_wording(Kind("greeting", "Lời chào", "Chào {name}", "Kính gửi {name}, hôm nay {day}.",
                              {"name": "tên", "day": "ngày"}))  # fmt: skip
        yield


@pytest.fixture
def office() -> Office:
    return make_office()


def write(occasion: str = "a", **fields: str) -> None:
    values = {"name": "Trần Thị Ẩn", "day": "22/11/2026"} | fields
    with write_action("tests.write", actor=SYSTEM) as action:
        write_letters(action, [Letter("an@example.vn", "greeting", occasion, values)])
        action.record(("tests", occasion))


def test_a_letter_leaves_once_however_often_its_job_runs() -> None:
    write()
    run_pending_jobs()
    carry(actor=SYSTEM, message_id=Message.objects.get().pk)

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["an@example.vn"], "Chào Trần Thị Ẩn")
    ]
    assert mail.outbox[0].body == "Kính gửi Trần Thị Ẩn, hôm nay 22/11/2026."
    assert Message.objects.get().state == MessageState.SENT


def test_the_same_occasion_makes_no_second_letter() -> None:
    write()
    write()
    run_pending_jobs()

    assert len(mail.outbox) == 1


def test_a_refused_change_leaves_no_letter() -> None:
    def refused_change() -> None:
        with write_action("tests.write", actor=SYSTEM) as action:
            write_letters(action, [Letter("an@example.vn", "greeting", "x", {"name": "A", "day": "B"})])
            raise NotAllowed

    with pytest.raises(NotAllowed):
        refused_change()
    run_pending_jobs()

    assert mail.outbox == []
    assert not Message.objects.exists()


def test_values_can_neither_add_headers_nor_fields() -> None:
    write(name="An\r\nBcc: all@example.vn {day}")
    run_pending_jobs()

    assert mail.outbox[0].subject == "Chào An Bcc: all@example.vn {day}"
    assert mail.outbox[0].recipients() == ["an@example.vn"]


def test_a_silent_mail_server_is_tried_again_and_the_letter_arrives_once(settings: Any) -> None:
    write()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    run_pending_jobs()
    assert Message.objects.get().state == MessageState.WAITING
    assert run_pending_jobs() == []  # not before its time

    settings.EMAIL_BACKEND = working
    run_pending_jobs(even_later=True)

    message = Message.objects.get()
    assert (message.state, message.tries, message.last_error) == (MessageState.SENT, 2, "")
    assert len(mail.outbox) == 1


def test_a_letter_given_up_is_shown_to_the_administrator_and_can_be_sent_again(
    settings: Any, office: Office, client: Client
) -> None:
    write()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    for _round in range(MOST_TRIES + 2):
        run_pending_jobs(even_later=True)
    client.force_login(Account.objects.get(username="quantri"))
    page = client.get("/thong-bao/thu-chua-gui/").content.decode()
    assert "Không gửi được" in page
    assert "Connection unexpectedly closed" in page

    settings.EMAIL_BACKEND = working
    client.post(f"/thong-bao/thu-chua-gui/{Message.objects.get().pk}/gui-lai/")
    run_pending_jobs()

    assert len(mail.outbox) == 1
    with pytest.raises(AlreadySent):
        send_again(actor=office.actor("quantri"), message_id=Message.objects.get().pk)


def test_a_letter_whose_sending_never_reported_back_is_not_sent_by_itself() -> None:
    write()
    Message.objects.update(state=MessageState.SENDING)
    run_pending_jobs()

    assert mail.outbox == []


def test_the_office_words_a_letter_from_a_day_on(office: Office) -> None:
    today = clock.today()
    set_wording(actor=office.actor("quantri"), key="greeting", subject="Thân chào {name}", body="Ngày {day}",
                valid_from=today)  # fmt: skip
    set_wording(actor=office.actor("quantri"), key="greeting", subject="Sau này", body="x",
                valid_from=today + timedelta(days=1))  # fmt: skip
    write()
    run_pending_jobs()

    assert mail.outbox[0].subject == "Thân chào Trần Thị Ẩn"


def test_a_wording_with_an_unknown_field_is_refused(office: Office) -> None:
    with pytest.raises(UnknownField, match="passwort"):
        set_wording(
            actor=office.actor("quantri"),
            key="greeting",
            subject="{passwort}",
            body="x",
            valid_from=date(2026, 1, 1),
        )


def test_only_the_administrator_sees_letters_and_wordings(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="chuyenvien"))

    assert client.get("/thong-bao/thu-chua-gui/").status_code == 403
    assert client.get("/thong-bao/mau-thu/").status_code == 403
    assert client.get("/thong-bao/mau-thu/greeting/").status_code == 403


def test_the_wording_page_says_what_is_wrong_beside_the_box(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="quantri"))
    answer = client.post(
        "/thong-bao/mau-thu/greeting/", {"subject": "{x}", "body": "b", "valid_from": "01/01/2026"}
    )

    assert answer.status_code == 422
    assert "không có trường {x}" in answer.content.decode()
