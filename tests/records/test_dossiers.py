"""A dossier from its opening to its end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from congso.core import clock
from congso.core.errors import DomainError, NotAllowed, NotVisible
from congso.domains.documents.layout import Content, lay_out
from congso.domains.documents.models import Document, Incoming
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import Office
from congso.domains.records.enums import PERMANENT, Access, Medium, State
from congso.domains.records.errors import (
    CodeTaken,
    DayWrong,
    DossierNotClosed,
    DossierNotOpen,
    FiledAlready,
    ListNotIssued,
    NothingChosen,
    NotReadyToClose,
    PaperSecret,
    PeriodOutside,
    PeriodTooShort,
    PersonNotFit,
    ReasonNeeded,
)
from congso.domains.records.models import FiledItem, ListEntry, WorkDossier
from congso.domains.records.papers import closing_pdf, cover_pdf, doubtful_sheets, index_table, table_pdf
from congso.domains.records.queries.dossiers import dossier_page
from congso.domains.records.queries.retention import months_after
from congso.domains.records.services import closing, filing, opening
from congso.domains.records.services.filing import Placing
from congso.domains.records.services.opening import DossierIn
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.files.content import FileRefused
from tests.records.makers import (
    entry_in,
    file,
    issued,
    make_closed,
    make_list,
    make_outside,
    make_record,
    paper_in,
    seen_document,
)

pytestmark = pytest.mark.django_db(transaction=True)


def refused(name: str) -> int:
    return AuditEntry.objects.filter(action=name, outcome=Outcome.REFUSED).count()


def both(call: Callable[[], object]) -> list[str]:
    """What two people hear who press at the same moment."""
    gate = Barrier(2)

    def press() -> str:
        gate.wait(10)
        try:
            call()
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(each.result(30) for each in [pool.submit(press), pool.submit(press)])


def test_a_dossier_of_the_list_takes_code_title_and_period_from_it(office: Office) -> None:
    made = make_record(office)
    assert (made.code, made.title, made.years) == ("01.HT", "Hồ sơ rà soát đăng ký khai sinh quá hạn", 20)
    assert (made.keeper_name, made.unit_id, made.state) == ("Trần Minh Khoa", office.units["phuong-vp"], State.OPEN)


def test_who_may_not_open_it_and_when_not(office: Office) -> None:
    found = make_list(office)
    entry = ListEntry.objects.get()
    with pytest.raises(ListNotIssued):
        opening.open_listed(actor=office.officer, entry_id=entry.pk)
    with pytest.raises(NotAllowed):
        opening.open_listed(actor=office.actor("chuyenvien2"), entry_id=entry.pk)
    with pytest.raises(NotVisible):
        opening.open_listed(actor=office.actor("sochuyenvien"), entry_id=entry.pk)
    assert not WorkDossier.objects.exists()
    assert found.state == "draft"
    assert refused("records.open_listed") == 3


def test_a_line_of_the_list_is_opened_once_also_by_two_at_once(office: Office) -> None:
    issued(office, entry_in(office, keeper_id=None))
    entry = ListEntry.objects.get()
    assert both(lambda: opening.open_listed(actor=office.officer, entry_id=entry.pk)) == ["done", "record_code_taken"]
    assert WorkDossier.objects.count() == 1


def test_outside_the_list_it_needs_a_reason_and_a_code_of_its_own(office: Office) -> None:
    issued(office)
    unit = office.units["phuong-vp"]
    said = DossierIn(title="Hồ sơ đột xuất", years=10)
    with pytest.raises(ReasonNeeded):
        opening.open_outside(actor=office.officer, unit_id=unit, code="99.HT", said=said, reason=" ")
    with pytest.raises(CodeTaken):
        opening.open_outside(actor=office.officer, unit_id=unit, code="01.HT", said=said, reason="Đột xuất")
    with pytest.raises(NotAllowed):
        opening.open_outside(actor=office.officer, unit_id=office.units["phuong-kt"], code="99.HT", said=said, reason="Đột xuất")
    with pytest.raises(PeriodOutside):
        opening.open_outside(actor=office.officer, unit_id=unit, code="99.HT", said=DossierIn(title="x", years=1), reason="Đột xuất")
    made = make_outside(office)
    assert (made.outside_reason, made.year) == ("Việc đột xuất", clock.today().year)
    with pytest.raises(CodeTaken):
        make_outside(office)


def test_a_document_is_filed_once_and_stamped_with_the_code(office: Office) -> None:
    dossier, document = make_record(office), seen_document(office)
    file(office, dossier, document)
    assert Incoming.objects.get(pk=document.pk).dossier_code == "01.HT"
    with pytest.raises(FiledAlready):
        file(office, dossier, document)
    assert FiledItem.objects.count() == 1


def test_a_restricted_dossier_does_not_write_its_code_on_the_document(office: Office) -> None:
    document = seen_document(office)
    file(office, make_record(office, access=Access.RESTRICTED), document)
    assert Incoming.objects.get(pk=document.pk).dossier_code == ""


def test_two_at_once_file_a_document_once(office: Office) -> None:
    dossier, document = make_record(office), seen_document(office)
    assert both(lambda: file(office, dossier, document)) == ["document_filed_already", "done"]
    assert FiledItem.objects.count() == 1


def test_nobody_files_what_they_may_not_see_nor_into_what_is_not_theirs(office: Office) -> None:
    dossier, document = make_record(office), seen_document(office)
    other = seen_document(office, number_text="9/STP")
    Document.objects.filter(pk=other.pk)
    call = {"document_id": document.pk, "dossier_id": dossier.pk}
    for stranger in ("chuyenvien2", "sochuyenvien", "truongkinhte"):
        with pytest.raises(NotVisible):
            filing.file_document(actor=office.actor(stranger), **call)
    with pytest.raises(NotAllowed):  # sees both, keeps neither
        filing.file_document(actor=office.registry, **call)
    draft = start_draft(actor=office.actor("sochuyenvien"), draft=DraftIn(type_code="BC", subject="Báo cáo của Sở"))
    with pytest.raises(NotVisible):
        filing.file_document(actor=office.officer, document_id=draft.pk, dossier_id=dossier.pk)
    with pytest.raises(NotVisible):
        filing.file_document(actor=office.officer, document_id=uuid4(), dossier_id=dossier.pk)
    assert not FiledItem.objects.exists()
    assert refused("records.file_document") == 6


def test_several_documents_go_into_several_dossiers_or_none(office: Office) -> None:
    first, second = make_record(office), make_outside(office)
    one, two = seen_document(office), seen_document(office, number_text="9/STP")
    file(office, first, one)
    put = {"actor": office.officer, "dossier_ids": [first.pk, second.pk]}
    assert filing.file_documents(**put, document_ids=[one.pk, two.pk]) == 3
    with pytest.raises(FiledAlready):
        filing.file_documents(**put, document_ids=[one.pk, two.pk])
    with pytest.raises(NothingChosen):
        filing.file_documents(**put, document_ids=[])
    with pytest.raises(NotVisible):
        filing.file_documents(**put, document_ids=[one.pk, uuid4()])
    assert FiledItem.objects.count() == 4


def test_a_dossier_takes_the_longest_period_of_its_documents_and_never_falls_below(office: Office) -> None:
    dossier = make_outside(office)
    file(office, dossier, seen_document(office), years=50)
    filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(years=5))
    dossier.refresh_from_db()
    assert dossier.years == 50
    for years in (49, None):
        with pytest.raises(PeriodTooShort):
            opening.change_dossier(actor=office.officer, dossier_id=dossier.pk, said=DossierIn(title="x", years=years))
    opening.change_dossier(actor=office.officer, dossier_id=dossier.pk, said=DossierIn(title="Tên mới", years=PERMANENT))
    dossier.refresh_from_db()
    assert (dossier.years, dossier.title) == (PERMANENT, "Tên mới")


def test_a_listed_dossier_is_not_kept_shorter_than_the_list_says(office: Office) -> None:
    dossier = make_record(office)
    with pytest.raises(PeriodTooShort, match="20 năm"):
        opening.change_dossier(actor=office.officer, dossier_id=dossier.pk, said=DossierIn(title="x", years=19))
    assert refused("records.change_dossier") == 1


def test_other_papers_come_as_files_and_secret_ones_do_not(office: Office) -> None:
    dossier = make_outside(office)
    filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in())
    marked = lay_out(Content(unit_id=office.units["tinh"], type_code="BC", subject="Về tình hình", body="Nội dung.", signer_name="A", signer_position="Chủ tịch",
                             number=1, symbol="BC-UBND", on=date(2026, 1, 9), circulation="TỐI MẬT"), today=clock.today()).pdf  # fmt: skip
    with pytest.raises(PaperSecret):
        filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(upload=SimpleUploadedFile("mat.pdf", marked)))
    with pytest.raises(FileRefused):
        filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(upload=SimpleUploadedFile("a.exe", b"MZ")))
    assert FiledItem.objects.get().pages == 4


def test_what_was_taken_out_leaves_a_reason(office: Office) -> None:
    dossier, document = make_record(office), seen_document(office)
    item = file(office, dossier, document)
    with pytest.raises(ReasonNeeded):
        filing.remove_item(actor=office.officer, item_id=item.pk, reason="")
    with pytest.raises(NotVisible):
        filing.remove_item(actor=office.actor("chuyenvien2"), item_id=item.pk, reason="x")
    filing.remove_item(actor=office.officer, item_id=item.pk, reason="Lưu nhầm")
    with pytest.raises(NotVisible):
        filing.remove_item(actor=office.officer, item_id=item.pk, reason="Lưu nhầm")
    assert FiledItem.objects.get().removed_reason == "Lưu nhầm"
    file(office, dossier, document)
    assert len(dossier_page(viewer=office.officer, dossier_id=dossier.pk).rows) == 1


def test_parts_order_and_sheets(office: Office) -> None:
    dossier = make_outside(office)
    items = [filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(subject=name, pages=pages))
             for name, pages in (("A", 4), ("B", 2), ("C", 3))]  # fmt: skip
    a, b, c = (each.pk for each in items)
    filing.arrange(actor=office.officer, dossier_id=dossier.pk, placings=[Placing(a, 2, 1), Placing(b, 1, 2), Placing(c, 1, 1)])
    filing.number_sheets(actor=office.officer, dossier_id=dossier.pk)
    rows = dossier_page(viewer=office.officer, dossier_id=dossier.pk).rows
    assert [(row.about, row.item.part, row.sheets) for row in rows] == [("C", 1, "1-3"), ("B", 1, "4-5"), ("A", 2, "1-4")]
    with pytest.raises(DomainError):
        filing.arrange(actor=office.officer, dossier_id=dossier.pk, placings=[Placing(a, 1, 1, 5, 3)])
    other = make_outside(office, "98.HT")
    with pytest.raises(NotVisible):
        filing.arrange(actor=office.officer, dossier_id=other.pk, placings=[Placing(a, 1, 1)])


def test_sheets_that_are_doubled_or_left_out_are_named() -> None:
    def item(first: int, last: int) -> FiledItem:
        return FiledItem(part=1, sheet_from=first, sheet_to=last)

    assert doubtful_sheets([item(1, 3), item(4, 5)]) == "không"
    assert doubtful_sheets([item(1, 3), item(3, 5)]) == "trùng 3 (tập 1)"
    assert doubtful_sheets([item(2, 3), item(6, 6)]) == "khuyết 1-1 (tập 1); khuyết 4-5 (tập 1)"


def test_it_ends_only_when_nothing_is_missing(office: Office) -> None:
    dossier = make_outside(office, years=None, medium=Medium.PAPER)
    end = {"actor": office.officer, "dossier_id": dossier.pk, "work_ended_on": clock.today()}
    with pytest.raises(NotReadyToClose, match=r"chưa có văn bản.*thời hạn"):
        closing.close_dossier(**end)
    draft = start_draft(actor=office.officer, draft=DraftIn(type_code="BC", subject="Báo cáo"))
    item = file(office, dossier, draft, years=20)
    with pytest.raises(NotReadyToClose, match=r"1 văn bản chưa có số.*đánh số tờ"):
        closing.close_dossier(**end)
    filing.remove_item(actor=office.officer, item_id=item.pk, reason="Bản nháp")
    file(office, dossier, seen_document(office))
    with pytest.raises(NotReadyToClose, match="đánh số tờ"):
        closing.close_dossier(**end)
    filing.number_sheets(actor=office.officer, dossier_id=dossier.pk)
    closing.close_dossier(**end)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.end_year, dossier.doc_total) == (State.CLOSED, clock.today().year, 1)
    assert refused("records.close_dossier") == 3


def test_an_electronic_dossier_wants_files(office: Office) -> None:
    dossier = make_record(office)
    file(office, dossier, seen_document(office))  # registered by hand, without a scan
    with pytest.raises(NotReadyToClose, match="1 văn bản chưa có tệp"):
        closing.close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=clock.today())


def test_days_totals_and_year_are_fixed_at_the_end(office: Office) -> None:
    dossier = make_outside(office)
    today = clock.today()
    for days, pages in ((10, 3), (4, 2)):
        filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(dated_on=today - timedelta(days=days), pages=pages))
    with pytest.raises(DayWrong):
        closing.close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=today + timedelta(days=1))
    with pytest.raises(DayWrong):
        closing.close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=today - timedelta(days=11))
    with pytest.raises(NotAllowed):
        closing.close_dossier(actor=office.registry, dossier_id=dossier.pk, work_ended_on=today)
    closing.close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=today)
    dossier.refresh_from_db()
    assert (dossier.began_on, dossier.ended_on) == (today - timedelta(days=10), today - timedelta(days=4))
    assert (dossier.doc_total, dossier.page_total) == (2, 5)
    assert dossier.hand_over_by == today + timedelta(days=60)


def test_two_at_once_end_it_once(office: Office) -> None:
    dossier = make_outside(office)
    filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in())
    heard = both(lambda: closing.close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=clock.today()))
    assert heard == ["done", "work_dossier_not_open"]


def test_an_ended_dossier_is_changed_no_more_until_the_head_opens_it_again(office: Office) -> None:
    dossier = make_closed(office)
    for call in (
        lambda: filing.add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in()),
        lambda: file(office, dossier, seen_document(office)),
        lambda: filing.number_sheets(actor=office.officer, dossier_id=dossier.pk),
        lambda: opening.change_dossier(actor=office.officer, dossier_id=dossier.pk, said=DossierIn(title="x", years=10)),
    ):
        with pytest.raises(DossierNotOpen):
            call()
    with pytest.raises(NotAllowed):
        closing.reopen_dossier(actor=office.officer, dossier_id=dossier.pk, reason="Thiếu văn bản")
    with pytest.raises(ReasonNeeded):
        closing.reopen_dossier(actor=office.head, dossier_id=dossier.pk, reason="")
    closing.reopen_dossier(actor=office.head, dossier_id=dossier.pk, reason="Thiếu văn bản")
    dossier.refresh_from_db()
    assert (dossier.state, dossier.end_year, dossier.hand_over_by) == (State.OPEN, None, None)
    with pytest.raises(DossierNotClosed):
        closing.reopen_dossier(actor=office.head, dossier_id=dossier.pk, reason="Lần nữa")


def test_it_is_handed_to_another_person_of_the_unit(office: Office) -> None:
    dossier = make_outside(office)
    other = office.accounts["chuyenvien2"]
    hand = {"dossier_id": dossier.pk, "reason": "Nghỉ phép dài ngày"}
    with pytest.raises(PersonNotFit):
        opening.hand_to(actor=office.head, account_id=office.accounts["truongkinhte"], **hand)
    with pytest.raises(NotVisible):
        opening.hand_to(actor=office.actor("chuyenvien2"), account_id=other, **hand)
    with pytest.raises(ReasonNeeded):
        opening.hand_to(actor=office.officer, account_id=other, dossier_id=dossier.pk, reason="")
    opening.hand_to(actor=office.officer, account_id=other, **hand)
    dossier.refresh_from_db()
    assert dossier.keeper_name == "Lý Ngọc Ánh"
    with pytest.raises(NotVisible):
        dossier_page(viewer=office.officer, dossier_id=dossier.pk)


def test_the_papers_are_laid_out(office: Office) -> None:
    dossier = make_closed(office)
    page = dossier_page(viewer=office.officer, dossier_id=dossier.pk)
    table = index_table(page)
    assert [each.heading for each in table.columns] == [
        "STT", "Số, ký hiệu văn bản", "Ngày tháng năm văn bản", "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản", "Tờ số/Trang số", "Ghi chú",
    ]  # fmt: skip
    assert table.rows[0][1][3] == "Biên bản họp"
    for content in (table_pdf(table), cover_pdf(page), closing_pdf(page)):
        assert content.startswith(b"%PDF-")


@pytest.mark.parametrize(("day", "months", "expected"), [
    (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 11, 28), 3, date(2027, 2, 28)), (date(2028, 2, 29), 12, date(2029, 2, 28)),
    (date(2026, 12, 15), 12, date(2027, 12, 15)), (date(2026, 8, 31), 3, date(2026, 11, 30)), (date(2026, 5, 5), 1, date(2026, 6, 5)),
])  # fmt: skip
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected
