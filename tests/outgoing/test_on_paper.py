"""A document signed by hand: the same way and the same book; printed, signed, scanned; sent on paper, or as the agency's electronic copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import Conflict, InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.enums_outgoing import SIGNED_IN, DeliveryState, DeliveryWay
from congso.domains.documents.errors_outgoing import NotInThisStep, NotReady, ReservedDayNotOpen, UploadSigned
from congso.domains.documents.models import (
    CopyKind,
    CopyMedium,
    Delivery,
    Document,
    Incoming,
    Outgoing,
    PaperSigning,
)
from congso.domains.documents.outgoing_register import books, open_book, page_of_book
from congso.domains.documents.queries_outgoing import document_page, waiting_for, waiting_outside
from congso.domains.documents.registers.posting import not_posted
from congso.domains.documents.registers.statistics import figure_documents, statistics
from congso.domains.documents.services.copying import CopyIn, make_copy, order_of, store_signed_copy
from congso.domains.documents.services.outgoing import (
    Outside,
    cancel_document,
    issue_document,
    recall_document,
    reserve_number,
    send_back,
    start_draft,
)
from congso.domains.documents.services.outgoing_annexes import read_pdf
from congso.domains.documents.services.outgoing_on_paper import (
    approve_on_paper,
    keep_scan,
    mark_on_paper,
    number_on_paper,
)
from congso.domains.documents.services.paper_deliveries import SheetIn, note_paper_delivery, sheet_of
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.files.content import FileRefused
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Trust, sign_documents, verify_pdf
from tests.outgoing.conftest import Desk, draft_in
from tests.outgoing.test_second_signer import contract, record
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)
MAIL, POST = Outside("Công ty Sen Hồng", "", "sen@example.vn"), Outside("Ông Nguyễn Văn Giấy")


def marked(desk: Desk) -> Document:
    """A draft that is to be signed by hand, before its signer."""
    document = desk.draft()
    mark_on_paper(actor=desk.office.officer, document_id=document.pk, seen_seq=None, on_paper=True)
    return desk.bring(document, "sign")


def approved(desk: Desk) -> Document:
    document = marked(desk)
    approve_on_paper(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note="Đồng ý")
    return document


def printed(desk: Desk) -> Document:
    document = approved(desk)
    number_on_paper(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    document.refresh_from_db()
    return document


def scan_of(document: Document, pdf: bytes | None = None) -> SimpleUploadedFile:
    """What the scanner gives: the printed sheet again."""
    sheet = Outgoing.objects.select_related("prepared").get(pk=document.pk).prepared
    return SimpleUploadedFile("quet.pdf", pdf or read_pdf(sheet) + b"\n% quet\n", content_type="application/pdf")


def keep(desk: Desk, document: Document) -> None:
    keep_scan(actor=desk.office.registry, document_id=document.pk, seen_seq=None, upload=scan_of(document), signed_on=clock.today())


def scanned(desk: Desk) -> Document:
    document = printed(desk)
    keep(desk, document)
    document.refresh_from_db()
    return document


def issue(desk: Desk, document: Document, *, as_paper: bool = False) -> Document:
    units = [desk.office.units["so"], desk.office.units["phuong-kt"]]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=units, outside=[MAIL, POST], as_paper=as_paper)
    run_pending_jobs()
    document.refresh_from_db()
    return document


def electronic_copy(desk: Desk, document: Document) -> None:
    copy = make_copy(actor=desk.office.registry, document_id=document.pk, asked=CopyIn(CopyKind.WHOLE, CopyMedium.ELECTRONIC))
    (done,) = sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=[order_of(copy)])
    store_signed_copy(actor=desk.office.registry, copy_id=copy.pk, signed=done)


def test_the_whole_way_on_paper_takes_its_number_from_the_same_book(desk: Desk) -> None:
    first = desk.bring(desk.draft(), "issue")
    document = scanned(desk)

    assert (first.number_text, document.number_text) == ("01/QĐ-UBND", "02/QĐ-UBND")
    assert document.issued_on == clock.today()
    paper = PaperSigning.objects.get()
    assert document.file_id == paper.scan_id
    assert paper.approved_by_name == "Phạm Ngọc Hạnh"
    issue(desk, document)
    assert document.state == "issued"
    assert {row.way for row in Delivery.objects.filter(document=document)} == {DeliveryWay.PAPER}
    assert {row.state for row in Delivery.objects.filter(document=document)} == {DeliveryState.WAITING}
    assert not Incoming.objects.filter(source_document_id=document.pk).exists()  # nothing arrives by itself: the sheet is on its way
    labels = [event.label for event in document_page(desk.office.registry, document.pk).events]
    assert {"Chuyển sang ký giấy", "Duyệt để ký giấy", "Cấp số, in để ký giấy", "Lưu bản quét đã ký"} <= set(labels)


def test_no_step_is_left_out_and_only_who_should_does_it(desk: Desk) -> None:
    office, document = desk.office, desk.draft()
    with pytest.raises(NotYourStep):
        mark_on_paper(actor=office.head, document_id=document.pk, seen_seq=None, on_paper=True)
    mark_on_paper(actor=office.officer, document_id=document.pk, seen_seq=None, on_paper=True)
    with pytest.raises(NotInThisStep):
        approve_on_paper(actor=office.leader, document_id=document.pk, seen_seq=None)
    desk.bring(document, "sign")
    with pytest.raises(NotYourStep):
        approve_on_paper(actor=office.registry, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotInThisStep):
        number_on_paper(actor=office.registry, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotReady, match="ký giấy"):
        desk.sign([document.pk])
    approve_on_paper(actor=office.leader, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotAllowed):
        number_on_paper(actor=office.officer, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotReady, match="chưa lưu bản quét"):
        issue(desk, document)
    assert not NumberEntry.objects.filter(book__kind__startswith="document").exists()
    number_on_paper(actor=office.registry, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotReady, match="đã cấp số"):
        number_on_paper(actor=office.registry, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotReady):
        desk.put_seal([document.pk])
    with pytest.raises(NotReady, match="chưa lưu bản quét"):
        issue(desk, document)
    assert AuditEntry.objects.filter(action="documents.issue", outcome="refused").exists()


def test_the_day_is_not_dated_back(desk: Desk) -> None:
    document, today = approved(desk), clock.today()
    for day in (today + timedelta(days=1), today - timedelta(days=10)):
        with pytest.raises(ReservedDayNotOpen):
            number_on_paper(actor=desk.office.registry, document_id=document.pk, seen_seq=None, on=day)
    assert Document.objects.get(pk=document.pk).number is None


def test_a_number_kept_before_stays(desk: Desk) -> None:
    document = approved(desk)
    reserve_number(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    number_on_paper(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    document.refresh_from_db()
    assert document.number_text == "01/QĐ-UBND"
    assert NumberEntry.objects.filter(book__kind="document:QĐ").count() == 1


def test_what_is_no_scan_of_it_is_refused_and_nothing_moves(desk: Desk) -> None:
    document, office = printed(desk), desk.office
    signed = desk.bring(desk.draft(), "seal")
    assert signed.file is not None
    cases: list[tuple[bytes, date, type[Exception]]] = [
        (b"khong phai pdf", clock.today(), FileRefused), (read_pdf(signed.file), clock.today(), UploadSigned)]  # fmt: skip
    for content, day, error in cases:
        with pytest.raises(error):
            keep_scan(actor=office.registry, document_id=document.pk, seen_seq=None, upload=scan_of(document, content), signed_on=day)
    with pytest.raises(InvalidInput, match="ngày ký tay"):
        keep_scan(actor=office.registry, document_id=document.pk, seen_seq=None, upload=scan_of(document), signed_on=clock.today() + timedelta(days=1))
    assert PaperSigning.objects.get().scan_id is None
    document.refresh_from_db()
    assert document.state == "signing"


def test_who_marks_it_back_signs_electronically(desk: Desk) -> None:
    document = desk.draft()
    for on_paper in (True, False):
        mark_on_paper(actor=desk.office.officer, document_id=document.pk, seen_seq=None, on_paper=on_paper)
    desk.bring(document, "issue")
    assert document.file is not None
    assert len(verify_pdf(read_pdf(document.file))) == 2


def test_sent_back_and_given_up_its_number_stays_voided(desk: Desk) -> None:
    document = marked(desk)
    send_back(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note="Sửa lại")
    desk.bring(document, "sign")
    approve_on_paper(actor=desk.office.leader, document_id=document.pk, seen_seq=None)
    number_on_paper(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    cancel_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, reason="Không ký nữa")
    assert NumberEntry.objects.get(book__kind="document:QĐ").void_reason == "Không ký nữa"


def test_with_the_agencys_electronic_copy_it_goes_electronically(desk: Desk) -> None:
    document = scanned(desk)
    electronic_copy(desk, document)
    document.refresh_from_db()
    paper = PaperSigning.objects.select_related("copy").get()
    assert paper.copy is not None
    assert document.file_id == paper.copy.file_id != paper.scan_id
    with pytest.raises(NotReady, match="không thay bản quét"):
        keep(desk, document)
    issue(desk, document)
    ways = dict(Delivery.objects.filter(document=document).values_list("name", "way"))
    assert ways == {"Sở Tư pháp": "internal", "Phòng Kinh tế": "internal", MAIL.name: "email", POST.name: "outside"}
    arrival = Incoming.objects.select_related("document__file").get(source_document_id=document.pk)
    assert arrival.document.file is not None
    (found,) = verify_pdf(read_pdf(arrival.document.file))
    assert found.trust == Trust.TRUSTED


def test_the_registry_may_send_sheets_all_the_same(desk: Desk) -> None:
    document = scanned(desk)
    electronic_copy(desk, document)
    issue(desk, document, as_paper=True)
    assert {row.way for row in Delivery.objects.filter(document=document)} == {DeliveryWay.PAPER}


def test_the_sheet_says_when_it_left_and_who_took_it(desk: Desk) -> None:
    document, today, registry = issue(desk, scanned(desk)), clock.today(), desk.office.registry
    row = Delivery.objects.get(document=document, name="Sở Tư pháp")
    assert {each.pk for each in not_posted(registry, desk.office.units["phuong"])} == set(Delivery.objects.values_list("pk", flat=True))
    wrong = [SheetIn(today + timedelta(days=1)), SheetIn(today, today, ""), SheetIn(today, None, "A"), SheetIn(today, today - timedelta(days=1), "A"),
             SheetIn(today, returned_on=today)]  # fmt: skip
    for given in wrong:
        with pytest.raises(InvalidInput):
            note_paper_delivery(actor=registry, delivery_id=row.pk, given=given)
    row.refresh_from_db()
    assert row.state == DeliveryState.WAITING
    with pytest.raises(NotAllowed):
        note_paper_delivery(actor=desk.office.officer, delivery_id=row.pk, given=SheetIn(today))
    note_paper_delivery(actor=registry, delivery_id=row.pk, given=SheetIn(today, today, "Ngô Thùy Vy, văn thư"))
    row.refresh_from_db()
    assert (row.state, row.received_by) == (DeliveryState.RECEIVED, "Ngô Thùy Vy, văn thư")
    with pytest.raises(NotVisible):
        sheet_of(viewer=desk.actor("sovanthu"), delivery_id=row.pk)


def test_it_stands_in_the_register_and_counts_as_paper(desk: Desk) -> None:
    electronic = desk.bring(desk.draft(), "issue")
    issue(desk, electronic)
    document, registry, agency = issue(desk, scanned(desk)), desk.office.registry, desk.office.units["phuong"]
    row = Delivery.objects.get(document=document, name="Sở Tư pháp")
    note_paper_delivery(actor=registry, delivery_id=row.pk, given=SheetIn(clock.today(), clock.today(), "Bà Vy"))
    ((book_id, _name),) = books(registry)
    lines, _newer, _older = page_of_book(open_book(registry, book_id))
    assert lines[0].cells[0] == document.number_text
    assert lines[0].cells[9] == "Ký giấy"
    assert lines[0].cells[8] == f"Bà Vy ({clock.today():%d/%m/%Y})"
    assert lines[1].cells[9] == ""
    year = statistics(registry, agency, clock.today().year).total
    assert (year.issued, year.signed, year.sealed, year.paperless) == (2, 1, 1, 1)
    for figure, count in (("di", 2), ("ky-so", 1), ("ky-co-quan", 1), ("khong-giay", 1)):
        assert figure_documents(registry, agency, clock.today().year, figure).count() == count


def test_recalled_the_sheets_come_back(desk: Desk) -> None:
    document, today = issue(desk, scanned(desk)), clock.today()
    one, other = Delivery.objects.filter(document=document).order_by("pk")[:2]
    note_paper_delivery(actor=desk.office.registry, delivery_id=one.pk, given=SheetIn(today, today, "A"))
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Sai căn cứ")
    run_pending_jobs()
    for row in (one, other):
        row.refresh_from_db()
    assert (one.state, other.state) == (DeliveryState.RECALL, DeliveryState.STOPPED)
    note_paper_delivery(actor=desk.office.registry, delivery_id=one.pk, given=SheetIn(today, today, "A", returned_on=today))
    one.refresh_from_db()
    assert one.state == DeliveryState.RECALLED
    with pytest.raises(Conflict):
        note_paper_delivery(actor=desk.office.registry, delivery_id=one.pk, given=SheetIn(today))


def test_replaced_by_another_it_holds_no_longer(desk: Desk) -> None:
    document = issue(desk, scanned(desk))
    other = start_draft(actor=desk.office.officer, draft=draft_in(desk, subject="Thay thế"), relation=("replaces", document.pk))
    issue(desk, desk.bring(other, "issue"))
    document.refresh_from_db()
    assert document.state == "replaced"


def test_lists_tell_paper_from_electronic(desk: Desk) -> None:
    document, office = marked(desk), desk.office
    assert not waiting_for(office.leader, "ky")
    assert [row.pk for row in waiting_for(office.leader, "ky", on_paper=True)] == [document.pk]


def test_screens_refuse_with_a_sentence_and_keep_what_was_typed(desk: Desk) -> None:
    document = printed(desk)
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    address = f"/van-ban/di/{document.pk}/ky-giay/"
    answer = client.post(address, {"viec": "ban-quet", "signed_on": "01/01/2020", "upload": scan_of(document)})
    assert answer.status_code == 422
    assert "ngày ký tay phải từ" in answer.content.decode()
    assert "01/01/2020" in answer.content.decode() or "2020-01-01" in answer.content.decode()
    assert client.post(address, {"viec": "khong-co"}).status_code == 404
    assert client.get(f"{address}ban-quet.pdf").status_code == 404
    assert client.get(f"{address}ban-in.pdf").status_code == 200
    client.force_login(Account.objects.get(username="sovanthu"))
    assert client.get(address).status_code == 404
    assert client.get(f"{address}ban-in.pdf").status_code == 404


def test_a_step_that_is_over_is_refused_on_its_page(desk: Desk) -> None:
    document = printed(desk)
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.post(f"/van-ban/di/{document.pk}/ky-giay/", {"viec": "cap-so", "on": f"{clock.today():%d/%m/%Y}"})
    assert page.status_code == 409
    assert "đã cấp số" in page.content.decode()


@pytest.mark.parametrize("make", [record, contract])
def test_what_two_sign_by_hand_waits_for_neither_of_them_in_the_system(desk: Desk, make: Callable[[Desk], Document]) -> None:
    document = make(desk)
    mark_on_paper(actor=desk.office.officer, document_id=document.pk, seen_seq=None, on_paper=True)
    desk.bring(document, "sign")
    assert [row.pk for row in waiting_for(desk.office.leader, *SIGNED_IN, on_paper=True)] == [document.pk]
    approve_on_paper(actor=desk.office.leader, document_id=document.pk, seen_seq=None)
    number_on_paper(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    keep(desk, document)

    assert waiting_outside(desk.office.registry) == []
    assert "party" not in document_page(desk.office.registry, document.pk).offers
    issue(desk, document)
    assert document.state == "issued"
