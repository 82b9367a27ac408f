"""What a heading says of steering, tasks, annexes, circulation: set by what the document is, shown where it came, nothing lost."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from congso.domains.documents.models import Document
from congso.domains.documents.services.incoming_routing import Routing, assign_officer, distribute
from congso.domains.exchange.composing import document_message
from congso.domains.exchange.heading import lines_of, said_of, steering_of
from congso.domains.exchange.models import Message
from congso.domains.exchange.views.panel import document_panel
from congso.domains.tasks.models import Task
from congso.foundation.edxml.facade import DocumentMessage, OtherInfo, ResponseFor, read, write_document
from congso.foundation.outbox.models import Sending
from congso.foundation.people.models import Account
from tests.exchange.conftest import MINISTRY, WARD, Line
from tests.exchange.test_receiving import register
from tests.tasks.makers import make_accepted

STEERED = {
    "steering_type": "2", "response_for_task": "NV-215/2026", "application_type": "eOffice",
    "other": OtherInfo(priority="1", sphere="LƯU HÀNH NỘI BỘ", typer="A.B", amount="5", pages="2", direction="true", appendixes=("Phụ lục I", "Biểu 01")),
    "response_for": (ResponseFor(organ_id="H20", code="12/UBND", document_id="H20,2026/10/01,12/UBND"),),
}  # fmt: skip


def came(line: Line) -> Document:
    line.receive()
    return Document.objects.filter(direction="in").latest("pk")


def test_nothing_is_lost_when_a_message_is_read_and_written_again(line: Line, tmp_path: Path) -> None:
    said = line.ministry.letter(WARD, **STEERED)
    target = io.BytesIO()
    write_document(said, [], target)
    found = read(io.BytesIO(target.getvalue()), tmp_path).message

    assert isinstance(found, DocumentMessage)
    again = io.BytesIO()
    write_document(found, [], again)
    assert again.getvalue() == target.getvalue()
    assert (found.steering_type, found.response_for_task, found.application_type) == ("2", "NV-215/2026", "eOffice")
    assert found.other == STEERED["other"]


def test_the_page_of_what_came_shows_it(line: Line, client: Client) -> None:
    line.ministry.send(line.ministry.letter(WARD, **STEERED))
    document = came(line)
    client.force_login(Account.objects.get(username="vanthu"))

    page = client.get(f"/van-ban/den/{document.pk}/").content.decode()

    for words in ("Thông tin kèm gói tin", "Chỉ đạo", "NV-215/2026", "LƯU HÀNH NỘI BỘ", "Phụ lục I; Biểu 01", "12/UBND (H20)", "eOffice"):
        assert words in page
    assert document.circulation == "LƯU HÀNH NỘI BỘ"


def test_a_plain_letter_shows_only_its_way(line: Line) -> None:
    line.ministry.send(line.ministry.letter(WARD))
    line.receive()

    said = Message.objects.get(way="in").said
    assert [each.label for each in lines_of(said)] == ["Đường đi"]


def test_a_code_of_ours_leads_to_the_task_for_who_may_see_it(line: Line, rf: RequestFactory) -> None:
    task = make_accepted(line.office)
    Task.objects.filter(pk=task.pk).update(number="NV-215/2026")
    line.ministry.send(line.ministry.letter(WARD, **STEERED))
    document = came(line)

    shown = {}
    for username in ("lanhdao", "sochuyenvien"):
        request = rf.get("/")
        request.actor = line.office.actor(username)  # type: ignore[attr-defined]
        shown[username] = f"/nhiem-vu/{task.pk}/" in (document_panel(request, document.pk) or "")

    assert shown == {"lanhdao": True, "sochuyenvien": False}


@pytest.mark.parametrize(("type_code", "answered", "steering"), [("CT", "", "2"), ("CĐ", "2", "2"), ("BC", "2", "3"), ("", "1", "1"), ("", "", "1")])
def test_steering_follows_from_the_type_and_from_what_is_answered(type_code: str, answered: str, steering: str) -> None:
    assert steering_of(type_code, [Message(said={"steering": answered})] if answered else []) == steering


def test_our_answer_to_a_steering_document_reports_on_it_and_repeats_its_task(line: Line) -> None:
    line.ministry.send(line.ministry.letter(WARD, **STEERED))
    asked = came(line)
    asked = register(line, asked)
    distribute(actor=line.office.leader, document_id=asked.pk, seen_seq=None, routing=Routing("Giao Văn phòng.", main_unit_id=line.office.units["phuong-vp"]))
    asked.refresh_from_db()
    assign_officer(actor=line.office.head, case_id=asked.case_id, seen_seq=None, holder_id=line.office.accounts["chuyenvien"])  # type: ignore[arg-type]
    line.issue(line.sealed("Về việc báo cáo kết quả", ("answers", asked.pk)))

    message = document_message(Sending.objects.filter(channel="exchange", payload__kind="edoc").latest("pk").payload["values"])

    assert (message.steering_type, message.response_for_task) == ("3", "NV-215/2026")
    assert message.other is not None
    assert message.other.direction == "false"


def test_an_ordinary_letter_is_not_steering(line: Line) -> None:
    line.issue(line.sealed(), MINISTRY)
    message = document_message(Sending.objects.filter(channel="exchange", payload__kind="edoc").latest("pk").payload["values"])
    assert (message.steering_type, message.response_for_task, message.other.appendixes if message.other else ()) == ("1", None, ())


def test_values_written_before_this_still_make_a_message(line: Line) -> None:
    line.issue(line.sealed(), MINISTRY)
    values = Sending.objects.filter(channel="exchange", payload__kind="edoc").latest("pk").payload["values"]
    old = {name: value for name, value in values.items() if name not in {"steering", "task", "appendixes"}}
    assert document_message(old).steering_type == "1"
    assert said_of(replace(document_message(old), steering_type="9"))["steering"] == "9"
