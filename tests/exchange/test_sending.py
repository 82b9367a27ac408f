"""Our documents to agencies outside, and what comes back."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.test import Client

from congso.core import clock
from congso.domains.axis.models import Parcel, Stop
from congso.domains.axis.services.taking_part import register_member
from congso.domains.documents.forms.outgoing import IssueForm
from congso.domains.documents.models import Delivery, Document, Incoming, OutgoingFile
from congso.domains.documents.services.outgoing import issue_document, recall_document, send_further
from congso.domains.documents.services.outgoing_issuing import Outside
from congso.domains.dossiers.tests.makers import START
from congso.domains.exchange.composing import document_key
from congso.domains.exchange.models import Message, StatusNote
from congso.domains.exchange.queries import silent_deliveries
from congso.domains.exchange.services.connecting import refresh_directory
from congso.domains.exchange.services.reminding import remind_of_silent
from congso.foundation.edxml.facade import BusinessType, DocumentMessage, StatusMessage
from congso.foundation.files.services import open_file, store_as_is
from congso.foundation.notifications.models import Notice
from congso.foundation.outbox.models import Sending
from congso.foundation.people.models import Account
from tests.exchange.conftest import MINISTRY, SYSTEM, WARD, Line
from tests.exchange.loopback import PDF


def state(document_id: object) -> str:
    """The state of the only receiver."""
    return Delivery.objects.get(document_id=document_id).get_state_display()


def test_an_issued_document_reaches_the_ministry_with_its_file_and_reports_come_back(line: Line) -> None:
    document = line.issue(line.sealed())
    assert state(document.pk) == "Chờ trục liên thông nhận"

    line.carry()

    assert state(document.pk) == "Đã gửi"
    (parcel,) = line.ministry.fetch()
    said = parcel.message
    assert isinstance(said, DocumentMessage)
    assert (said.number_text, said.subject, said.sender.organ_id) == (document.number_text, document.subject, WARD)  # type: ignore[union-attr]
    assert said.business is not None
    assert said.business.type == BusinessType.NEW
    assert [each.sha256 for each in parcel.attachments] == [document.file_id]
    shown = {"01": "Đã đến", "03": "Đã nhận", "04": "Đã phân công", "05": "Đang xử lý", "06": "Hoàn thành"}
    for code, words in shown.items():
        line.ministry.report(said, code)
        line.receive()
        assert state(document.pk) == words
    assert list(StatusNote.objects.filter(document=document).order_by("pk").values_list("status", flat=True)) == list(shown)


def test_annexes_go_round_over_the_axis_with_the_same_bytes_and_stand_behind_the_paper(line: Line) -> None:
    document, contents = line.sealed(), {"danh-sach.pdf": PDF + b"1\n%%EOF\n", "bang.xlsx": b"PK a table"}
    for place, (name, content) in enumerate(contents.items(), 1):
        stored = store_as_is(BytesIO(content), kind="application/pdf" if name.endswith("pdf") else "application/octet-stream", name=name)
        OutgoingFile.objects.create(outgoing_id=document.pk, position=place, kind="annex", title=name, name=name, stored=stored,
                                    added_at=clock.now(), added_by_name="x")  # fmt: skip
    register_member(actor=SYSTEM, code="H20.03", name="Sở Tư pháp", valid_from=START, system_pk=line.ward_system.pk)
    refresh_directory(actor=SYSTEM, connection_id=line.connection.pk)
    line.issue(document, MINISTRY, "H20.03")

    line.carry()
    line.receive()

    (parcel,) = line.ministry.fetch()
    assert [each.name for each in parcel.attachments] == ["01-UBND-VP.pdf", *contents]
    assert [each.sha256 for each in parcel.attachments][1:] == [sha256(each).hexdigest() for each in contents.values()]
    came = Incoming.objects.select_related("document").get(document__direction="in", channel="exchange")
    assert came.document.file_id == document.file_id
    assert {row.name: open_file(row.stored).read() for row in came.files.all()} == contents
    client = Client()
    client.force_login(Account.objects.get(username="sovanthu"))
    page = client.get(f"/van-ban/den/{came.pk}/").content.decode()
    assert all(name in page for name in contents)


def test_nothing_is_put_in_the_outbox_when_issuing_fails(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    document = line.sealed()
    monkeypatch.setattr("congso.domains.documents.services.outgoing_issuing._close_circle", _break)
    with pytest.raises(RuntimeError, match="after the message"):
        line.issue(document)
    assert not Sending.objects.exists()
    assert not Message.objects.exists()


def _break(*_given: object) -> None:
    raise RuntimeError("after the message")


def test_a_lost_answer_makes_no_second_document(line: Line) -> None:
    document = line.issue(line.sealed())
    line.axis.lose_answers = 1
    line.carry()
    assert Sending.objects.get().tries == 1
    assert state(document.pk) == "Chờ trục liên thông nhận"
    with clock.at(clock.now() + timedelta(minutes=2)):
        line.carry()

    assert state(document.pk) == "Đã gửi"
    assert Parcel.objects.count() == 1
    assert len(line.ministry.fetch()) == 1


def test_a_silent_axis_is_tried_five_times_more_then_a_person_must_look(line: Line) -> None:
    document = line.issue(line.sealed())
    line.axis.is_down = True
    moment = clock.now()
    for _try in range(8):
        with clock.at(moment):
            line.carry()
        moment += timedelta(minutes=15)

    sending = Sending.objects.get()
    assert (sending.state, sending.tries) == ("dead", 6)
    assert state(document.pk) == "Không gửi được qua trục"


def test_a_locked_receiver_is_not_reached_and_goes_on_paper(line: Line) -> None:
    document = line.issue(line.sealed(), "G99")
    assert state(document.pk) == "Chờ gửi qua trục liên thông hoặc gửi bản giấy"
    assert not Sending.objects.exists()


def test_a_refusal_of_the_axis_stands_on_the_delivery_sheet_and_is_not_tried_again(line: Line) -> None:
    document = line.issue(line.sealed())
    Stop.objects.all().delete()
    line.ministry.system.members.update(locked_reason="tạm dừng tiếp nhận")
    line.carry()
    delivery = Delivery.objects.get(document=document)
    assert delivery.get_state_display() == "Không gửi được qua trục"
    assert delivery.reason == "23 Đơn vị nhận G09 đã khóa: tạm dừng tiếp nhận."
    assert Sending.objects.get().state == "dead"


def test_the_receiver_refuses_with_its_reason(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    said = line.ministry.fetch()[0].message
    line.ministry.report(said, "01")  # type: ignore[arg-type]
    line.ministry.report(said, "02", description="Không thuộc thẩm quyền")  # type: ignore[arg-type]
    line.receive()
    delivery = Delivery.objects.get(document=document)
    assert (delivery.state, delivery.reason) == ("refused", "Không thuộc thẩm quyền")


def test_a_late_report_is_kept_and_turns_nothing_back(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    said = line.ministry.fetch()[0].message
    line.ministry.report(said, "06")  # type: ignore[arg-type]
    line.ministry.report(said, "03", at=clock.now() - timedelta(hours=1))  # type: ignore[arg-type]
    line.receive()
    assert state(document.pk) == "Hoàn thành"
    late = StatusNote.objects.get(document=document, status="03")
    assert not late.has_counted


def test_recalled_and_agreed(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    said = line.ministry.fetch()[0].message
    line.ministry.report(said, "03")  # type: ignore[arg-type]
    line.receive()
    recall_document(actor=line.office.registry, document_id=document.pk, reason="Sai thể thức")
    line.carry()
    asked = line.ministry.fetch()[0].message
    assert isinstance(asked, StatusMessage)
    assert (str(asked.code), asked.description) == ("13", "Sai thể thức")
    assert state(document.pk) == "Đã báo thu hồi"
    line.ministry.report(said, "15")  # type: ignore[arg-type]
    line.receive()
    assert state(document.pk) == "Đã thu hồi"


def test_recalled_by_a_document_the_ministry_gets_the_recall_and_that_document(line: Line) -> None:
    old = line.issue(line.sealed())
    line.carry()
    told = line.ministry.fetch()[0].message
    recall = line.issue(line.sealed("Về việc thu hồi báo cáo", relation=("recalls", old.pk)), "H20.32")
    line.carry()

    said = [each.message for each in line.ministry.fetch()]
    (letter,) = [each for each in said if isinstance(each, DocumentMessage)]
    (asked,) = [each for each in said if isinstance(each, StatusMessage)]
    assert letter.number_text == recall.number_text
    assert (str(asked.code), asked.response_for.code) == ("13", old.number_text)  # type: ignore[union-attr]
    assert recall.number_text in str(asked.description)
    assert [delivery.code for delivery in Delivery.objects.filter(document=recall)] == ["H20.32", MINISTRY]
    assert Message.objects.filter(kind="status", code="13").get().receiver_codes == [MINISTRY]
    line.ministry.report(told, "15")  # type: ignore[arg-type]
    line.receive()
    assert state(old.pk) == "Đã thu hồi"


def test_a_replacement_names_as_replaced_only_who_has_the_old_one(line: Line) -> None:
    old = line.issue(line.sealed())
    line.carry()
    line.ministry.fetch()
    new = line.issue(line.sealed("Thay thế báo cáo", relation=("replaces", old.pk)), "H20.32")
    line.carry()
    (letter,) = [each.message for each in line.ministry.fetch()]
    assert isinstance(letter, DocumentMessage)
    assert letter.business is not None
    assert letter.business.type == BusinessType.REPLACEMENT
    assert [(each.document_id, each.organ_ids) for each in letter.business.replacements] == [(document_key(old), (MINISTRY,))]
    assert {each.organ_id for each in letter.receivers} == {"H20.32", MINISTRY}
    other = line.issue(line.sealed("Thay thế văn bản không ai có", relation=("replaces", _to_nobody(line).pk)), MINISTRY)
    line.carry()
    (fresh,) = [each.message for each in line.ministry.fetch()]
    assert isinstance(fresh, DocumentMessage)
    assert fresh.business is not None
    assert (fresh.number_text, fresh.business.type) == (other.number_text, BusinessType.NEW)
    assert new.number_text != other.number_text


def _to_nobody(line: Line) -> Document:
    """An issued document whose only paper waits to leave."""
    document = line.sealed("Chỉ có bản giấy")
    return issue_document(actor=line.office.registry, document_id=document.pk, seen_seq=None, outside=[Outside("Ông Nguyễn Văn Giấy")])


@pytest.mark.parametrize(("code", "why", "shown"), [("15", "", "Đã thay thế"), ("16", "Đã thực hiện xong", "Từ chối thay thế")])
def test_what_a_receiver_answers_to_a_replacement_stands_on_the_sheet_of_the_old_one(line: Line, code: str, why: str, shown: str) -> None:
    old = line.issue(line.sealed())
    line.carry()
    told = line.ministry.fetch()[0].message
    line.ministry.report(told, "03")  # type: ignore[arg-type]
    line.receive()
    line.issue(line.sealed("Thay thế báo cáo", relation=("replaces", old.pk)), "H20.32")
    assert state(old.pk) == "Đã báo thay thế"
    line.carry()
    line.ministry.report(told, code, description=why)  # type: ignore[arg-type]
    line.receive()
    assert state(old.pk) == shown
    delivery = Delivery.objects.get(document=old, code=MINISTRY)
    assert delivery.reason == why
    assert StatusNote.objects.get(document=old, status=code).has_counted


def test_a_further_receiver_gets_it_as_an_update_and_the_first_none_again(line: Line) -> None:
    document = line.issue(line.sealed(), MINISTRY)
    line.carry()
    line.ministry.fetch()
    send_further(actor=line.office.registry, document_id=document.pk, outside=[Outside("Bộ Mẫu", MINISTRY), Outside("UBND xã Tháp Mười", "H20.32")])
    line.carry()
    assert line.ministry.fetch() == []
    assert Delivery.objects.filter(document=document, code="H20.32").get().state == "sent"


def test_silent_receivers_are_listed_and_their_sender_reminded_once(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    assert silent_deliveries(viewer=line.office.registry) == []
    with clock.at(clock.now() + timedelta(days=2)):
        rows = silent_deliveries(viewer=line.office.registry)
        assert [row.document_id for row in rows] == [document.pk]
        remind_of_silent(actor=SYSTEM)
    notice = Notice.objects.get(account_id=line.office.accounts["vanthu"], kind="exchange.silent")
    assert notice.title == "1 nơi nhận chưa tiếp nhận văn bản đã gửi"


def test_a_code_alone_gets_its_name_from_the_list_and_an_unknown_one_is_asked_for(line: Line) -> None:
    form = IssueForm({"outside": "G09\nSở Mẫu | sm@example.vn", "copies": "1"}, agency_id=line.office.units["phuong"])
    assert form.is_valid(), form.errors
    assert [(each.name, each.code, each.email) for each in form.cleaned_data["outside"]] == [("Bộ Mẫu", "G09", ""), ("Sở Mẫu", "", "sm@example.vn")]
    unknown = IssueForm({"outside": "G77", "copies": "1"}, agency_id=line.office.units["phuong"])
    assert not unknown.is_valid()
    assert "Không có đơn vị mã G77 trong danh bạ liên thông" in unknown.errors["outside"][0]
