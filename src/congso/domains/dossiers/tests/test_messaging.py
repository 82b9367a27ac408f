"""Messages about a dossier: who may write, how often, who hears of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.errors import TooManyFiles, TooManyMessages
from congso.domains.dossiers.models import Dossier, DossierMessage
from congso.domains.dossiers.services import read_messages, send_message
from congso.domains.dossiers.services.messaging import MOST_A_DAY
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import (
    SYSTEM,
    Office,
    bring_to,
    make_application,
    make_citizen,
    make_dossier,
)
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.files.content import FileRefused
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """A dossier in the officer's hands."""
    return bring_to(office, make_dossier(office), "work")


def test_the_holder_gets_a_notice_else_the_counter(office: Office, dossier: Dossier) -> None:
    citizen = make_citizen()
    send_message(actor=citizen, dossier_id=dossier.pk, text="Xin hỏi")
    waiting = make_application(office, citizen)
    send_message(actor=citizen, dossier_id=waiting.pk, text="Xin hỏi nữa")

    rows = Notice.objects.filter(kind="message").order_by("id")
    assert [row.account_id for row in rows] == [office.accounts["chuyenvien"], office.accounts["motcua"]]
    assert "Xin hỏi" not in rows[0].title + rows[0].text


def test_strangers_and_jobs_do_not_write(office: Office, dossier: Dossier) -> None:
    stranger = make_citizen(identity_number="087290004321", name="Người Lạ")
    with refused(NotVisible):
        send_message(actor=stranger, dossier_id=dossier.pk, text="x")
    with refused(NotVisible):
        send_message(actor=office.actor("motcuaxa"), dossier_id=dossier.pk, text="x")
    with refused(NotAllowed):
        send_message(actor=SYSTEM, dossier_id=dossier.pk, text="x")
    assert not DossierMessage.objects.exists()


def test_empty_words_too_many_files_and_disguised_ones_are_refused(office: Office, dossier: Dossier) -> None:
    files = [SimpleUploadedFile(f"{number}.pdf", A_PDF) for number in range(6)]
    with refused(ReasonMissing):
        send_message(actor=office.officer, dossier_id=dossier.pk, text="  ")
    with refused(TooManyFiles):
        send_message(actor=office.officer, dossier_id=dossier.pk, text="x", uploads=files)
    with refused(FileRefused):
        send_message(actor=office.officer, dossier_id=dossier.pk, text="x", uploads=[SimpleUploadedFile("a.pdf", b"MZ...")])
    assert not DossierMessage.objects.exists()


def test_twenty_a_day_are_enough(office: Office, dossier: Dossier) -> None:
    citizen = make_citizen()
    for number in range(MOST_A_DAY):
        send_message(actor=citizen, dossier_id=dossier.pk, text=f"{number}")

    with refused(TooManyMessages):
        send_message(actor=citizen, dossier_id=dossier.pk, text="thêm")
    send_message(actor=office.officer, dossier_id=dossier.pk, text="Đã nhận đủ")


def test_each_side_reads_only_what_the_other_wrote(office: Office, dossier: Dossier) -> None:
    citizen = make_citizen()
    send_message(actor=citizen, dossier_id=dossier.pk, text="Hỏi")

    assert read_messages(actor=citizen, dossier_id=dossier.pk) == 0
    assert read_messages(actor=office.officer, dossier_id=dossier.pk) == 1
    assert read_messages(actor=office.officer, dossier_id=dossier.pk) == 0


def test_the_office_sees_the_mark_and_answers_on_the_page(office: Office, dossier: Dossier, client: Client) -> None:
    send_message(actor=make_citizen(), dossier_id=dossier.pk, text="Khi nào xong?")
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "1 tin nhắn chưa đọc" in page
    assert "Khi nào xong?" in page

    empty = client.post(f"/ho-so/{dossier.pk}/tin-nhan/", {"text": ""})
    assert empty.status_code == 422
    client.post(f"/ho-so/{dossier.pk}/tin-nhan/", {"text": "Thứ sáu"})

    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Thứ sáu" in page
    assert "tin nhắn chưa đọc" not in page
