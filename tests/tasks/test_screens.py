"""The screens as the people of the ward see them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from congso.core import clock
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.domains.tasks.enums import LinkKind, TaskState
from congso.domains.tasks.errors import DocumentNotFound, DocumentUnclear
from congso.domains.tasks.facade import tasks_of_document
from congso.domains.tasks.models import ReportFile, Task, TaskDocument
from congso.domains.tasks.services import ask_extension, cancel_task, link_document, split_task
from congso.flows.reorganise_units import carry_along
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.reminding import remind_people
from congso.foundation.notifications.models import Notice
from congso.foundation.orgs.events import UnitsReorganised
from congso.foundation.orgs.models import SuccessionKind
from congso.foundation.orgs.services import Reorganisation, reorganise
from congso.foundation.people.models import Account
from tests.incoming.makers import make_given, make_incoming
from tests.tasks.makers import fresh, make_accepted, make_in, make_reported, make_task, working_day

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def enter(username: str) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def act(client: Client, task: Task, slug: str, **said: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("tasks:act", args=[task.pk, slug]), {"seq": fresh(task).case.seq} | said)


def typed(office: Office, **changes: object) -> dict[str, object]:
    """What the form sends."""
    return {
        "key": uuid4(), "title": "Rà soát khai sinh", "main": office.units["phuong-vp"], "due_on": f"{working_day(5):%d/%m/%Y}", "priority": 1,
        "source": "direct",
    } | changes  # fmt: skip


def test_from_a_document_it_is_given_with_its_subject_and_stands_on_its_page(office: Office) -> None:
    document = make_given(office)
    leader = enter("lanhdao")
    page = leader.get(reverse("documents:incoming_page", args=[document.pk])).content.decode()
    address = f"{reverse('tasks:new')}?van-ban={document.pk}"
    assert f'href="{address}"' in page
    form = leader.get(address).content.decode()
    assert "rà soát việc đăng ký khai sinh quá hạn trên địa bàn</textarea>" in form
    assert "215/STP-HCTP" in form
    assert leader.post(address, typed(office)).status_code == 302
    task = Task.objects.get()
    assert task.source == "document"
    assert TaskDocument.objects.get(task=task).document_id == document.pk
    assert task.number in enter("truongphong").get(reverse("documents:incoming_page", args=[document.pk])).content.decode()
    assert "215/STP-HCTP" in enter("truongphong").get(reverse("tasks:page", args=[task.pk])).content.decode()
    ((kind, row),) = tasks_of_document(viewer=office.leader, document_id=document.pk)
    assert (kind, row.number) == ("Căn cứ giao", task.number)
    assert tasks_of_document(viewer=office.actor("motcuaxa"), document_id=document.pk) == []


def test_a_document_one_may_not_see_is_no_ground(office: Office) -> None:
    document = make_incoming(office)
    economist = enter("truongkinhte")
    assert economist.get(f"{reverse('tasks:new')}?van-ban={document.pk}").status_code == 404
    assert not Task.objects.exists()


def test_what_was_typed_stays_with_a_sentence_beside_the_box(office: Office) -> None:
    leader = enter("lanhdao")
    answer = leader.post(reverse("tasks:new"), typed(office, due_on="01/01/2020", source="meeting"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Hạn hoàn thành phải từ hôm nay trở đi." in page
    assert "Rà soát khai sinh</textarea>" in page
    answer = leader.post(reverse("tasks:new"), typed(office, source="meeting"))
    assert "Phải ghi tên cuộc họp và ngày họp." in answer.content.decode()
    answer = leader.post(reverse("tasks:new"), typed(office, person=f"{office.accounts['truongkinhte']}:{office.units['phuong-kt']}"))
    assert "Người được chọn không thuộc đơn vị chủ trì." in answer.content.decode()
    assert not Task.objects.exists()
    assert enter("chuyenvien").get(reverse("tasks:new")).status_code == 403


def test_from_a_meeting_it_names_the_meeting(office: Office) -> None:
    meeting = {"source": "meeting", "meeting_name": "Giao ban tuần 48", "meeting_on": f"{clock.today():%d/%m/%Y}"}
    assert enter("lanhdao").post(reverse("tasks:new"), typed(office, **meeting)).status_code == 302
    page = enter("truongphong").get(reverse("tasks:page", args=[Task.objects.get().pk])).content.decode()
    assert "Theo kết luận cuộc họp: Giao ban tuần 48" in page


def test_the_whole_way_by_the_screens(office: Office) -> None:
    task = make_task(office, evidence_required=True)
    head, officer, leader = enter("truongphong"), enter("chuyenvien"), enter("lanhdao")
    inbox = head.get("/viec/").content.decode()
    assert reverse("tasks:by_case", args=[task.case_id]) in inbox
    assert head.get(reverse("tasks:by_case", args=[task.case_id])).status_code == 302
    assert act(head, task, "nhan", holder_id=office.accounts["chuyenvien"]).status_code == 302
    assert officer.get(reverse("tasks:waiting")).content == b"1"
    refused = act(officer, task, "hoan-thanh", text="Xong")
    assert refused.status_code == 422
    assert "yêu cầu minh chứng" in refused.content.decode()
    sent = {"text": "Được nửa", "percent": 50, "uploads": SimpleUploadedFile("bang.pdf", A_PDF)}
    assert act(officer, task, "tien-do", **sent).status_code == 302
    file = reverse("tasks:evidence", args=[ReportFile.objects.get().pk])
    assert b"".join(leader.get(file)) == A_PDF  # type: ignore[arg-type]
    assert enter("motcua").get(file).status_code == 404
    assert act(officer, task, "xin-gia-han", new_due_on=f"{working_day(8):%d/%m/%Y}", reason="Chờ số liệu").status_code == 302
    page = leader.get(reverse("tasks:page", args=[task.pk])).content.decode()
    assert "Đề nghị gia hạn chờ trả lời" in page
    wish = fresh(task).extensions.get()
    answer = leader.post(reverse("tasks:answer", args=[wish.pk]), {"seq": fresh(task).case.seq, "granted": "refused"})
    assert answer.status_code == 422
    assert leader.post(reverse("tasks:answer", args=[wish.pk]), {"seq": fresh(task).case.seq, "granted": "granted"}).status_code == 302
    assert act(officer, task, "hoan-thanh", text="Đã xong").status_code == 302
    assert act(head, task, "xac-nhan").status_code == 302
    assert act(leader, task, "danh-gia", quality="good", remark="Tốt").status_code == 302
    page = leader.get(reverse("tasks:page", args=[task.pk])).content.decode()
    assert "Hoàn thành trước hạn; Tốt" in page
    assert "Hạn giao ban đầu" in page
    assert "work-panel" not in page


def test_every_action_of_the_page_can_be_pressed(office: Office) -> None:
    head, leader, officer = enter("truongphong"), enter("lanhdao"), enter("chuyenvien")
    one = make_task(office)
    assert act(head, one, "tra-lai", reason="Sai chuyên môn").status_code == 302
    assert act(leader, one, "chuyen-chu-tri", main=office.units["phuong-kt"], reason="Đúng lĩnh vực").status_code == 302
    assert fresh(one).main_unit_id == office.units["phuong-kt"]
    two = make_reported(office)
    assert act(leader, two, "lam-tiep", reason="Bổ sung").status_code == 302
    assert act(head, two, "phan-cong-lai", holder_id=office.accounts["chuyenvien2"], reason="Nghỉ phép").status_code == 302
    assert act(leader, two, "gia-han", new_due_on=f"{working_day(9):%d/%m/%Y}", reason="Thêm việc").status_code == 302
    document = make_given(office)
    assert act(head, two, "gan-van-ban", result="99/KHONG-CO", kind="result").status_code == 422
    assert act(head, two, "gan-van-ban", result="215/STP-HCTP", kind="ground").status_code == 302
    assert TaskDocument.objects.get(task=two).kind == LinkKind.GROUND
    assert act(officer, two, "hoan-thanh", text="x").status_code == 403
    part = {"key": uuid4(), "title": "Phần", "main": office.units["phuong-vp"], "due_on": f"{working_day(3):%d/%m/%Y}", "priority": 0}
    assert head.post(reverse("tasks:split", args=[two.pk]), part | {"due_on": f"{working_day(30):%d/%m/%Y}"}).status_code == 422
    for _part in range(2):
        assert head.post(reverse("tasks:split", args=[two.pk]), part | {"key": uuid4()}).status_code == 302
    first, second = Task.objects.filter(parent=two).order_by("pk")
    assert act(head, second, "chuyen-phan-viec", parent=first.pk, reason="Gộp").status_code == 302
    assert act(leader, two, "thu-hoi", reason="Dừng").status_code == 409
    assert act(leader, two, "thu-hoi", reason="Dừng", with_parts="on").status_code == 302
    assert fresh(second).state == TaskState.CANCELLED
    assert document.pk == TaskDocument.objects.get(task=two).document_id
    assert act(leader, two, "khong-co").status_code == 404


def test_a_page_that_was_overtaken_says_so(office: Office) -> None:
    task = make_task(office)
    head, seen = enter("truongphong"), fresh(task).case.seq
    make_accepted(office, task)
    answer = head.post(reverse("tasks:act", args=[task.pk, "nhan"]), {"seq": seen, "holder_id": office.accounts["chuyenvien2"]})
    assert answer.status_code == 409
    assert "vừa được Lê Hoàng Phúc xử lý" in answer.content.decode()


def test_who_has_no_part_in_a_tree_does_not_know_of_it(office: Office) -> None:
    task = make_task(office, helping=[office.units["phuong-kt"]])
    part = split_task(actor=office.head, parent_id=task.pk, seen_seq=None, part=make_in(office, due_on=working_day(2)))
    people = ("lanhdao", "truongphong", "chuyenvien", "truongkinhte", "vanthu", "theodoi", "motcua", "motcuaxa", "sotruong", "quantri")
    codes = {name: enter(name).get(reverse("tasks:page", args=[part.pk])).status_code for name in people}
    assert codes == {"lanhdao": 200, "truongphong": 200, "chuyenvien": 200, "truongkinhte": 200, "vanthu": 200, "theodoi": 200, "motcua": 404,
                     "motcuaxa": 404, "sotruong": 404, "quantri": 404}  # fmt: skip
    assert task.title not in enter("motcua").get(reverse("tasks:list")).content.decode()


@pytest.mark.parametrize(
    ("username", "asked", "shown"),
    [
        ("lanhdao", {}, {"A", "B", "C"}), ("lanhdao", {"pham_vi": "da-giao"}, {"A", "B", "C"}), ("lanhdao", {"pham_vi": "theo-doi"}, {"B"}),
        ("chuyenvien", {"pham_vi": "toi"}, {"A"}), ("truongphong", {"pham_vi": "don-vi"}, {"A", "B"}),
        ("truongkinhte", {"pham_vi": "phoi-hop"}, {"B"}), ("lanhdao", {"tinh_trang": "doing"}, {"A"}),
        ("lanhdao", {"tinh_trang": "tat-ca"}, {"A", "B", "C", "D"}), ("lanhdao", {"tinh_trang": "cancelled"}, {"D"}),
        ("lanhdao", {"han": "qua-han"}, {"A"}), ("lanhdao", {"han": "sap-han"}, {"B"}), ("lanhdao", {"q": "lu lut chong"}, {"C"}),
        ("lanhdao", {"don_vi": "phuong-kt"}, {"C"}), ("lanhdao", {"don_vi": "phuong"}, {"A", "B", "C"}), ("lanhdao", {"tu": "9"}, {"C"}),
        ("lanhdao", {"den": "2"}, {"A"}),
    ],
)  # fmt: skip
def test_the_list_shows_what_was_asked_for(office: Office, username: str, asked: dict[str, str], shown: set[str]) -> None:
    make_accepted(office, title="Nhiệm vụ A", due_on=working_day(1))
    make_task(office, title="Nhiệm vụ B", due_on=working_day(5), followed_by=office.accounts["lanhdao"], helping=[office.units["phuong-kt"]])
    make_task(office, title="Nhiệm vụ C phòng chống lũ lụt", due_on=working_day(20), main_unit_id=office.units["phuong-kt"])
    gone = make_task(office, title="Nhiệm vụ D")
    cancel_task(actor=office.leader, task_id=gone.pk, seen_seq=None, reason="Bỏ")
    if "don_vi" in asked:
        asked = {"don_vi": str(office.units[asked["don_vi"]])}
    for name in asked.keys() & {"tu", "den"}:
        asked = {name: f"{working_day(int(asked[name])):%d/%m/%Y}"}
    client = enter(username)
    with clock.at(fresh(Task.objects.get(title="Nhiệm vụ B")).due_at - timedelta(hours=20)):
        page = client.get(reverse("tasks:list"), asked).content.decode()
    assert {letter for letter in "ABCD" if f"Nhiệm vụ {letter}" in page} == shown


def test_the_board_has_a_column_for_each_state(office: Office) -> None:
    make_task(office, title="Chờ đơn vị")
    make_accepted(office, title="Đang làm", priority=2)
    make_reported(office, title="Đã báo cáo")
    page = enter("lanhdao").get(reverse("tasks:board")).content.decode()
    places = [page.index(f'id="column-{state}"') for state in ("returned", "waiting", "doing", "confirm", "review", "done")]
    assert places == sorted(places)
    assert places[1] < page.index("Chờ đơn vị</a>") < places[2] < page.index("Đang làm</a>") < places[3]
    assert places[4] < page.index("Đã báo cáo</a>") < places[5]


def test_the_figures_open_their_tasks_and_go_out_as_files_with_a_line_in_the_log(office: Office) -> None:
    make_reported(office)
    make_task(office, main_unit_id=office.units["phuong-kt"], due_on=working_day(1))
    leader = enter("lanhdao")
    page = leader.get(reverse("tasks:figures"), {"ky": "chon", "tu": f"{clock.today():%d/%m/%Y}", "den": f"{clock.today() + timedelta(days=9):%d/%m/%Y}"})
    text = page.content.decode()
    assert "Phòng Kinh tế, Ủy ban nhân dân phường Cao Lãnh" in text
    link = text.split('href="/nhiem-vu/theo-doi/danh-sach/?')[1].split('"')[0].replace("&amp;", "&")
    assert "NV0" in leader.get(f"/nhiem-vu/theo-doi/danh-sach/?{link}").content.decode()
    assert leader.get(reverse("tasks:figures_pdf")).content.startswith(b"%PDF-")
    book = load_workbook(BytesIO(leader.get(reverse("tasks:figures_xlsx")).content))
    values = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert values[-1][:2] == ["Tổng cộng", 2]
    assert AuditEntry.objects.filter(action="tasks.take_figures").count() == 2


def test_lists_pages_and_the_board_cost_the_same_however_much_there_is(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    task = make_task(office, helping=[office.units["phuong-kt"]])
    for number in range(6):
        split_task(actor=office.head, parent_id=task.pk, seen_seq=None, part=make_in(office, title=f"Phần {number}", due_on=working_day(2)))
    ask_extension(actor=office.head, task_id=task.pk, seen_seq=None, new_due_on=working_day(9), reason="x")
    document = make_given(office)
    link_document(actor=office.head, task_id=task.pk, seen_seq=None, number=str(document.pk))
    client = enter("lanhdao")
    for address, most in ((reverse("tasks:list"), 4), (reverse("tasks:board"), 5), (reverse("tasks:page", args=[task.pk]), 16)):
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_who_does_it_is_reminded_by_the_one_daily_reminder(office: Office) -> None:
    task = make_accepted(office, due_on=working_day(3))
    with clock.at(fresh(task).due_at - timedelta(hours=8)):
        remind_people(actor=SYSTEM)
    texts = Notice.objects.filter(account_id=office.accounts["chuyenvien"]).values_list("text", flat=True)
    assert any(task.number in text for text in texts)


def test_a_task_stands_on_the_page_of_the_outgoing_document_that_is_its_result(office: Office) -> None:
    draft = start_draft(actor=office.officer, draft=DraftIn(type_code="BC", subject="Kết quả rà soát hộ tịch"))
    task = make_accepted(office)
    link_document(actor=office.officer, task_id=task.pk, seen_seq=None, number=f"/van-ban/di/{draft.pk}/")
    page = enter("chuyenvien").get(reverse("documents:out_page", args=[draft.pk])).content.decode()
    assert task.number in page
    assert "Sản phẩm, kết quả" in page
    assert "Kết quả rà soát hộ tịch" in enter("truongphong").get(reverse("tasks:page", args=[task.pk])).content.decode()


def test_a_document_is_named_only_to_those_who_may_see_it(office: Office) -> None:
    document, task = make_incoming(office), make_accepted(office)
    link_document(actor=office.leader, task_id=task.pk, seen_seq=None, number="215/STP-HCTP", kind=LinkKind.GROUND)
    for username, seen in (("lanhdao", True), ("truongphong", False)):
        page = enter(username).get(reverse("tasks:page", args=[task.pk])).content.decode()
        assert (document.subject in page, "215/STP-HCTP" in page, "văn bản bạn không được xem" in page) == (seen, seen, not seen)


def test_a_number_names_a_document_and_the_address_of_its_page_does_too(office: Office) -> None:
    first = make_incoming(office)
    task = make_accepted(office)
    make_incoming(office, issuer_name="Sở Nội vụ")
    with pytest.raises(DocumentUnclear):
        link_document(actor=office.leader, task_id=task.pk, seen_seq=None, number="215/stp-hctp")
    with pytest.raises(DocumentNotFound):
        link_document(actor=office.head, task_id=task.pk, seen_seq=None, number=f"/van-ban/den/{first.pk}/")
    assert not TaskDocument.objects.exists()
    assert link_document(actor=office.leader, task_id=task.pk, seen_seq=None, number=f"/van-ban/den/{first.pk}/").document_id == first.pk


def test_open_work_follows_its_unit_in_a_reorganisation(office: Office) -> None:
    task, today = make_accepted(office), clock.today()
    ended, successor = office.units["phuong-vp"], office.units["phuong-kt"]
    plan = Reorganisation(kind=SuccessionKind.MERGE, on=today, legal_basis="Nghị quyết 99", predecessor_ids=[ended], successor_ids=[successor])
    reorganise(actor=SYSTEM, plan=plan)
    carry_along(UnitsReorganised(ended=str(ended), on=today.isoformat(), move_people=True))
    assert (fresh(task).main_unit_id, fresh(task).state) == (successor, TaskState.DOING)
    assert task.number in enter("truongkinhte").get(reverse("tasks:list")).content.decode()
    assert act(enter("chuyenvien"), task, "hoan-thanh", text="Đã xong").status_code == 302
