"""What must not happen on the way out, and what a number must never do."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from congso.core import clock
from congso.core.errors import DomainError, InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.errors_outgoing import (
    DateNotOpen,
    DraftIncomplete,
    NotInThisStep,
    NotReady,
    UploadSigned,
)
from congso.domains.documents.models import Delivery, Document, DocumentNumber, Outgoing
from congso.domains.documents.outgoing_register import gaps, register_pdf
from congso.domains.documents.queries_outgoing import OutFilter, document_page, outgoing_page
from congso.domains.documents.queries_relations import ties_of
from congso.domains.documents.services.outgoing import (
    add_comment,
    answer_delivery,
    cancel_document,
    issue_document,
    recall_document,
    reserve_number,
    save_draft,
    seal_outgoing,
    send_back,
    send_on,
    set_symbol_rule,
    settle_comment,
    sign_outgoing,
    start_draft,
)
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.documents.symbols import initials
from congso.foundation.audit.models import AuditEntry
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.errors import CaseMoved, NotYourStep, ReasonMissing
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.orgs import epoch
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.errors import NotYourKey, WrongPin
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.outgoing.conftest import Desk, draft_in
from tests.signing.conftest import HERE, PIN, paper

pytestmark = pytest.mark.django_db(transaction=True)


def read(document: Document) -> bytes:
    document.refresh_from_db()
    assert document.file is not None
    with open_file(document.file) as stream:
        return stream.read()


def test_a_wrong_pin_changes_nothing(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    with pytest.raises(WrongPin):
        desk.sign([document.pk], pin="khong-phai")
    document.refresh_from_db()
    assert (document.state, document.number, document.file_id) == ("draft", None, None)
    assert not NumberBook.objects.filter(kind__startswith="document").exists()


def test_what_breaks_off_between_number_and_signature_keeps_its_number(desk: Desk) -> None:
    first, second = desk.bring(desk.draft(), "sign"), desk.bring(desk.draft(), "sign")
    prepare_paper(actor=desk.office.leader, document_id=first.pk)  # the program dies here
    desk.sign([second.pk])
    desk.sign([first.pk])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number_text, second.number_text) == ("01/QĐ-UBND", "02/QĐ-UBND")
    assert verify_pdf(read(first))[0].trust == Trust.TRUSTED


def test_a_document_sent_back_after_its_number_leaves_it_voided_in_the_book(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    prepare_paper(actor=desk.office.leader, document_id=document.pk)
    with pytest.raises(ReasonMissing):
        send_back(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note=" ")
    send_back(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note="Sai căn cứ")
    entry = NumberEntry.objects.get(text="01/QĐ-UBND")
    assert entry.void_reason == "Sai căn cứ"
    desk.bring(document, "seal")
    assert document.number_text == "02/QĐ-UBND"
    assert [(gap.value, gap.reason, gap.is_missing) for gap in gaps(entry.book)] == [(1, "Sai căn cứ", False)]


def test_numbers_follow_the_days_and_are_not_dated_back(desk: Desk) -> None:
    registry, today = desk.office.registry, clock.today()
    first, second = desk.draft(), desk.draft()
    with pytest.raises(DateNotOpen):
        reserve_number(actor=registry, document_id=first.pk, seen_seq=None, on=today + timedelta(days=1))
    reserve_number(actor=registry, document_id=first.pk, seen_seq=None)
    with pytest.raises(DateNotOpen):
        reserve_number(actor=registry, document_id=second.pk, seen_seq=None, on=today - timedelta(days=1))
    assert DocumentNumber.objects.count() == 1
    assert NumberBook.objects.get(kind="document:QĐ").last == 1
    with pytest.raises(NotAllowed):
        reserve_number(actor=desk.office.officer, document_id=second.pk, seen_seq=None)
    reserve_number(actor=registry, document_id=second.pk, seen_seq=None)
    cancel_document(actor=registry, document_id=first.pk, seen_seq=None, reason="Không ban hành nữa")
    desk.bring(second, "issue")
    assert second.number_text == "02/QĐ-UBND"
    first.refresh_from_db()
    assert (first.state, first.number) == ("cancelled", None)


def test_letters_have_their_own_book_and_symbol_unless_the_agency_keeps_one_for_all(desk: Desk) -> None:
    registry, ward = desk.office.registry, desk.office.units["phuong"]
    letter = {"type_code": "", "addressees": ["Sở Tư pháp"], "body": "Kính đề nghị./."}
    decision, first = desk.draft(), desk.draft(**letter)
    for each in (decision, first):
        reserve_number(actor=registry, document_id=each.pk, seen_seq=None)
    set_symbol_rule(actor=registry, unit_id=ward, abbreviation="UBND", one_book=True, valid_from=clock.today(), source="QĐ 1")
    common = [desk.draft(), desk.draft(**letter)]
    for each in common:
        reserve_number(actor=registry, document_id=each.pk, seen_seq=None)
    found = [Document.objects.get(pk=each.pk).number_text for each in (decision, first, *common)]
    assert found == ["01/QĐ-UBND", "01/UBND-VP", "01/QĐ-UBND", "02/UBND-VP"]
    with pytest.raises(NotAllowed):
        set_symbol_rule(actor=desk.actor("sovanthu"), unit_id=ward, abbreviation="X", one_book=False, valid_from=clock.today())


def test_abbreviations_of_units() -> None:
    assert [initials(name) for name in ("Sở Nông nghiệp và Môi trường", "Phòng Kinh tế", "Văn phòng HĐND và UBND")] == ["SNNMT", "KT", "VP"]


def test_steps_belong_to_their_people(desk: Desk) -> None:
    document = desk.draft()
    for stranger in ("sochuyenvien", "motcuaxa", "truongkinhte"):
        with pytest.raises(NotVisible):
            document_page(desk.actor(stranger), document.pk)
    with pytest.raises(NotYourStep):
        send_on(actor=desk.office.head, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotInThisStep):
        desk.sign([document.pk])
    desk.bring(document, "sign")
    with pytest.raises(NotYourKey):
        sign_outgoing(actor=desk.office.head, document_ids=[document.pk], key_id=desk.leader_key.pk, pin=PIN)
    with pytest.raises(NotInThisStep):
        seal_outgoing(actor=desk.office.registry, document_ids=[document.pk], key_id=desk.seal.pk, pin=PIN)
    desk.sign([document.pk])
    with pytest.raises(NotReady):
        issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    assert not Delivery.objects.exists()
    with pytest.raises(NotInThisStep):
        save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, subject="Khác"))


def test_an_unfinished_draft_goes_nowhere_and_says_what_is_missing(desk: Desk) -> None:
    document = desk.draft(body="", signer_id=None, recipients=[])
    with pytest.raises(DraftIncomplete, match="nội dung, người ký, chức vụ, nơi nhận"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    assert AuditEntry.objects.filter(action="documents.send_on", outcome="refused").count() == 1


def test_every_change_is_a_version_and_two_at_once_are_told_apart(desk: Desk) -> None:
    document = desk.draft()
    seen = document_page(desk.office.officer, document.pk).case.seq
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=seen, draft=draft_in(desk, subject="Về việc khác"))
    with pytest.raises(CaseMoved):
        save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=seen, draft=draft_in(desk, subject="Nữa"))
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, subject="Về việc khác"))
    send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    comment = add_comment(actor=desk.office.officer, document_id=document.pk, text="Bổ sung căn cứ")
    save_draft(actor=desk.office.head, document_id=document.pk, seen_seq=None, draft=draft_in(desk, subject="Trưởng phòng sửa"))
    settle_comment(actor=desk.office.head, comment_id=comment.pk)
    page = document_page(desk.office.head, document.pk)
    assert [(each.number, each.by_name, each.content["subject"]) for each in page.versions] == [
        (3, "Lê Hoàng Phúc", "Trưởng phòng sửa"), (2, "Trần Minh Khoa", "Về việc khác"),
        (1, "Trần Minh Khoa", "Về việc kiện toàn Tổ công nghệ số cộng đồng")]  # fmt: skip
    assert page.comments[0].version.number == 2
    assert page.open_comments == 0


def test_an_uploaded_pdf_gets_number_and_day_before_it_is_signed(desk: Desk) -> None:
    blank = render_pdf(HERE / "paper.typ", {"text": "Tờ trình đã trình bày sẵn"})
    upload = SimpleUploadedFile("to-trinh.pdf", blank, "application/pdf")
    places = {"sign": [1.0, 110.0, 200.0], "number": [40.0, 50.0], "date": [120.0, 50.0]}
    document = desk.draft(type_code="TTr", body="", upload=upload, places=places)
    desk.bring(document, "issue")
    pdf = read(document)
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Tờ trình đã trình bày sẵn" in text
    assert f"ngày {clock.today().day:02d} tháng" in text
    assert [each.trust for each in verify_pdf(pdf)] == [Trust.TRUSTED, Trust.TRUSTED]


def test_an_uploaded_pdf_without_room_for_number_day_or_urgency_is_neither_sent_on_nor_signed(desk: Desk) -> None:
    blank = render_pdf(HERE / "paper.typ", {"text": "Tờ trình đã trình bày sẵn"})
    whole = {"sign": [1.0, 110.0, 200.0], "number": [40.0, 50.0], "date": [120.0, 50.0], "urgency": [40.0, 60.0]}
    words = {"sign": "vị trí chữ ký", "number": "vị trí ghi số", "date": "vị trí ghi ngày tháng", "urgency": "vị trí dấu chỉ mức độ khẩn"}
    document = None
    for missing, said in words.items():
        places = {name: spot for name, spot in whole.items() if name != missing}
        document = desk.draft(type_code="TTr", body="", urgency=2, upload=SimpleUploadedFile("a.pdf", blank), places=places)
        with pytest.raises(DraftIncomplete, match=f"còn thiếu: {said} trong tệp PDF.$"):
            send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    ready = desk.bring(desk.draft(type_code="TTr", body="", urgency=2, upload=SimpleUploadedFile("a.pdf", blank), places=whole), "sign")
    Outgoing.objects.filter(pk=ready.pk).update(places={"sign": whole["sign"]})  # a draft of before the rule
    with pytest.raises(DraftIncomplete, match="vị trí ghi số"):
        desk.sign([ready.pk])
    ready.refresh_from_db()
    assert (ready.state, ready.number) == ("draft", None)
    Outgoing.objects.filter(pk=ready.pk).update(places=whole)
    desk.sign([ready.pk])
    text = PdfReader(BytesIO(read(ready))).pages[0].extract_text()
    assert "THƯỢNG KHẨN" in text


def test_a_signed_file_is_not_drafted_on_and_no_word_file_is_taken(desk: Desk) -> None:
    from congso.foundation.signing.facade import sign_documents
    from tests.signing.conftest import order

    (signed,) = sign_documents(actor=desk.office.leader, key_id=desk.leader_key.pk, pin=PIN, orders=[order(paper())])
    with pytest.raises(UploadSigned):
        desk.draft(upload=SimpleUploadedFile("da-ky.pdf", signed.content, "application/pdf"))
    for name, content in (("a.pdf", b"%PDF-1.7 broken"), ("a.docx", b"PK\x03\x04"), ("a.pdf", b"")):
        with pytest.raises(DomainError):
            desk.draft(upload=SimpleUploadedFile(name, content))
    assert not Document.objects.exists()


def test_a_file_with_a_program_or_without_the_page_is_not_taken(desk: Desk) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(render_pdf(HERE / "paper.typ", {"text": "Thông báo"}))))
    out = BytesIO()
    writer.write(out)
    with pytest.raises(InvalidInput, match="1 trang"):
        desk.draft(upload=SimpleUploadedFile("a.pdf", out.getvalue()), places={"sign": [2.0, 110.0, 200.0]})
    program = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(program)
    out = BytesIO()
    writer.write(out)
    with pytest.raises(DomainError, match="mã lệnh"):
        desk.draft(upload=SimpleUploadedFile("a.pdf", out.getvalue()))
    writer.encrypt("mat-khau")
    locked = BytesIO()
    writer.write(locked)
    with pytest.raises(DomainError):
        desk.draft(upload=SimpleUploadedFile("a.pdf", locked.getvalue()))
    assert not Document.objects.exists()


def test_fifty_and_no_more_are_signed_by_one_pin_and_one_that_moved_is_left(desk: Desk) -> None:
    rows = [desk.bring(desk.draft(subject=f"Về việc {place}"), "sign") for place in range(3)]
    send_back(actor=desk.office.leader, document_id=rows[1].pk, seen_seq=None, note="Xem lại")
    outcome = sign_outgoing(actor=desk.office.leader, document_ids=[row.pk for row in rows], key_id=desk.leader_key.pk, pin=PIN)
    assert [each.document.number_text for each in outcome.done] == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert [key for key, _sentence in outcome.refused] == [rows[1].pk]
    assert "Về việc 1" in outcome.refused[0][1]
    with pytest.raises(DomainError, match="50"):
        sign_outgoing(actor=desk.office.leader, document_ids=[rows[0].pk] * 51, key_id=desk.leader_key.pk, pin=PIN)


def a_friday() -> date:
    """The next Friday before a Monday on which the office works."""
    days = (clock.today() + timedelta(days=count) for count in range(1, 90))
    works = schedule_for(None).is_working_day
    return next(day for day in days if day.weekday() == 4 and works(day) and works(day + timedelta(days=3)))


def test_a_late_issue_is_seen_and_counts_working_days(desk: Desk) -> None:
    friday = a_friday()
    with clock.at(datetime.combine(friday, time(15), tzinfo=clock.VIETNAM)):
        document = desk.bring(desk.draft(), "issue")
    monday = friday + timedelta(days=3)
    assert Outgoing.objects.get(pk=document.pk).issue_by == monday
    with clock.at(datetime.combine(monday, time(16), tzinfo=clock.VIETNAM)):
        assert not document_page(desk.office.registry, document.pk).is_late
    with clock.at(datetime.combine(monday + timedelta(days=1), time(9), tzinfo=clock.VIETNAM)):
        assert document_page(desk.office.registry, document.pk).is_late
        assert len(outgoing_page(desk.office.registry, OutFilter(late=True))[0]) == 1


def issued(desk: Desk, **changes: object) -> Document:
    document = desk.bring(desk.draft(**changes), "issue")
    units = [desk.office.units["xa"], desk.office.units["so"]]
    return issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=units)


def test_receivers_answer_and_a_recall_tells_them(desk: Desk) -> None:
    document = issued(desk)
    department = desk.actor("sovanthu")
    with pytest.raises(NotAllowed):
        answer_delivery(actor=department, document_id=document.pk, unit_id=desk.office.units["xa"], state=DeliveryState.RECEIVED)
    with pytest.raises(ReasonMissing):
        answer_delivery(actor=department, document_id=document.pk, unit_id=desk.office.units["so"], state=DeliveryState.REFUSED)
    answer_delivery(actor=department, document_id=document.pk, unit_id=desk.office.units["so"], state=DeliveryState.RECEIVED)
    with pytest.raises(ReasonMissing):
        recall_document(actor=desk.office.registry, document_id=document.pk, reason="")
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Sai thẩm quyền")
    run_pending_jobs()
    document.refresh_from_db()
    assert document.state == "recalled"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"recall"}
    notice = Notice.objects.get(account_id=desk.office.accounts["sovanthu"])
    assert notice.text == "Sai thẩm quyền"
    assert document.number_text == "01/QĐ-UBND"


def test_a_document_that_replaces_another_shows_on_both(desk: Desk) -> None:
    old = issued(desk)
    new = start_draft(actor=desk.office.officer, draft=draft_in(desk, subject="Thay thế"), relation=("replaces", old.pk))
    desk.bring(new, "issue")
    old.refresh_from_db()
    assert old.state == "issued"
    issue_document(actor=desk.office.registry, document_id=new.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    old.refresh_from_db()
    assert old.state == "replaced"
    shown = ties_of(viewer=desk.office.registry, document_id=old.pk)
    assert [(tie.label, tie.line and tie.line.number_text) for tie in shown] == [("Được thay thế bởi", "02/QĐ-UBND")]
    other = issued(desk)
    with pytest.raises(NotVisible):
        start_draft(actor=desk.actor("sochuyenvien"), draft=draft_in(desk), relation=("recalls", other.pk))


def test_the_register_prints_its_ten_columns(desk: Desk) -> None:
    issued(desk)
    book = NumberBook.objects.get(kind="document:QĐ")
    text = " ".join(PdfReader(BytesIO(register_pdf(book))).pages[0].extract_text().split())
    for words in ("Đơn vị, người nhận bản lưu", "01/QĐ-UBND", "Phạm Ngọc Hạnh", "Quyết định: Về việc kiện toàn"):
        assert words in text, text


def test_the_list_and_the_page_ask_a_constant_number_of_questions(desk: Desk, django_assert_max_num_queries: object) -> None:
    registry = desk.office.registry
    document = issued(desk)
    document_page(registry, document.pk)
    with epoch.known(), django_assert_max_num_queries(9):  # type: ignore[operator]
        document_page(registry, document.pk)
    for place in range(4):
        desk.draft(subject=f"Số {place}")
    with epoch.known(), django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(outgoing_page(registry, OutFilter())[0]) == 5
