"""Asking others about a draft: it comes into their inbox, they see it and nothing else, answer, and the drafter says what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.documents.errors_outgoing import NotInThisStep, OpinionOver
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Document, Opinion
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.queries_opinions import opinion_of_case, opinions_of
from congso.domains.documents.queries_outgoing import document_page, find_outgoing
from congso.domains.documents.services.outgoing import cancel_document, send_on
from congso.domains.documents.services.outgoing_opinions import (
    AnswerIn,
    AskIn,
    answer_opinion,
    ask_opinions,
    assign_opinion,
    take_up_opinion,
    withdraw_opinion,
)
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import NotYourStep, ReasonMissing
from congso.foundation.casework.models import Case
from congso.foundation.files.content import FileRefused
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def ask(desk: Desk, document: Document, *, units: tuple[str, ...] = ("phuong-kt",), people: tuple[tuple[str, str], ...] = (), days: int = 3,
        **more: Any) -> list[Opinion]:  # fmt: skip
    office = desk.office
    pairs = [(office.accounts[name], office.units[unit]) for name, unit in people]
    asked = AskIn(clock.today() + timedelta(days=days), [office.units[each] for each in units], pairs, "Về Điều 2")
    return ask_opinions(actor=more.get("actor") or office.officer, document_id=document.pk, seen_seq=None, asked=asked)


def answer(desk: Desk, row: Opinion, name: str = "truongkinhte", verdict: str = "remarks", text: str = "Bổ sung Điều 2") -> Opinion:
    return answer_opinion(actor=desk.actor(name), opinion_id=row.pk, seen_seq=None, given=AnswerIn(verdict, text))


def test_it_comes_into_the_inbox_and_the_draft_is_shown_only_to_those_asked(desk: Desk) -> None:
    document = desk.draft()
    head, other = desk.actor("truongkinhte"), desk.office.clerk
    with pytest.raises(NotVisible):
        find_outgoing(head, document.pk)
    (row,) = ask(desk, document)

    assert find_outgoing(head, document.pk).pk == document.pk
    with pytest.raises(NotVisible):
        find_outgoing(other, document.pk)
    assert Case.objects.get(pk=row.case_id).holder_unit_id == desk.office.units["phuong-kt"]
    assert Notice.objects.get(account_id=head.account_id).title.startswith("Góp ý dự thảo, hạn")
    assert opinion_of_case(head, row.case_id).pk == row.pk
    assert not document_page(head, document.pk).offers & {"edit", "send_on", "cancel", "sign", "settle"}
    assert [hit.line.id for hit in find_documents(viewer=head, asked=Asked(text="Kiện toàn")).hits] == [document.pk]
    assert not find_documents(viewer=other, asked=Asked(text="Kiện toàn")).hits


def test_answers_are_taken_up_and_only_who_asks_does_that(desk: Desk) -> None:
    document = desk.draft()
    unit, person = ask(desk, document, people=(("chuyenvien2", "phuong-vp"),))
    answer(desk, unit)
    answer(desk, person, "chuyenvien2", "agree", "")
    with pytest.raises(NotAllowed):
        take_up_opinion(actor=desk.actor("truongkinhte"), opinion_id=unit.pk, taken_up="taken", note="")
    with pytest.raises(ReasonMissing):
        take_up_opinion(actor=desk.office.officer, opinion_id=unit.pk, taken_up="explained", note=" ")
    take_up_opinion(actor=desk.office.officer, opinion_id=unit.pk, taken_up="explained", note="Đã có ở Điều 3")
    table = opinions_of(desk.office.head, document.pk)
    assert [(line.row.verdict, line.row.taken_up) for line in table.lines] == [("remarks", "explained"), ("agree", "")]
    assert table.waiting == 0
    assert len(opinions_of(desk.actor("truongkinhte"), document.pk).lines) == 1  # one's own answer, not the others'
    assert Case.objects.get(pk=unit.case_id).state == "closed"
    assert Notice.objects.filter(account_id=desk.office.officer.account_id, title__contains="đã góp ý").count() == 2


def test_a_reason_is_wanted_and_nobody_answers_twice_or_for_others(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document)
    with pytest.raises(ReasonMissing):
        answer(desk, row, verdict="disagree", text=" ")
    with pytest.raises(NotVisible):
        answer(desk, row, "truongphong")
    with pytest.raises(NotVisible):
        answer(desk, row, "motcua")
    with pytest.raises(InvalidInput):
        answer(desk, row, verdict="gi-do")
    assert Opinion.objects.get().answered_at is None
    assert AuditEntry.objects.filter(action="documents.answer_opinion", outcome="refused").count() == 4
    answer(desk, row)
    with pytest.raises(OpinionOver):
        answer(desk, row)


def test_a_file_may_come_with_it_but_no_program(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document)
    bad = SimpleUploadedFile("y-kien.exe", b"MZ\x00\x01")
    with pytest.raises(FileRefused):
        answer_opinion(actor=desk.actor("truongkinhte"), opinion_id=row.pk, seen_seq=None, given=AnswerIn("agree", "", bad))
    good = SimpleUploadedFile("y-kien.csv", "dòng,một".encode())
    answer_opinion(actor=desk.actor("truongkinhte"), opinion_id=row.pk, seen_seq=None, given=AnswerIn("agree", "", good))
    client = Client()
    address = f"/van-ban/di/{document.pk}/lay-y-kien/{row.pk}/tep/"
    for username, status in (("chuyenvien", 200), ("truongkinhte", 200), ("motcua", 404)):
        client.force_login(Account.objects.get(username=username))
        assert client.get(address).status_code == status


def test_whom_one_may_not_ask(desk: Desk) -> None:
    document = desk.draft()
    for wanted in ({"units": ()}, {"days": -1}, {"units": ("so-cm",)}, {"people": (("chuyenvien", "phuong-vp"),)}, {"people": (("motcua", "phuong-vp"),)}):
        with pytest.raises(InvalidInput):
            ask(desk, document, **wanted)  # type: ignore[arg-type]
    assert not Opinion.objects.exists()
    ask(desk, document)
    with pytest.raises(InvalidInput, match="đang chờ trả lời"):
        ask(desk, document)
    with pytest.raises(NotAllowed):
        ask(desk, document, units=("phuong-mc",), actor=desk.actor("truongkinhte"))
    ask(desk, document, units=("phuong-mc",), actor=desk.office.head)  # the head of the unit that drafts may


def test_a_unit_without_a_head_is_asked_all_the_same(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document, units=("phuong-mc",))
    answer(desk, row, "motcua", "agree", "")
    assert Opinion.objects.get().answered_by_name == "Nguyễn Thị Thanh Mai"


def test_the_head_gives_it_to_an_officer(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document, units=("phuong-vp",))
    assign_opinion(actor=desk.office.head, opinion_id=row.pk, seen_seq=None, holder_id=desk.office.accounts["chuyenvien2"])
    with pytest.raises(NotYourStep):
        answer(desk, row, "truongphong")
    answer(desk, row, "chuyenvien2", "agree", "")


def test_taken_back_it_is_shown_no_longer(desk: Desk) -> None:
    document, head = desk.draft(), desk.actor("truongkinhte")
    (row,) = ask(desk, document)
    with pytest.raises(NotAllowed):
        withdraw_opinion(actor=head, opinion_id=row.pk, reason="x")
    with pytest.raises(ReasonMissing):
        withdraw_opinion(actor=desk.office.officer, opinion_id=row.pk, reason="")
    withdraw_opinion(actor=desk.office.officer, opinion_id=row.pk, reason="Sửa lại hướng")
    with pytest.raises(NotVisible):
        find_outgoing(head, document.pk)
    assert not find_documents(viewer=head, asked=Asked(text="Kiện toàn")).hits
    assert Case.objects.get(pk=row.case_id).state == "closed"
    ask(desk, document)  # and may be asked anew


def test_going_on_with_open_questions_says_so_and_signing_ends_them(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document)
    send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None, note="Kính trình")
    events = document_page(desk.office.head, document.pk).events
    assert events[0].note == "Kính trình Chuyển khi còn 1 nơi được lấy ý kiến chưa trả lời."
    for name in ("form", "sign"):
        desk.step(document, name)
    with pytest.raises(NotInThisStep):
        ask(desk, document, units=("phuong-mc",))
    assert Opinion.objects.get(pk=row.pk).is_open
    desk.step(document, "seal")
    assert Opinion.objects.get(pk=row.pk).withdrawn_at is not None
    assert Case.objects.get(pk=row.case_id).state == "closed"


def test_a_draft_given_up_asks_nobody_any_more(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document)
    cancel_document(actor=desk.office.officer, document_id=document.pk, seen_seq=None, reason="Không cần nữa")
    assert not Opinion.objects.get(pk=row.pk).is_open


def test_who_is_late_is_said(desk: Desk) -> None:
    document = desk.draft()
    ask(desk, document)
    Opinion.objects.update(due_on=clock.today() - timedelta(days=1))
    assert opinions_of(desk.office.officer, document.pk).late == 1


def test_the_screen_keeps_what_was_typed(desk: Desk) -> None:
    document = desk.draft()
    client = Client()
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = client.post(f"/van-ban/di/{document.pk}/lay-y-kien/", {"due_on": "01/01/2020", "question": "Xem Điều 2", "units": [desk.office.units["phuong-kt"]]})
    assert page.status_code == 422
    assert "hạn góp ý đã qua" in page.content.decode()
    assert "Xem Điều 2" in page.content.decode()


def test_a_step_pressed_too_late_says_so(desk: Desk) -> None:
    document = desk.draft()
    (row,) = ask(desk, document)
    answer(desk, row)
    client = Client()
    client.force_login(Account.objects.get(username="truongkinhte"))
    page = client.post(f"/van-ban/di/{document.pk}/lay-y-kien/{row.pk}/", {"viec": "tra-loi", "verdict": "agree"}, follow=True)
    assert "Việc này đã có người làm" in page.content.decode()
    assert Opinion.objects.get().verdict == "remarks"
