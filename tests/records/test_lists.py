"""The yearly list: drafted, imported, issued, added to."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.domains.records.enums import PERMANENT, ListState
from congso.domains.records.errors import (
    CodeTaken,
    DayWrong,
    ImportFaulty,
    ListEmpty,
    ListIssued,
    ListNotEmpty,
    ListTaken,
    PeriodOutside,
    PeriodTooShort,
    PersonNotFit,
    ReasonNeeded,
    RuleUnknown,
)
from congso.domains.records.models import FileList, ListEntry, ListHeading, RetentionRule
from congso.domains.records.papers import list_table, table_pdf, table_xlsx
from congso.domains.records.queries.lists import list_page
from congso.domains.records.services import lists as services
from congso.domains.records.services.importing import import_list
from congso.domains.records.services.rules import set_handover_term, set_retention_rule
from congso.foundation.audit.models import AuditEntry, Outcome
from tests.records.makers import entry_in, issued, make_list

pytestmark = pytest.mark.django_db(transaction=True)
THIS_YEAR = clock.today().year
CSV = """Số và ký hiệu hồ sơ,Tên đề mục và tiêu đề hồ sơ,Thời hạn bảo quản,Người lập hồ sơ,Ghi chú
(1),(2),(3),(4),(5)
,I. Tổng hợp,,,
01.TH,Hồ sơ xây dựng chương trình công tác năm,Vĩnh viễn,Trần Minh Khoa,
02.TH,Hồ sơ họp giao ban,5 năm,Phòng Kinh tế,Hằng tuần
"""


def refused(name: str) -> int:
    return AuditEntry.objects.filter(action=name, outcome=Outcome.REFUSED).count()


def upload(text: str, name: str = "danh-muc.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_the_registry_drafts_and_the_leader_issues(office: Office) -> None:
    found = make_list(office)

    services.issue_list(actor=office.leader, list_id=found.pk, decision="05/QĐ-UBND", issued_on=date(THIS_YEAR, 1, 5))

    found.refresh_from_db()
    assert (found.state, found.decision, found.issued_by_name) == (ListState.ISSUED, "05/QĐ-UBND", "Phạm Ngọc Hạnh")
    assert AuditEntry.objects.filter(action="records.issue_list", outcome=Outcome.DONE).exists()


def test_only_the_registry_drafts_and_only_the_leader_issues(office: Office) -> None:
    found = make_list(office)
    with pytest.raises(NotAllowed):
        services.add_entry(actor=office.officer, list_id=found.pk, entry=entry_in(office, code="02.HT"))
    with pytest.raises(NotAllowed):
        services.issue_list(actor=office.registry, list_id=found.pk, decision="1", issued_on=date(THIS_YEAR, 1, 5))
    with pytest.raises(NotVisible):
        services.add_entry(actor=office.actor("sovanthu"), list_id=found.pk, entry=entry_in(office, code="02.HT"))
    with pytest.raises(NotAllowed):
        services.start_list(actor=office.officer, agency_id=office.units["phuong"], year=THIS_YEAR)
    assert ListEntry.objects.count() == 1
    assert (refused("records.add_entry"), refused("records.issue_list")) == (2, 1)


def test_one_list_a_year(office: Office) -> None:
    make_list(office)
    with pytest.raises(ListTaken):
        services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR)
    assert FileList.objects.count() == 1


@pytest.mark.parametrize("years", [1, 71, 0])
def test_a_period_is_permanent_or_two_to_seventy_years(office: Office, years: int) -> None:
    found = make_list(office)
    with pytest.raises(PeriodOutside):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", years=years))
    for code, right in (("03", 2), ("04", 70), ("05", PERMANENT)):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code=code, years=right))
    assert ListEntry.objects.count() == 4


def test_a_line_is_not_kept_shorter_than_the_rule_it_names(office: Office) -> None:
    found = make_list(office)
    rule = {"actor": SYSTEM, "code": "12.03", "group": 12, "title": "Quy chế làm việc", "source": "Ví dụ", "valid_from": date(2020, 1, 1)}
    set_retention_rule(**rule, years=20)
    with pytest.raises(PeriodTooShort, match="20 năm"):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", years=10, rule_code="12.03"))
    with pytest.raises(RuleUnknown):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", rule_code="00.00"))
    services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", years=20, rule_code="12.03"))
    set_retention_rule(**rule | {"valid_from": date(2020, 6, 1)}, years=20, withdrawn=True)
    with pytest.raises(RuleUnknown):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="03", rule_code="12.03"))


def test_only_who_keeps_the_tables_sets_rules_and_terms(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_retention_rule(actor=office.registry, code="1", group=1, title="x", years=5, source="x", valid_from=clock.today())
    with pytest.raises(NotAllowed):
        set_handover_term(actor=office.registry, term="other", amount=1, unit="months", source="x", valid_from=clock.today())
    set_retention_rule(actor=office.actor("quantri"), code="1", group=1, title="x", years=5, source="x", valid_from=clock.today())
    with pytest.raises(PeriodOutside):
        set_retention_rule(actor=office.actor("quantri"), code="2", group=1, title="x", years=71, source="x", valid_from=clock.today())
    assert RetentionRule.objects.count() == 1


def test_people_and_units_of_other_agencies_do_not_stand_in_the_list(office: Office) -> None:
    found = make_list(office)
    with pytest.raises(PersonNotFit):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", unit_id=office.units["so-cm"], keeper_id=None))
    with pytest.raises(PersonNotFit):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02", keeper_id=office.accounts["sochuyenvien"]))


def test_a_code_stands_once_in_a_list_and_lines_are_changed_and_dropped_while_drafted(office: Office) -> None:
    found = make_list(office)
    row = ListEntry.objects.get()
    with pytest.raises(CodeTaken):
        services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office))
    services.change_entry(actor=office.registry, entry_id=row.pk, entry=entry_in(office, heading="Khác", title="Hồ sơ hộ tịch"))
    row.refresh_from_db()
    assert (row.title, list(ListHeading.objects.values_list("title", flat=True))) == ("Hồ sơ hộ tịch", ["Khác"])
    services.remove_entry(actor=office.registry, entry_id=row.pk)
    assert not ListEntry.objects.exists()
    with pytest.raises(ListEmpty):
        services.issue_list(actor=office.leader, list_id=found.pk, decision="1", issued_on=date(THIS_YEAR, 1, 5))


def test_an_issued_list_is_only_added_to_with_day_and_ground(office: Office) -> None:
    found = issued(office)
    row = ListEntry.objects.get()
    for call in (
        lambda: services.add_entry(actor=office.registry, list_id=found.pk, entry=entry_in(office, code="02.HT")),
        lambda: services.change_entry(actor=office.registry, entry_id=row.pk, entry=entry_in(office)),
        lambda: services.remove_entry(actor=office.registry, entry_id=row.pk),
        lambda: services.issue_list(actor=office.leader, list_id=found.pk, decision="2", issued_on=clock.today()),
    ):
        with pytest.raises(ListIssued):
            call()
    addition = {"actor": office.registry, "list_id": found.pk, "entry": entry_in(office, code="02.HT")}
    with pytest.raises(ReasonNeeded):
        services.amend_list(**addition, added_on=clock.today(), added_by=" ")
    with pytest.raises(DayWrong):
        services.amend_list(**addition, added_on=clock.today() + timedelta(days=1), added_by="QĐ 9")
    made = services.amend_list(**addition, added_on=clock.today(), added_by="QĐ 9")
    page = list_page(viewer=office.officer, list_id=found.pk)
    assert (made.added_on, page.groups[0][1][1].note) == (clock.today(), f"Bổ sung ngày {clock.today():%d/%m/%Y}: QĐ 9")


def test_last_years_list_is_copied_into_an_empty_one(office: Office) -> None:
    make_list(office, year=THIS_YEAR - 1)
    found = services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR)
    services.copy_list(actor=office.registry, list_id=found.pk)
    row = ListEntry.objects.get(list=found)
    assert (row.code, row.years, row.keeper_id, row.heading.title) == ("01.HT", 20, office.accounts["chuyenvien"], "Tư pháp - Hộ tịch")
    with pytest.raises(ListNotEmpty):
        services.copy_list(actor=office.registry, list_id=found.pk)


def test_a_file_with_the_five_columns_becomes_the_list(office: Office) -> None:
    found = services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR)
    import_list(actor=office.registry, list_id=found.pk, upload=upload(CSV))
    rows = list(ListEntry.objects.order_by("code").values_list("code", "years", "unit_id", "keeper_id", "note", "heading__title"))
    assert rows == [
        ("01.TH", PERMANENT, office.units["phuong-vp"], office.accounts["chuyenvien"], "", "I. Tổng hợp"),
        ("02.TH", 5, office.units["phuong-kt"], None, "Hằng tuần", "I. Tổng hợp"),
    ]


@pytest.mark.parametrize(("old", "new", "line"), [
    ("5 năm", "lâu dài", 5), ("5 năm", "71 năm", 5), ("Phòng Kinh tế", "Ai đó", 5), ("02.TH", "01.TH", 5), ("Trần Minh Khoa", "Mai Thu Yến", 4),
])  # fmt: skip
def test_a_faulty_line_is_named_and_nothing_is_taken(office: Office, old: str, new: str, line: int) -> None:
    found = services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR)
    with pytest.raises(ImportFaulty, match=f"Dòng {line}:"):
        import_list(actor=office.registry, list_id=found.pk, upload=upload(CSV.replace(old, new)))
    assert not ListEntry.objects.exists()
    assert not ListHeading.objects.exists()
    assert refused("records.import_list") == 1


@pytest.mark.parametrize(("text", "name"), [("x", "a.xlsx"), ("x", "a.txt"), ("", "a.csv"), ("PK\x03\x04", "b.xlsx")])
def test_what_is_no_table_is_refused(office: Office, text: str, name: str) -> None:
    found = services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR)
    with pytest.raises(ImportFaulty):
        import_list(actor=office.registry, list_id=found.pk, upload=upload(text, name))


def test_the_excel_of_one_list_can_be_imported_as_another(office: Office) -> None:
    found = issued(office, entry_in(office), entry_in(office, code="02.HT", years=PERMANENT, keeper_id=None))
    stream = BytesIO()
    table_xlsx(list_table(list_page(viewer=office.registry, list_id=found.pk)), stream)
    sheet = load_workbook(BytesIO(stream.getvalue())).active
    assert sheet is not None
    headings = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Số và ký hiệu hồ sơ")
    assert headings[:5] == ("Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập hồ sơ", "Ghi chú")
    again = services.start_list(actor=office.registry, agency_id=office.units["phuong"], year=THIS_YEAR - 1)
    import_list(actor=office.registry, list_id=again.pk, upload=SimpleUploadedFile("a.xlsx", stream.getvalue()))
    assert list(ListEntry.objects.filter(list=again).values_list("code", "years")) == [("01.HT", 20), ("02.HT", PERMANENT)]


def test_the_list_is_printed(office: Office) -> None:
    found = issued(office)
    assert table_pdf(list_table(list_page(viewer=office.officer, list_id=found.pk))).startswith(b"%PDF-")


def test_a_draft_is_not_seen_by_those_who_do_not_work_on_it(office: Office) -> None:
    found = make_list(office)
    for stranger in (office.officer, office.actor("sovanthu")):
        with pytest.raises(NotVisible):
            list_page(viewer=stranger, list_id=found.pk)
    assert list_page(viewer=office.leader, list_id=found.pk).count == 1
