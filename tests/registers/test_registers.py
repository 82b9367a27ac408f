"""The post book, the lending book, opening and closing a year, numbers that are missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.errors_registers import (
    LoanAskedAlready,
    LoanMoved,
    NotByPost,
    YearNotOpenable,
    YearRunning,
    YearUnfinished,
)
from congso.domains.documents.models import CopyLoan, Delivery, Document, DocumentNumber, LoanState, Posting
from congso.domains.documents.registers import lending, posting, years
from congso.domains.documents.registers.tables import as_excel, as_pdf
from congso.domains.documents.services import registers_lending as lend
from congso.domains.documents.services.outgoing import DraftIn, reserve_number, set_symbol_rule, start_draft
from congso.domains.documents.services.registers_posting import note_posting
from congso.domains.documents.services.registers_years import close_year, open_year
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.numbering.services import BookClosed
from congso.foundation.people.models import Account
from tests.incoming.makers import make_incoming
from tests.records.makers import seen_document
from tests.records.test_dossiers import both

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = clock.today().year


def refused(name: str) -> int:
    return AuditEntry.objects.filter(action=name, outcome=Outcome.REFUSED).count()


def make_delivery(office: Office, **changes: object) -> Delivery:
    document = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Về việc khen thưởng"))
    values: dict[str, object] = {"name": "Công ty Cấp nước", "way": "outside", "state": "waiting", "sent_at": clock.now()}
    return Delivery.objects.create(document=document, **(values | changes))


def test_envelopes_are_noted_and_the_receipt_is_ticked(office: Office) -> None:
    line, today = make_delivery(office), clock.today()
    assert [each.pk for each in posting.not_posted(office.registry, office.units["phuong"])] == [line.pk]
    note_posting(actor=office.registry, delivery_id=line.pk, posted_on=today, envelopes=2)
    note_posting(actor=office.registry, delivery_id=line.pk, posted_on=today, envelopes=2, receipt_on=today, note="Bảo đảm")
    line.refresh_from_db()
    assert line.state == "handed"
    register = posting.register(office.registry, office.units["phuong"], YEAR)
    assert len(register.columns) == 6
    assert list(register.rows) == [(today, "", "Công ty Cấp nước", 2, f"Bưu điện đã ký nhận ngày {today:%d/%m/%Y}", "Bảo đảm")]
    assert posting.not_posted(office.registry, office.units["phuong"]) == []


def test_what_the_post_book_refuses(office: Office) -> None:
    line, today = make_delivery(office), clock.today()
    call = {"delivery_id": line.pk, "posted_on": today, "envelopes": 1}
    with pytest.raises(NotAllowed):
        note_posting(actor=office.officer, **call)
    for wrong in ({"envelopes": 0}, {"posted_on": today + timedelta(days=1)}, {"receipt_on": today - timedelta(days=1)}):
        with pytest.raises(InvalidInput):
            note_posting(actor=office.registry, **call | wrong)
    for other in (make_delivery(office, way="email"), make_delivery(office, state="received")):
        with pytest.raises(NotByPost):
            note_posting(actor=office.registry, **call | {"delivery_id": other.pk})
    with pytest.raises(NotVisible):
        note_posting(actor=office.registry, **call | {"delivery_id": 0})
    assert not Posting.objects.exists()
    assert refused("documents.note_posting") == 7
    with pytest.raises(NotVisible):
        posting.register(office.actor("sovanthu"), office.units["phuong"], YEAR)
    assert both(lambda: note_posting(actor=office.registry, **call)) == ["done", "done"]
    assert Posting.objects.count() == 1


def test_a_kept_copy_is_asked_for_allowed_lent_and_given_back(office: Office) -> None:
    document = seen_document(office)
    loan = lend.ask_copy(actor=office.officer, document_id=document.pk, purpose="Đối chiếu", dossier_code="01.HT")
    with pytest.raises(LoanAskedAlready):
        lend.ask_copy(actor=office.officer, document_id=document.pk, purpose="Đối chiếu")
    with pytest.raises(LoanMoved):
        lend.hand_out_copy(actor=office.registry, loan_id=loan.pk)
    with pytest.raises(NotAllowed):
        lend.decide_copy(actor=office.officer, loan_id=loan.pk, allows=True)
    with pytest.raises(ReasonMissing):
        lend.decide_copy(actor=office.leader, loan_id=loan.pk, allows=False)
    lend.decide_copy(actor=office.leader, loan_id=loan.pk, allows=True, due_on=clock.today())
    with pytest.raises(NotAllowed):
        lend.hand_out_copy(actor=office.officer, loan_id=loan.pk)
    lend.hand_out_copy(actor=office.registry, loan_id=loan.pk)
    assert both(lambda: lend.take_copy_back(actor=office.registry, loan_id=loan.pk)) == ["copy_loan_moved", "done"]
    (cells,) = lending.register(office.registry, office.units["phuong"], YEAR).rows
    today = clock.today()
    assert len(cells) == len(lending.COLUMNS) == 9
    assert cells[:2] == (today, "Trần Minh Khoa")
    assert cells[4:8] == ("01.HT", f"Trần Minh Khoa {today:%d/%m/%Y}", today, "Phạm Ngọc Hạnh")
    lend.ask_copy(actor=office.officer, document_id=document.pk, purpose="Lần nữa")


def test_nobody_asks_for_a_copy_of_what_they_may_not_see(office: Office) -> None:
    document = make_incoming(office)
    with pytest.raises(NotVisible):
        lend.ask_copy(actor=office.officer, document_id=document.pk, purpose="Tò mò")
    with pytest.raises(ReasonMissing):
        lend.ask_copy(actor=office.registry, document_id=document.pk, purpose=" ")
    assert not CopyLoan.objects.exists()
    assert both(lambda: lend.ask_copy(actor=office.registry, document_id=document.pk, purpose="Đối chiếu")) == ["copy_loan_asked", "done"]
    loan = CopyLoan.objects.get()
    for stranger in ("officer", "clerk"):
        with pytest.raises(NotVisible):
            lending.loan_of(getattr(office, stranger), loan.pk)
    lend.decide_copy(actor=office.leader, loan_id=loan.pk, allows=False, reason="Không cần thiết")
    loan.refresh_from_db()
    assert loan.state == LoanState.REFUSED


def test_a_year_is_opened_with_the_books_of_its_rules(office: Office) -> None:
    agency = office.units["phuong"]
    set_symbol_rule(actor=office.registry, unit_id=agency, abbreviation="UBND", one_book=True, valid_from=date(YEAR, 1, 1))
    with pytest.raises(NotAllowed):
        open_year(actor=office.officer, agency_id=agency, year=YEAR)
    with clock.at(datetime(YEAR, 11, 30, 9, tzinfo=clock.VIETNAM)), pytest.raises(YearNotOpenable):
        open_year(actor=office.registry, agency_id=agency, year=YEAR + 1)
    with pytest.raises(YearNotOpenable):
        open_year(actor=office.registry, agency_id=agency, year=YEAR - 1)
    made = open_year(actor=office.registry, agency_id=agency, year=YEAR)
    assert {book.kind for book in made} == {"document", "incoming", "incoming-secret", "outgoing-secret"}
    assert open_year(actor=office.registry, agency_id=agency, year=YEAR) == []
    with clock.at(datetime(YEAR, 12, 15, 9, tzinfo=clock.VIETNAM)):
        assert len(open_year(actor=office.registry, agency_id=agency, year=YEAR + 1)) == 4
    assert make_incoming(office).incoming.arrival_text == "01"
    page = years.year_page(office.registry, agency, YEAR)
    assert (page.one_book, page.abbreviation, page.to_open) == (True, "UBND", [])


def test_two_at_once_open_a_year_once(office: Office) -> None:
    heard = both(lambda: open_year(actor=office.registry, agency_id=office.units["phuong"], year=YEAR))
    assert heard == ["done", "done"]
    books = NumberBook.objects.filter(unit_id=office.units["phuong"], period=str(YEAR)).values_list("kind", flat=True)
    assert len(books) == len(set(books)) > 3


def last_years_draft(office: Office) -> Document:
    """A document that holds a number of last year and was never issued."""
    with clock.at(datetime(YEAR - 1, 12, 20, 9, tzinfo=clock.VIETNAM)):
        document = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Về việc cũ"))
        reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None)
    return document


def test_a_year_is_closed_when_it_is_over_and_warns_of_numbers_not_issued(office: Office) -> None:
    agency, document = office.units["phuong"], last_years_draft(office)
    call = {"actor": office.registry, "agency_id": agency}
    with pytest.raises(YearRunning):
        close_year(**call, year=YEAR)
    with pytest.raises(NotAllowed):
        close_year(actor=office.officer, agency_id=agency, year=YEAR - 1)
    with pytest.raises(YearUnfinished):
        close_year(**call, year=YEAR - 1)
    assert [each.pk for each in years.year_page(office.registry, agency, YEAR).not_issued] == [document.pk]
    assert NumberBook.objects.filter(period=str(YEAR - 1), closed_at=None).exists()
    assert close_year(**call, year=YEAR - 1, confirmed=True) == 1
    other = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Nữa"))
    with pytest.raises(BookClosed), clock.at(datetime(YEAR - 1, 12, 21, 9, tzinfo=clock.VIETNAM)):
        reserve_number(actor=office.registry, document_id=other.pk, seen_seq=None)


def test_missing_and_voided_numbers_of_all_books_are_told_with_their_reasons(office: Office) -> None:
    agency = office.units["phuong"]
    one = NumberBook.objects.create(unit_id=agency, kind="document:QĐ", period=str(YEAR), last=6)
    other = NumberBook.objects.create(unit_id=agency, kind="incoming", period=str(YEAR), last=1)
    NumberBook.objects.create(unit_id=agency, kind="register", period=str(YEAR), last=9)
    NumberBook.objects.create(unit_id=office.units["so"], kind="document", period=str(YEAR), last=9)
    for value in (2, 4):
        NumberEntry.objects.create(book=one, value=value, text=f"{value:02}/QĐ-UBND", subject="x")
    NumberEntry.objects.filter(value=4).update(voided_at=clock.now(), void_reason="Ban hành nhầm")
    NumberEntry.objects.create(book=other, value=1, text="01", subject="x")
    found = years.book_gaps(agency, YEAR)
    assert [(gap.kind, gap.value, gap.is_missing, gap.reason) for gap in found] == [
        ("document:QĐ", 1, True, "Không có trong sổ"), ("document:QĐ", 3, True, "Không có trong sổ"), ("document:QĐ", 4, False, "Ban hành nhầm"),
        ("document:QĐ", 5, True, "Không có trong sổ"), ("document:QĐ", 6, True, "Không có trong sổ"),
    ]  # fmt: skip
    register = years.gap_register(office.registry, agency, YEAR)
    assert as_pdf(register).startswith(b"%PDF-")
    assert as_excel(register).getvalue().startswith(b"PK")
    with pytest.raises(NotVisible):
        years.gap_register(office.actor("sovanthu"), agency, YEAR)


def test_who_takes_a_register_is_written_down(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(username="vanthu"))
    for name in ("buu-dien", "ban-luu", "so-khuyet", "thong-ke"):
        for kind in ("pdf", "xlsx"):
            assert client.get(f"/van-ban/so-sach/tep/{name}.{kind}").status_code == 200
    assert AuditEntry.objects.filter(action="documents.take_book").count() == 8
    assert DocumentNumber.objects.count() == 0
