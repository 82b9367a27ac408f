"""Hỏa tốc hẹn giờ: the hour is asked, kept, printed, shown and reminded of."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.domains.documents.errors_outgoing import DraftIncomplete
from congso.domains.documents.models import Document, DraftVersion
from congso.domains.documents.services.outgoing import issue_document, save_draft, send_on
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.exchange.composing import document_message, document_values
from congso.domains.exchange.hours import hour_in, with_hour
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.casework.models import Case
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in
from tests.outgoing.test_annexes import pdf
from tests.outgoing.test_way import content

pytestmark = pytest.mark.django_db(transaction=True)
FLASH_AT_HOUR = 4


def in_an_hour() -> datetime:
    return (clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)


def test_the_hour_is_asked_and_must_be_ahead(desk: Desk) -> None:
    desk.draft()
    with refused(InvalidInput, "phải ghi ngày, giờ"):
        desk.draft(urgency=FLASH_AT_HOUR)
    with refused(InvalidInput, "đã qua"):
        desk.draft(urgency=FLASH_AT_HOUR, arrive_by=clock.now() - timedelta(minutes=1))
    assert desk.draft(urgency=3, arrive_by=in_an_hour()).arrive_by is None


def test_a_draft_of_before_without_an_hour_goes_to_nobody(desk: Desk) -> None:
    document = desk.draft(urgency=FLASH_AT_HOUR, arrive_by=in_an_hour())
    Document.objects.filter(pk=document.pk).update(arrive_by=None)
    with refused(DraftIncomplete, "giờ phải đến nơi"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)


def test_it_is_due_in_the_inbox_and_in_the_step_of_issuing_and_printed(desk: Desk) -> None:
    by = in_an_hour()
    document = desk.bring(desk.draft(urgency=FLASH_AT_HOUR, arrive_by=by), "seal")
    (row,) = inbox(viewer=desk.office.registry, wanted=InboxFilter()).rows
    assert (row.due_at, row.step_due_at) == (by, by)
    assert row.title.endswith(f"(hỏa tốc, phải đến nơi trước {by:%H} giờ {by:%M}, ngày {by:%d/%m/%Y})")
    words = " ".join(PdfReader(BytesIO(content(document))).pages[0].extract_text().split())
    assert f"HỎA TỐC Trước {by:%H} giờ {by:%M}, ngày {by:%d/%m/%Y}" in words
    assert DraftVersion.objects.latest("pk").content["arrive_by"] == f"{by:%H} giờ {by:%M}, ngày {by:%d/%m/%Y}"


def test_another_urgency_takes_the_hour_away(desk: Desk) -> None:
    document = desk.draft(urgency=FLASH_AT_HOUR, arrive_by=in_an_hour())
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, urgency=1))
    document.refresh_from_db()
    assert document.arrive_by is None
    assert Case.objects.get(pk=document.case_id).due_at is None


def test_who_gets_it_sees_the_hour_and_so_does_the_delivery_sheet(desk: Desk, client: Client) -> None:
    by = in_an_hour()
    document = desk.bring(desk.draft(urgency=FLASH_AT_HOUR, arrive_by=by), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["so"]])
    run_pending_jobs()
    assert Document.objects.get(direction="in").arrive_by == by
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "Phải đến nơi trước" in page
    assert "phải đến nơi trước" in page.partition("Phiếu gửi văn bản")[2]
    client.force_login(Account.objects.get(username="sovanthu"))
    assert "Phải đến nơi trước" in client.get(f"/van-ban/den/{Document.objects.get(direction='in').pk}/").content.decode()


def test_the_form_asks_day_and_hour(desk: Desk, client: Client) -> None:
    client.force_login(Account.objects.get(username="chuyenvien"))
    by = clock.now() + timedelta(days=1)
    boxes = {"type_code": "CĐ", "subject": "Ứng phó bão", "body": "x", "urgency": "4"}
    bad = client.post("/van-ban/di/moi/", boxes)
    assert bad.status_code == 422
    assert "hỏa tốc hẹn giờ phải ghi ngày, giờ" in bad.content.decode()
    assert client.post("/van-ban/di/moi/", boxes | {"arrive_on": f"{by:%d/%m/%Y}", "arrive_hour": "25:00"}).status_code == 422
    assert client.post("/van-ban/di/moi/", boxes | {"arrive_on": f"{by:%d/%m/%Y}", "arrive_hour": "14h30"}).status_code == 302
    made = Document.objects.get()
    assert clock.local(made.arrive_by).strftime("%H:%M %d/%m/%Y") == f"14:30 {by:%d/%m/%Y}"
    assert 'value="14:30"' in client.get(f"/van-ban/di/{made.pk}/soan/").content.decode()


def test_the_message_says_the_hour_and_another_system_of_ours_reads_it(desk: Desk) -> None:
    by = in_an_hour()
    document = desk.bring(desk.draft(urgency=FLASH_AT_HOUR, arrive_by=by), "issue")
    values = document_values(document, [], at=clock.now(), actor=desk.office.registry, is_further=False)
    message = document_message(values)
    assert message.subject == document.subject
    assert message.content == f"{document.subject}. Hỏa tốc hẹn giờ: phải đến nơi trước {by:%H} giờ {by:%M}, ngày {by:%d/%m/%Y}."
    assert hour_in(message.content) == by
    assert with_hour("Về việc gì", "") == "Về việc gì"
    assert hour_in("Hỏa tốc hẹn giờ: phải đến nơi trước 99 giờ 00, ngày 05/12/2026.") is None
    assert hour_in(None) is None


def test_a_paper_laid_out_elsewhere_gets_the_hour_beside_the_mark(desk: Desk) -> None:
    by = in_an_hour()
    upload = SimpleUploadedFile("mau.pdf", pdf(), content_type="application/pdf")
    places = {"sign": [1.0, 110.0, 200.0], "number": [40.0, 50.0], "date": [120.0, 50.0], "urgency": [30.0, 60.0]}
    document = desk.bring(desk.draft(urgency=FLASH_AT_HOUR, arrive_by=by, upload=upload, places=places), "seal")
    words = " ".join(PdfReader(BytesIO(content(document))).pages[0].extract_text().split())
    assert f"Trước {by:%H} giờ {by:%M}" in words
