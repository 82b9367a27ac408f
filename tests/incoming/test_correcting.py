"""A registered arrival is put right with a reason: corrected, given its files later, voided; its number is never given again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.documents.books_incoming import ARRIVALS, BookQuery, book_lines
from congso.domains.documents.enums import State
from congso.domains.documents.errors_incoming import (
    DayAhead,
    DuplicateArrival,
    NothingChanged,
    NotOnTheBooks,
    SecretRefused,
)
from congso.domains.documents.models import ArrivalCorrection, Channel, Document, Incoming, IncomingFile
from congso.domains.documents.services.incoming_correcting import (
    Line,
    add_files,
    correct_arrival,
    void_arrival,
)
from congso.domains.documents.services.incoming_registering import register_waiting
from congso.domains.documents.services.incoming_routing import finish
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import CaseMoved, ReasonMissing
from congso.foundation.casework.models import Case
from congso.foundation.files.content import FileRefused
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.people.models import Account
from tests.incoming.makers import letter_pdf, make_given, make_incoming

pytestmark = pytest.mark.django_db(transaction=True)


def _line(document: Document, **changes: Any) -> Line:
    document.refresh_from_db()
    return replace(Line.of(document, Incoming.objects.get(pk=document.pk)), **changes)


def _book(office: Office) -> list[tuple[str, ...]]:
    query = BookQuery(office.units["phuong"], ARRIVALS, clock.today().year)
    return [line.values for line in book_lines(office.registry, query)]


def test_the_line_is_corrected_and_says_what_stood_there(office: Office, client: Client) -> None:
    document = make_given(office)
    line = _line(document, number_text="216/STP-HCTP", subject="rà soát việc đăng ký khai sinh quá hạn năm 2026")

    correct_arrival(actor=office.registry, document_id=document.pk, line=line, reason="Gõ nhầm số")

    document.refresh_from_db()
    assert (document.number_text, document.number, document.symbol) == ("216/STP-HCTP", 216, "STP-HCTP")
    assert "216/STP-HCTP" in Case.objects.get(pk=document.case_id).title
    assert _book(office)[0][3] == "216/STP-HCTP"
    assert _book(office)[0][9].startswith("Đã sửa ")
    audited = AuditEntry.objects.get(action="documents.correct_arrival", outcome="done", details__has_key="changes")
    assert audited.details["changes"][0] == ["number_text", "215/STP-HCTP", "216/STP-HCTP"]
    client.force_login(Account.objects.get(username="lanhdao"))
    page = client.get(f"/van-ban/den/{document.pk}/").content.decode()
    assert "<del>215/STP-HCTP</del> → 216/STP-HCTP" in page
    assert "Gõ nhầm số" in page


def test_who_may_not_and_what_is_no_correction(office: Office) -> None:
    document, other = make_incoming(office), make_incoming(office, number_text="300/STP")
    changed = _line(document, note="Bản sao")
    for who in ("lanhdao", "chuyenvien", "sovanthu"):
        with pytest.raises(NotAllowed):
            correct_arrival(actor=office.actor(who), document_id=document.pk, line=changed, reason="x")
    with pytest.raises(ReasonMissing):
        correct_arrival(actor=office.registry, document_id=document.pk, line=changed, reason=" ")
    same_minute = _line(document, arrived_at=_line(document).arrived_at.replace(second=0, microsecond=0))
    with pytest.raises(NothingChanged):
        correct_arrival(actor=office.registry, document_id=document.pk, line=same_minute, reason="x")
    ahead = _line(document, issued_on=clock.today() + timedelta(days=2))
    with pytest.raises(DayAhead):
        correct_arrival(actor=office.registry, document_id=document.pk, line=ahead, reason="x")
    with pytest.raises(InvalidInput):
        correct_arrival(actor=office.registry, document_id=document.pk, line=_line(document, subject=" "), reason="x")
    with pytest.raises(DuplicateArrival):
        correct_arrival(actor=office.registry, document_id=document.pk, line=_line(document, number_text="300/STP"), reason="x")
    assert not ArrivalCorrection.objects.exists()
    assert Document.objects.get(pk=document.pk).number_text == "215/STP-HCTP"
    correct_arrival(actor=office.registry, document_id=document.pk, line=_line(document, number_text="300/STP"), reason="Hai bản", duplicate_confirmed=True)
    assert Document.objects.filter(number_text=other.number_text).count() == 2


def test_the_senders_own_data_are_not_corrected_here(office: Office) -> None:
    document = make_incoming(office)
    Incoming.objects.filter(pk=document.pk).update(channel=Channel.INSIDE)
    line = _line(document, subject="Trích yếu khác", dossier_code="01.VP")
    correct_arrival(actor=office.registry, document_id=document.pk, line=line, reason="Ghi hồ sơ")
    document.refresh_from_db()
    assert document.subject == "rà soát việc đăng ký khai sinh quá hạn trên địa bàn"
    assert Incoming.objects.get(pk=document.pk).dossier_code == "01.VP"


def test_files_come_later_the_first_is_the_document(office: Office, client: Client) -> None:
    document = make_incoming(office)
    assert document.file_id is None
    client.force_login(Account.objects.get(username="vanthu"))
    refused = client.post(f"/van-ban/den/{document.pk}/them-tep/", {})
    assert refused.status_code == 422
    files = [letter_pdf(office), SimpleUploadedFile("phu-luc.pdf", letter_pdf(office, subject="Về phụ lục").read(), "application/pdf")]
    assert client.post(f"/van-ban/den/{document.pk}/them-tep/", {"uploads": files}).status_code == 302
    document.refresh_from_db()
    assert document.file is not None
    assert "Kế hoạch kiểm soát thủ tục hành chính" in document.text
    assert Incoming.objects.get(pk=document.pk).file_name == "quyet-dinh.pdf"
    assert [row.name for row in IncomingFile.objects.filter(incoming_id=document.pk)] == ["phu-luc.pdf"]
    page = client.get(f"/van-ban/den/{document.pk}/").content.decode()
    assert "phu-luc.pdf" in page


def test_a_broken_or_secret_file_leaves_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    document = make_incoming(office)
    with pytest.raises(NotAllowed):
        add_files(actor=office.officer, document_id=document.pk, uploads=[letter_pdf(office)])
    with pytest.raises(FileRefused):
        add_files(actor=office.registry, document_id=document.pk, uploads=[letter_pdf(office), SimpleUploadedFile("a.exe", BytesIO(b"MZ").read())])
    monkeypatch.setattr("congso.domains.documents.services.incoming_holding.propose", lambda _text: {"secrecy": "C"})
    with pytest.raises(SecretRefused):
        add_files(actor=office.registry, document_id=document.pk, uploads=[letter_pdf(office)])
    document.refresh_from_db()
    assert document.file_id is None
    assert not IncomingFile.objects.exists()


def test_a_voided_line_stays_in_the_book_and_its_number_is_gone_for_good(office: Office, client: Client) -> None:
    document = make_given(office)
    with pytest.raises(NotAllowed):
        void_arrival(actor=office.leader, document_id=document.pk, seen_seq=None, reason="Trùng")
    with pytest.raises(ReasonMissing):
        void_arrival(actor=office.registry, document_id=document.pk, seen_seq=None, reason="")
    with pytest.raises(CaseMoved):
        void_arrival(actor=office.registry, document_id=document.pk, seen_seq=1, reason="Trùng")

    client.force_login(Account.objects.get(username="vanthu"))
    sent = client.post(f"/van-ban/den/{document.pk}/lam/huy-dang-ky/", {"reason": "Trùng với bản qua trục", "seq": ""})
    assert sent.status_code == 302

    document.refresh_from_db()
    assert document.state == State.CANCELLED
    assert not Case.objects.exclude(state="closed").exists()
    assert NumberEntry.objects.get(subject=str(document.pk)).void_reason == "Trùng với bản qua trục"
    assert (_book(office)[0][1], _book(office)[0][9]) == ("01", "Đã hủy đăng ký: Trùng với bản qua trục")
    assert make_incoming(office).incoming.arrival_text == "02"
    with pytest.raises(NotOnTheBooks):
        void_arrival(actor=office.registry, document_id=document.pk, seen_seq=None, reason="Lần nữa")
    with pytest.raises(NotOnTheBooks):
        correct_arrival(actor=office.registry, document_id=document.pk, line=_line(document, note="x"), reason="x")
    assert client.get(f"/van-ban/den/{document.pk}/sua/").status_code == 404


def test_what_is_done_is_not_voided(office: Office) -> None:
    document = make_given(office)
    finish(actor=office.head, case_id=document.case_id, seen_seq=None, result="Xong")
    with pytest.raises(NotOnTheBooks):
        void_arrival(actor=office.registry, document_id=document.pk, seen_seq=None, reason="Trùng")
    assert Document.objects.get(pk=document.pk).state == State.DONE


def _waiting_twin(office: Office, document: Document) -> Document:
    same = ("number_text", "number", "symbol", "issued_on", "issuer_name", "subject", "agency_id")
    twin = Document.objects.create(direction="in", state=State.WAITING, created_at=clock.now(), **{name: getattr(document, name) for name in same})
    Incoming.objects.create(document=twin, agency_id=twin.agency_id, arrived_at=clock.now(), channel=Channel.EXCHANGE, intake_key=twin.pk)
    return twin


def test_what_came_on_paper_and_by_a_system_is_warned_of_before_it_gets_a_second_line(office: Office, client: Client) -> None:
    twin = _waiting_twin(office, make_incoming(office))
    with pytest.raises(DuplicateArrival):
        register_waiting(actor=office.registry, document_id=twin.pk)
    client.force_login(Account.objects.get(username="vanthu"))
    assert "Văn bản này đã có trong sổ: số đến 01." in client.get(f"/van-ban/den/{twin.pk}/").content.decode()
    refused = client.post(f"/van-ban/den/{twin.pk}/lam/dang-ky/", {"seq": ""})
    assert refused.status_code in {409, 422}
    twin.refresh_from_db()
    assert (twin.state, Incoming.objects.get(pk=twin.pk).arrival_number) == (State.WAITING, None)
    assert NumberEntry.objects.count() == 1
    assert client.post(f"/van-ban/den/{twin.pk}/lam/dang-ky/", {"seq": "", "duplicate_confirmed": "on"}).status_code == 302
    twin.refresh_from_db()
    assert twin.state == State.RECEIVED


def test_a_voided_line_is_no_duplicate(office: Office) -> None:
    first = make_incoming(office)
    void_arrival(actor=office.registry, document_id=first.pk, seen_seq=None, reason="Nhầm")
    assert make_incoming(office).incoming.arrival_text == "02"
