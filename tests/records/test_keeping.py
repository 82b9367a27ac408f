"""Ended dossiers kept back for work: asked by who keeps them, agreed by the agency's head, two years at most, then due again."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.domains.records.enums import KeepingState
from congso.domains.records.errors import (
    DayWrong,
    DossierNotClosed,
    KeepingAnswered,
    KeepingAsked,
    ReasonNeeded,
)
from congso.domains.records.models import Keeping, WorkDossier
from congso.domains.records.queries.handing import due_dossiers
from congso.domains.records.queries.keeping import keepings, kept_back_list, latest_day
from congso.domains.records.services import handing
from congso.domains.records.services.closing import reopen_dossier
from congso.domains.records.services.keeping import (
    answer_keeping,
    ask_keeping,
    end_keeping,
    remind_of_keepings,
)
from congso.foundation.notifications.models import Notice
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account
from tests.records.makers import make_closed, make_outside

pytestmark = pytest.mark.django_db(transaction=True)


def due_of(dossier: WorkDossier) -> date:
    assert dossier.hand_over_by is not None
    return dossier.hand_over_by


def ask(office: Office, dossier: WorkDossier, days: int = 200) -> Keeping:
    return ask_keeping(actor=office.officer, dossier_id=dossier.pk, reason="Đang dùng cho đề án", until=due_of(dossier) + timedelta(days=days))


def agreed(office: Office, dossier: WorkDossier, days: int = 200) -> Keeping:
    row = ask(office, dossier, days)
    return answer_keeping(actor=office.leader, keeping_id=row.pk, agrees=True, decision="12/UBND-VP")


def test_asked_agreed_and_not_due_until_its_last_day(office: Office) -> None:
    dossier = make_closed(office)
    row = ask(office, dossier)
    assert [each.dossier.pk for each in due_dossiers(viewer=office.officer)[0]] == [dossier.pk]
    assert Notice.objects.filter(account_id=office.accounts["lanhdao"], title__contains="đề nghị giữ lại hồ sơ 99.HT").exists()
    answer_keeping(actor=office.leader, keeping_id=row.pk, agrees=True, decision="12/UBND-VP")

    row.refresh_from_db()
    assert (row.state, row.decided_by_name, row.decision) == (KeepingState.AGREED, "Phạm Ngọc Hạnh", "12/UBND-VP")
    assert due_dossiers(viewer=office.officer)[0] == []
    assert Notice.objects.filter(account_id=office.accounts["chuyenvien"], title="Đồng ý cho giữ lại hồ sơ 99.HT").exists()
    noon = clock.now() + (row.until - clock.today())
    with clock.at(noon):
        assert due_dossiers(viewer=office.officer)[0] == []
    with clock.at(noon + timedelta(days=1)):
        (found,), _older = due_dossiers(viewer=office.officer)
        assert found.is_late


def test_two_years_after_the_due_day_at_most_and_after_today(office: Office) -> None:
    dossier = make_closed(office)
    due = due_of(dossier)
    last = latest_day(due)
    assert (last.year - due.year, last.month) == (2, due.month)
    assert latest_day(date(2028, 2, 29)) == date(2030, 2, 28)
    for until in (last + timedelta(days=1), due, clock.today()):
        with refused(DayWrong, "02 năm"):
            ask_keeping(actor=office.officer, dossier_id=dossier.pk, reason="Cần dùng", until=until)
    with refused(ReasonNeeded):
        ask_keeping(actor=office.officer, dossier_id=dossier.pk, reason=" ", until=last)
    assert ask_keeping(actor=office.officer, dossier_id=dossier.pk, reason="Cần dùng", until=last).until == last


def test_only_ended_dossiers_that_belong_into_the_archive(office: Office) -> None:
    until = clock.today() + timedelta(days=100)
    for dossier in (make_outside(office, "1"), make_closed(office, make_outside(office, "2", years=4))):
        with refused(DossierNotClosed):
            ask_keeping(actor=office.officer, dossier_id=dossier.pk, reason="Cần dùng", until=until)
    going = make_closed(office, make_outside(office, "3"))
    handing.make_handover(actor=office.head, unit_id=office.units["phuong-vp"], dossier_ids=[going.pk])
    with refused(DossierNotClosed, "đợt nộp lưu"):
        ask(office, going)


def test_who_may(office: Office) -> None:
    dossier = make_closed(office)
    with refused(NotVisible):
        ask_keeping(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, reason="x", until=due_of(dossier) + timedelta(days=9))
    with refused(NotAllowed):
        ask_keeping(actor=office.registry, dossier_id=dossier.pk, reason="x", until=due_of(dossier) + timedelta(days=9))
    row = ask(office, dossier)
    with refused(KeepingAsked):
        ask(office, dossier)
    for who in (office.officer, office.head, office.registry):
        with refused(NotAllowed):
            answer_keeping(actor=who, keeping_id=row.pk, agrees=True)
    with refused(NotAllowed):
        end_keeping(actor=office.registry, keeping_id=row.pk)
    with refused(ReasonNeeded):
        answer_keeping(actor=office.leader, keeping_id=row.pk, agrees=False)
    answer_keeping(actor=office.leader, keeping_id=row.pk, agrees=False, answer="Nộp lưu đúng hạn")
    with refused(KeepingAnswered):
        answer_keeping(actor=office.leader, keeping_id=row.pk, agrees=True)
    assert len(due_dossiers(viewer=office.officer)[0]) == 1


def test_a_longer_consent_takes_the_place_of_the_shorter(office: Office) -> None:
    dossier = make_closed(office)
    first = agreed(office, dossier, 100)
    second = agreed(office, dossier, 300)
    first.refresh_from_db()
    assert (first.state, second.state) == (KeepingState.ENDED, KeepingState.AGREED)


def test_of_two_who_ask_at_once_one_asks(office: Office) -> None:
    dossier = make_closed(office)
    found = both(lambda: ask(office, dossier), lambda: ask(office, dossier, 300))
    assert sorted(type(each).__name__ for each in found) == ["Keeping", "KeepingAsked"]


def test_it_ends_by_hand_by_handing_over_and_by_opening_again(office: Office) -> None:
    dossier = make_closed(office)
    end_keeping(actor=office.officer, keeping_id=agreed(office, dossier).pk)
    assert len(due_dossiers(viewer=office.officer)[0]) == 1
    row = ask(office, dossier)
    end_keeping(actor=office.officer, keeping_id=row.pk)
    row.refresh_from_db()
    assert row.state == KeepingState.WITHDRAWN
    with refused(KeepingAnswered):
        end_keeping(actor=office.officer, keeping_id=row.pk)
    agreed(office, dossier)
    reopen_dossier(actor=office.head, dossier_id=dossier.pk, reason="Thiếu tài liệu")
    other = make_closed(office, make_outside(office, "2"))
    agreed(office, other)
    handing.make_handover(actor=office.head, unit_id=office.units["phuong-vp"], dossier_ids=[other.pk])
    assert not Keeping.objects.filter(state__in=["asked", "agreed"]).exists()


def test_a_reminder_comes_once_before_the_end_and_one_after_it(office: Office) -> None:
    row = agreed(office, make_closed(office))
    Notice.objects.all().delete()
    noon = clock.now() + (row.until - clock.today())
    for moment, titles in ((noon - timedelta(days=31), 0), (noon - timedelta(days=30), 1), (noon, 1), (noon + timedelta(days=1), 2), (noon + timedelta(days=2), 2)):
        with clock.at(moment):
            remind_of_keepings(actor=SYSTEM)
        assert Notice.objects.count() == titles, moment
    row.refresh_from_db()
    assert row.state == KeepingState.ENDED
    said = list(Notice.objects.order_by("pk").values_list("account_id", "title"))
    assert said[0] == (office.accounts["chuyenvien"], f"Hồ sơ 99.HT được giữ lại đến hết ngày {row.until:%d/%m/%Y}")
    assert said[1] == (office.accounts["chuyenvien"], "Hồ sơ 99.HT đã hết thời gian giữ lại, phải nộp lưu")


def test_the_list_shows_what_one_may_open_in_few_queries(office: Office, django_assert_max_num_queries: object) -> None:
    rows = [agreed(office, make_closed(office, make_outside(office, str(number)))) for number in range(4)]
    viewer = office.registry
    with epoch.known(), django_assert_max_num_queries(6):  # type: ignore[operator]
        found, _older = keepings(viewer=viewer)
        _agency, listed = kept_back_list(viewer=viewer)
    assert {row.keeping.pk for row in found} == {row.keeping.pk for row in listed} == {row.pk for row in rows}
    assert keepings(viewer=office.actor("chuyenvien2")) == ([], None)


def test_the_screens_from_the_question_to_the_list_on_paper(office: Office, client: Client) -> None:
    dossier = make_closed(office)
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = f"/ho-so-cong-viec/{dossier.pk}/"
    wrong = client.post(f"{page}lam/giu-lai/", {"reason": "Đang dùng", "until": "01/01/2099"})
    assert wrong.status_code == 422
    assert "02 năm kể từ ngày đến hạn" in wrong.content.decode()
    until = due_of(dossier) + timedelta(days=90)
    assert client.post(f"{page}lam/giu-lai/", {"reason": "Đang dùng", "until": f"{until:%d/%m/%Y}"}).status_code == 302
    row = Keeping.objects.get()
    client.force_login(Account.objects.get(username="lanhdao"))
    assert "Đang dùng" in client.get("/ho-so-cong-viec/giu-lai/").content.decode()
    refusal = client.post(f"/ho-so-cong-viec/giu-lai/{row.pk}/tra-loi/", {"agrees": "0"})
    assert refusal.status_code == 422
    assert "Phải ghi rõ lý do" in refusal.content.decode()
    client.post(f"/ho-so-cong-viec/giu-lai/{row.pk}/tra-loi/", {"agrees": "1", "decision": "12/UBND-VP"})
    assert "Được giữ lại" in client.get(page).content.decode()
    pdf = client.get("/ho-so-cong-viec/giu-lai/danh-muc.pdf")
    said = " ".join(PdfReader(BytesIO(pdf.content)).pages[0].extract_text().replace("\u200b", "").split())
    assert "99.HT" in said
    assert "12/UBND-VP" in said
    book = load_workbook(BytesIO(client.get("/ho-so-cong-viec/giu-lai/danh-muc.xlsx").content))
    assert any("99.HT" in str(cell.value) for line in book.active for cell in line)
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert client.post(f"/ho-so-cong-viec/giu-lai/{row.pk}/thoi/").status_code == 302
