"""Work dossiers of the home ward: a list in force, dossiers in every state, made by the services that real work uses."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.records.facade import (
    PERMANENT,
    DossierIn,
    EntryIn,
    PaperIn,
    add_entry,
    add_paper,
    ask_keeping,
    close_dossier,
    has_list,
    issue_list,
    make_handover,
    open_listed,
    open_outside,
    send_handover,
    set_retention_rule,
    start_list,
)
from congso.flows.demonstration.online import PRINT
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for
from congso.foundation.printing.rendering import render_pdf

SOURCE = "Dữ liệu dùng thử, không phải quy định"
RULES = [
    ("01.01", 1, "Chương trình, kế hoạch, báo cáo năm", PERMANENT), ("01.05", 1, "Hồ sơ họp giao ban, công việc thường kỳ", 5),
    ("03.02", 3, "Điều lệ, quy chế làm việc", 20), ("12.01", 12, "Quản lý văn thư, con dấu", 20), ("13.01", 13, "Đăng ký, rà soát hộ tịch", 20),
]  # fmt: skip
ENTRIES = [
    ("I. Tổng hợp", "01.TH", "Hồ sơ xây dựng và thực hiện chương trình công tác năm", PERMANENT, "01.01", "truongphong"),
    ("I. Tổng hợp", "02.TH", "Hồ sơ họp giao ban hằng tuần", 5, "01.05", ""),
    ("II. Tư pháp - Hộ tịch", "03.HT", "Hồ sơ rà soát đăng ký khai sinh quá hạn", 20, "13.01", "chuyenvien"),
    ("II. Tư pháp - Hộ tịch", "04.HT", "Hồ sơ tổng kết công tác hộ tịch năm", PERMANENT, "01.01", "chuyenvien"),
    ("II. Tư pháp - Hộ tịch", "05.HT", "Hồ sơ phổ biến, giáo dục pháp luật", 10, "", "chuyenvien"),
    ("III. Văn thư", "06.VT", "Tập lưu, sổ đăng ký văn bản", 20, "12.01", "vanthu"),
]  # fmt: skip


def _person(username: str) -> Actor:
    return actor_for(Account.objects.get(username=username).pk)


def load_records(*, actor: Actor) -> None:
    """The ward's list and the dossiers of its people; what is there already stays."""
    registry, leader, officer, head = (_person(name) for name in ("vanthu", "lanhdao", "chuyenvien", "truongphong"))
    seat = officer.main_seat
    if seat is None:
        return
    unit_id, agency_id, year = seat.unit_id, tree().agency_of(seat.unit_id).id, clock.today().year
    if has_list(agency_id=agency_id, year=year):
        return
    for code, group, title, years in RULES:
        set_retention_rule(actor=actor, code=code, group=group, title=title, years=years, source=SOURCE, valid_from=date(2025, 7, 1))
    found = start_list(actor=registry, agency_id=agency_id, year=year)
    made = {}
    for heading, code, title, years, rule, keeper in ENTRIES:
        keeper_id = _person(keeper).account_id if keeper else None
        entry = EntryIn(heading, code, title, years, unit_id, keeper_id, rule)
        made[code] = add_entry(actor=registry, list_id=found.pk, entry=entry).pk
    issue_list(actor=leader, list_id=found.pk, decision="12/QĐ-UBND", issued_on=date(year, 1, 2))
    _dossiers(officer, head, unit_id, made)


def _dossiers(officer: Actor, head: Actor, unit_id: int, entries: dict[str, int]) -> None:
    """One open, one restricted, one ended and asked to be kept back, one on its way to the archive."""
    first = open_listed(actor=officer, entry_id=entries["03.HT"])
    _papers(officer, first.pk, "Danh sách trường hợp khai sinh quá hạn", "Biên bản làm việc với khóm 3")
    ended = open_listed(actor=officer, entry_id=entries["04.HT"])
    _papers(officer, ended.pk, "Báo cáo tổng kết công tác hộ tịch", "Phụ lục số liệu hộ tịch")
    due = close_dossier(actor=officer, dossier_id=ended.pk, work_ended_on=clock.today()).hand_over_by
    if due is not None:
        ask_keeping(actor=officer, dossier_id=ended.pk, reason="Còn dùng để tổng kết công tác hộ tịch năm sau", until=due + timedelta(days=180))
    sent = open_listed(actor=officer, entry_id=entries["05.HT"])
    _papers(officer, sent.pk, "Kế hoạch tuyên truyền pháp luật")
    close_dossier(actor=officer, dossier_id=sent.pk, work_ended_on=clock.today())
    handover = make_handover(actor=head, unit_id=unit_id, dossier_ids=[sent.pk], condition="Đầy đủ, đọc được.")
    send_handover(actor=head, handover_id=handover.pk)
    said = DossierIn(title="Hồ sơ xác minh đơn phản ánh về cán bộ", years=10, access="restricted")
    outside = open_outside(actor=officer, unit_id=unit_id, code="99.HT", said=said, reason="Việc phát sinh, danh mục chưa có")
    _papers(officer, outside.pk, "Báo cáo kết quả xác minh")


def _papers(actor: Actor, dossier_id: UUID, *subjects: str) -> None:
    for place, subject in enumerate(subjects):
        upload = SimpleUploadedFile("tai-lieu.pdf", render_pdf(PRINT, {"title": subject, "lines": ["Tài liệu của bản dùng thử."]}), "application/pdf")
        day = clock.today() - timedelta(days=12 - 3 * place)
        add_paper(actor=actor, dossier_id=dossier_id, paper=PaperIn(upload, subject, dated_on=day, author="UBND phường Cao Lãnh", pages=1))
