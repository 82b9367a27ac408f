"""The screens as the people of the ward see them."""

from __future__ import annotations

from email.message import EmailMessage

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from congso.domains.documents.models import Channel, Document, HeldArrival
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.people.models import Account
from tests.incoming.makers import letter_pdf, make_given, make_incoming


def enter(username: str) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def test_a_pdf_fills_the_form_and_is_registered_from_it(office: Office) -> None:
    client = enter("vanthu")
    answer = client.post(reverse("documents:incoming_new"), {"upload": letter_pdf(office)})
    assert answer.status_code == 302
    held = HeldArrival.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert 'value="1234/QĐ-UBND"' in page
    assert 'value="09/01/2026"' in page
    assert "ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026" in page
    assert "mức chắc chắn" in page

    sent = {"number_text": "1234/QĐ-UBND", "issued_on": "09/01/2026", "issuer_name": "Ủy ban nhân dân tỉnh Đồng Tháp", "type_code": "QĐ",
            "subject": "Về việc ban hành Kế hoạch", "arrived_at": "10/01/2026 08:00", "channel": "paper", "urgency": "0"}  # fmt: skip
    for _press in range(2):
        assert client.post(reverse("documents:incoming_register", args=[held.pk]), sent).status_code == 302
    document = Document.objects.get()
    assert document.file_id == held.stored_id
    assert document.incoming.arrival_text == "01"
    shown = client.get(reverse("documents:incoming_page", args=[document.pk])).content.decode()
    assert "den-stamp" in shown
    assert "Tệp không có chữ ký số" in shown
    assert client.get(reverse("documents:incoming_picture", args=[document.pk, 1])).content.startswith(
        b"\x89PNG"
    )
    assert client.get(reverse("documents:incoming_slip", args=[document.pk])).content.startswith(b"%PDF-")


def test_the_same_document_again_is_asked_about_first(office: Office) -> None:
    first = make_incoming(office)
    client, url = (
        enter("vanthu"),
        reverse("documents:incoming_register", args=["00000000-0000-4000-8000-000000000001"]),
    )
    assert first.issued_on is not None
    sent = {"number_text": "215 / stp-hctp", "issued_on": f"{first.issued_on:%d/%m/%Y}", "issuer_name": "SỞ TƯ PHÁP", "subject": "x",
            "arrived_at": "10/01/2026 08:00", "channel": "paper", "urgency": "0"}  # fmt: skip
    refused = client.post(url, sent)
    assert refused.status_code == 409
    assert "đã có trong sổ: số đến 01" in refused.content.decode()
    assert Document.objects.count() == 1
    assert client.post(url, sent | {"duplicate_confirmed": "on"}).status_code == 302
    assert Document.objects.count() == 2


def test_an_email_gives_its_files_and_its_sender(office: Office) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Sở Tư pháp <stp@dongthap.example>",
        "vanthu@dongthap.example",
        "Gửi văn bản",
    )
    message.set_content("Kính gửi")
    message.add_attachment(
        letter_pdf(office).read(), maintype="application", subtype="pdf", filename="Quyết định.pdf"
    )
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="virus.exe")
    mail = SimpleUploadedFile("thu.eml", message.as_bytes(), "message/rfc822")
    assert enter("vanthu").post(reverse("documents:incoming_new"), {"upload": mail}).status_code == 302
    held = HeldArrival.objects.get()
    assert (held.channel, held.sender, held.file_name, held.others) == (
        Channel.EMAIL,
        "stp@dongthap.example",
        "Quyết định.pdf",
        [],
    )


def test_a_secret_document_is_not_kept_only_its_line(office: Office) -> None:
    client = enter("vanthu")
    refused = client.post(
        reverse("documents:incoming_new"), {"upload": letter_pdf(office, body="MẬT\n\nNội dung.")}
    )
    sent = {"number_text": "9/BC-CA", "issued_on": "09/01/2026", "issuer_name": "Công an tỉnh", "subject": "x", "secrecy": "C",
            "arrived_at": "10/01/2026 08:00", "channel": "paper", "urgency": "0"}  # fmt: skip
    by_hand = client.post(
        reverse("documents:incoming_register", args=["00000000-0000-4000-8000-000000000002"]), sent
    )
    assert by_hand.status_code == 422
    assert "không được đưa vào hệ thống" in by_hand.content.decode()
    assert refused.status_code == 422
    assert not Document.objects.exists()
    assert not HeldArrival.objects.exists()
    stub = {"key": "00000000-0000-4000-8000-000000000003", "grade": "C", "number_text": "9/BC-CA", "issued_on": "09/01/2026",
            "arrived_on": "10/01/2026", "holder_name": "Trần Văn Giữ"}  # fmt: skip
    assert client.post(reverse("documents:incoming_secret"), stub).status_code == 302
    assert "Trần Văn Giữ" in client.get(reverse("documents:incoming_secret")).content.decode()


def test_other_divisions_and_other_agencies_do_not_know_of_it(office: Office) -> None:
    document = make_given(office, helping=[])
    address = reverse("documents:incoming_page", args=[document.pk])
    codes = {name: enter(name).get(address).status_code for name in
             ("vanthu", "lanhdao", "truongphong", "chuyenvien", "truongkinhte", "motcua", "sovanthu", "theodoi")}  # fmt: skip
    assert codes == {"vanthu": 200, "lanhdao": 200, "truongphong": 200, "chuyenvien": 200, "truongkinhte": 404, "motcua": 404,
                     "sovanthu": 404, "theodoi": 404}  # fmt: skip


def test_the_follow_up_book_tells_who_has_it_and_that_it_is_done(office: Office) -> None:
    document = make_given(office)
    client, url = enter("vanthu"), reverse("documents:incoming_books")
    text = client.get(url, {"so": "theo-doi"}).content.decode()
    assert text.count("<th ") == 7
    assert "Đang giải quyết: Văn phòng HĐND và UBND" in text
    assert client.get(url, {"so": "den"}).content.decode().count("<th ") == 10
    assert client.get(reverse("documents:incoming_book_pdf"), {"so": "den"}).content.startswith(b"%PDF-")
    table = client.get(reverse("documents:incoming_book_xlsx"), {"so": "den"})
    assert b"".join(table).startswith(b"PK")
    assert enter("truongphong").get(url).status_code == 403
    inbox = enter("truongphong").get("/viec/").content.decode()
    assert f"/van-ban/den/viec/{document.case_id}/" in inbox


def test_the_list_and_the_page_cost_the_same_however_much_there_is(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        make_given(office, make_incoming(office, number_text=f"{number + 1}/STP-HCTP"))
    client = enter("vanthu")
    client.get(reverse("documents:incoming"))
    with django_assert_max_num_queries(6):
        assert client.get(reverse("documents:incoming")).content.decode().count("STP-HCTP</a>") == 6
    address = reverse("documents:incoming_page", args=[Document.objects.latest("pk").pk])
    client.get(address)
    with django_assert_max_num_queries(25):  # one or two for each room that has a part on the page
        client.get(address)
    with django_assert_max_num_queries(9):
        client.get(reverse("documents:incoming_books"), {"so": "theo-doi"})
