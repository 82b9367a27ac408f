"""What is due for the archive, and its way there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.domains.records.enums import PERMANENT, HandoverState, LineState, Medium, State
from congso.domains.records.errors import (
    DossierNotClosed,
    HandoverNotDraft,
    LineAnswered,
    NothingChosen,
    ReasonNeeded,
)
from congso.domains.records.models import Handover, WorkDossier
from congso.domains.records.papers import handover_table, minutes_pdf, table_pdf
from congso.domains.records.queries.handing import due_dossiers, handover_page, handovers
from congso.domains.records.services import handing
from congso.domains.records.services.closing import close_dossier, reopen_dossier
from congso.domains.records.services.filing import add_paper, number_sheets
from congso.domains.records.services.rules import set_handover_term
from tests.records.makers import make_closed, make_outside, paper_in
from tests.records.test_dossiers import both, refused

pytestmark = pytest.mark.django_db(transaction=True)


def make_handover(office: Office, *dossiers: WorkDossier) -> Handover:
    return handing.make_handover(actor=office.head, unit_id=office.units["phuong-vp"], dossier_ids=[each.pk for each in dossiers])


def closed(office: Office, code: str, **said: object) -> WorkDossier:
    return make_closed(office, make_outside(office, code, **said))


def test_when_a_dossier_is_due(office: Office) -> None:
    today = clock.today()
    electronic = closed(office, "1")
    construction = closed(office, "2", is_construction=True)
    paper = make_outside(office, "3", medium=Medium.PAPER)
    add_paper(actor=office.officer, dossier_id=paper.pk, paper=paper_in())
    number_sheets(actor=office.officer, dossier_id=paper.pk)
    paper = close_dossier(actor=office.officer, dossier_id=paper.pk, work_ended_on=today)
    short = closed(office, "4", years=4)
    assert electronic.hand_over_by == today + timedelta(days=60)
    assert construction.hand_over_by is not None
    assert (construction.hand_over_by.month - today.month) % 12 == 3
    assert paper.hand_over_by is not None
    assert (paper.hand_over_by.year, paper.hand_over_by.month) == (today.year + 1, today.month)
    assert short.hand_over_by is None
    rows, _older = due_dossiers(viewer=office.officer)
    assert [row.dossier.code for row in rows] == ["1", "2", "3"]
    assert [row.is_late for row in rows] == [False] * 3
    with clock.at(clock.now() + timedelta(days=61)):
        assert [row.is_late for row in due_dossiers(viewer=office.officer)[0]] == [True, False, False]
    assert due_dossiers(viewer=office.actor("chuyenvien2"))[0] == []


def test_the_office_may_set_other_limits_from_a_day_on(office: Office) -> None:
    set_handover_term(actor=SYSTEM, term="electronic", amount=6, unit="months", source="Quy chế của tỉnh", valid_from=clock.today())
    found = closed(office, "1")
    assert found.hand_over_by is not None
    assert (found.hand_over_by.month - clock.today().month) % 12 == 6


def test_two_lists_and_minutes_for_one_hand_over(office: Office) -> None:
    made = make_handover(office, closed(office, "1", years=PERMANENT), closed(office, "2", years=10), closed(office, "3", years=20))
    page = handover_page(viewer=office.head, handover_id=made.pk)
    permanent, limited = handover_table(page, permanent=True), handover_table(page, permanent=False)
    assert [row[1][2] for row in permanent.rows] == ["1"]
    assert [row[1][2] for row in limited.rows] == ["2", "3"]
    assert [each.heading for each in limited.columns] == [
        "Số TT", "Hộp/Cặp số", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ/tài liệu", "Thời gian bắt đầu - kết thúc", "Thời hạn bảo quản", "Số tờ/Số trang",
        "Người lập", "Ghi chú",
    ]  # fmt: skip
    assert "Thời hạn bảo quản" not in [each.heading for each in permanent.columns]
    assert limited.foot[1] == "Viết bằng chữ: hai hồ sơ (đơn vị bảo quản)."
    for content in (table_pdf(permanent), table_pdf(limited)):
        assert content.startswith(b"%PDF-")
    said = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(minutes_pdf(page))).pages).split())
    for words in ("3. Số lượng tài liệu", "tổng số hồ sơ: 3; tổng số tệp tin trong hồ sơ: 3", "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo: 1 hồ sơ bảo quản vĩnh viễn, 2"):
        assert words in said


def test_from_the_list_to_the_archive_and_back(office: Office) -> None:
    one, two = closed(office, "1"), closed(office, "2")
    made = make_handover(office, one, two)
    assert due_dossiers(viewer=office.officer)[0] == []
    with pytest.raises(DossierNotClosed):
        reopen_dossier(actor=office.head, dossier_id=one.pk, reason="Thiếu")
    handing.send_handover(actor=office.head, handover_id=made.pk)
    one.refresh_from_db()
    assert one.state == State.HANDED
    lines = {line.dossier.code: line for line in handover_page(viewer=office.registry, handover_id=made.pk).lines}
    with pytest.raises(ReasonNeeded):
        handing.answer_line(actor=office.registry, line_id=lines["1"].pk, agrees=False)
    with pytest.raises(NotAllowed):
        handing.answer_line(actor=office.head, line_id=lines["1"].pk, agrees=True)
    handing.answer_line(actor=office.registry, line_id=lines["1"].pk, agrees=False, reason="Thiếu mục lục")
    handing.answer_line(actor=office.registry, line_id=lines["2"].pk, agrees=True)
    one.refresh_from_db()
    two.refresh_from_db()
    made.refresh_from_db()
    assert (one.state, two.state, made.state, made.received_by_name) == (State.CLOSED, State.ARCHIVED, HandoverState.ANSWERED, "Huỳnh Kim Liên")
    assert [row.dossier.code for row in due_dossiers(viewer=office.officer)[0]] == ["1"]
    again = make_handover(office, one)
    assert again.number == 2
    assert minutes_pdf(handover_page(viewer=office.head, handover_id=made.pk)).startswith(b"%PDF-")


def test_what_may_not_be_handed_over(office: Office) -> None:
    found = closed(office, "1")
    make_handover(office, found)
    for wrong in (found, make_outside(office, "2"), closed(office, "3", years=4)):
        with pytest.raises(DossierNotClosed):
            make_handover(office, wrong)
    with pytest.raises(NothingChosen):
        make_handover(office)
    with pytest.raises(NotAllowed):
        handing.make_handover(actor=office.officer, unit_id=office.units["phuong-vp"], dossier_ids=[found.pk])
    assert Handover.objects.count() == 1
    assert refused("records.make_handover") == 5


def test_two_at_once_hand_a_dossier_over_once(office: Office) -> None:
    found = closed(office, "1")
    assert both(lambda: make_handover(office, found)) == ["done", "work_dossier_not_closed"]
    assert Handover.objects.count() == 1


def test_a_sent_hand_over_is_changed_no_more_and_answered_once(office: Office) -> None:
    one = closed(office, "1")
    made = make_handover(office, one, closed(office, "2"))
    line = made.lines.get(dossier=one)
    with pytest.raises(NotVisible):
        handing.drop_line(actor=office.actor("truongkinhte"), line_id=line.pk)
    handing.drop_line(actor=office.head, line_id=line.pk)
    handing.send_handover(actor=office.head, handover_id=made.pk)
    rest = made.lines.get()
    with pytest.raises(HandoverNotDraft):
        handing.drop_line(actor=office.head, line_id=rest.pk)
    with pytest.raises(HandoverNotDraft):
        handing.send_handover(actor=office.head, handover_id=made.pk)
    heard = both(lambda: handing.answer_line(actor=office.registry, line_id=rest.pk, agrees=True))
    assert heard == ["done", "handover_line_answered"]
    with pytest.raises(LineAnswered):
        handing.answer_line(actor=office.registry, line_id=rest.pk, agrees=True)
    rest.refresh_from_db()
    assert rest.state == LineState.AGREED


def test_hand_overs_of_other_units_and_agencies_are_not_seen(office: Office) -> None:
    made = make_handover(office, closed(office, "1"))
    for stranger in ("truongkinhte", "chuyenvien", "sovanthu"):
        assert handovers(viewer=office.actor(stranger))[0] == []
        with pytest.raises(NotVisible):
            handover_page(viewer=office.actor(stranger), handover_id=made.pk)
    assert len(handovers(viewer=office.registry)[0]) == 1
