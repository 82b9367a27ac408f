"""Records and contracts bear two signatures: the secretary's before the chair's, the other side's in our very file before the seal."""

from __future__ import annotations

import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pyhanko.pdf_utils.generic import NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.domains.documents.enums_outgoing import SECOND_IN, StepCode
from congso.domains.documents.errors_outgoing import DraftIncomplete, NotReady, PartyFileRefused
from congso.domains.documents.layout import SEAL, SECOND, SIGNER
from congso.domains.documents.models import Document, DocumentNumber, DraftVersion, Outgoing, SecondSigner
from congso.domains.documents.queries_outgoing import (
    OutFilter,
    document_page,
    outgoing_documents,
    waiting_for,
)
from congso.domains.documents.services.outgoing import (
    NewSigner,
    Outside,
    SecondIn,
    change_second,
    change_signer,
    issue_document,
    send_back,
    send_on,
    sign_outgoing,
    take_party_signature,
)
from congso.domains.dossiers.tests.expecting import refused
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.casework.models import Case
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import SigningKey, Trust, verify_pdf
from congso.foundation.signing.services.keeping import Owner, add_file_key
from congso.foundation.signing.waiting import wait_for
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import content, pdfsig
from tests.signing.conftest import PIN, picture
from tests.signing.strangers import own_made

pytestmark = pytest.mark.django_db(transaction=True)
MINUTES = "Thời gian bắt đầu: 08 giờ 00, ngày 28 tháng 11 năm 2026.\n\nĐịa điểm: Hội trường phường.\n\nCuộc họp kết thúc vào 10 giờ 00 cùng ngày./."


def record(desk: Desk, **changes: Any) -> Document:
    """Minutes of a meeting, written by the officer as its secretary."""
    second = SecondIn("person", desk.office.accounts["chuyenvien2"], position="Chuyên viên")
    values = {"type_code": "BB", "subject": "Họp giao ban tuần", "body": MINUTES, "grounds": [], "second": second, "recipients": ["Như thành phần", "Lưu: VT"]}
    return desk.draft(**(values | changes))


def contract(desk: Desk, **changes: Any) -> Document:
    """A contract with a company outside."""
    second = SecondIn("party", name="Trần Văn Bền", position="Giám đốc", party="Công ty Cấp nước Đồng Tháp")
    values = {"type_code": "HĐ", "subject": "Cung cấp nước sạch", "body": "Điều 1. Bên B cấp nước cho bên A./.", "second": second, "recipients": []}
    return desk.draft(**(values | changes))


def key_of(desk: Desk, authority: Running, username: str, name: str) -> SigningKey:
    container = authority.authority.issue(Subject(name, "UBND phường Cao Lãnh", identifier=f"CCCD:{username}"), PIN)
    actor = desk.actor(username)
    return add_file_key(actor=actor, owner=Owner(account_id=actor.account_id), container=container, pin=PIN, picture=picture((29, 63, 143)))


def second_signs(desk: Desk, authority: Running, document: Document) -> None:
    key = key_of(desk, authority, "chuyenvien2", "Lý Ngọc Ánh")
    sign_outgoing(actor=desk.actor("chuyenvien2"), document_ids=[document.pk], key_id=key.pk, pin=PIN)


def outside_pen(authority: Running, name: str = "Trần Văn Bền") -> signers.SimpleSigner:
    made = authority.authority.issue(Subject(name, "Công ty Cấp nước Đồng Tháp", identifier="MST:1400999999"), PIN)
    found = signers.SimpleSigner.load_pkcs12_data(made, other_certs=[], passphrase=PIN.encode())
    assert found is not None
    return found


def signed_outside(pdf: bytes, pen: signers.SimpleSigner, field: str = SECOND) -> bytes:
    """What the other side's own program makes of our file."""
    how = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    out = wait_for(signers.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), how, signer=pen))
    return bytes(out.getvalue())


def handed_in(desk: Desk, document: Document, pdf: bytes) -> Outgoing:
    upload = SimpleUploadedFile("da-ky.pdf", pdf, content_type="application/pdf")
    return take_party_signature(actor=desk.office.registry, document_id=document.pk, seen_seq=None, upload=upload)


def test_the_secretary_signs_first_then_the_chair_then_the_seal(desk: Desk, authority: Running, tmp_path: Path) -> None:
    document = desk.bring(record(desk), "sign")
    assert [row.title for row in inbox(viewer=desk.actor("chuyenvien2"), wanted=InboxFilter()).rows] == [document.subject]
    assert inbox(viewer=desk.office.leader, wanted=InboxFilter()).rows == []
    assert [each.pk for each in waiting_for(desk.actor("chuyenvien2"), *SECOND_IN)] == [document.pk]
    second_signs(desk, authority, document)
    document.refresh_from_db()
    assert (document.number_text, document.state) == ("01/BB-UBND", "signing")
    assert [row.title for row in inbox(viewer=desk.office.leader, wanted=InboxFilter()).rows] == [document.subject]
    desk.sign([document.pk])
    desk.put_seal([document.pk])
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])

    pdf = content(document)
    found = verify_pdf(pdf)
    assert [(each.field_name, each.signer, each.trust) for each in found] == [
        (SECOND, "Lý Ngọc Ánh", Trust.TRUSTED), (SIGNER, "Phạm Ngọc Hạnh", Trust.TRUSTED), (SEAL, "UBND phường Cao Lãnh", Trust.TRUSTED)]  # fmt: skip
    if shutil.which("pdfsig") and shutil.which("certutil"):
        told = pdfsig(pdf, authority, tmp_path)
        assert (told.count("Signature is Valid."), told.count("Certificate is Trusted.")) == (3, 3), told
    row = SecondSigner.objects.get()
    assert (row.name, row.position, row.signed_at is not None) == ("Lý Ngọc Ánh", "Chuyên viên", True)
    assert {each.label for each in document_page(desk.office.registry, document.pk).events} >= {"Người ký thứ hai ký", "Ký", "Đóng dấu"}
    assert [each.signer_title for each in document_page(desk.office.registry, document.pk).signatures] == ["Thư ký", "Chủ tọa", ""]
    assert document.pk in {each.pk for each in outgoing_documents(desk.actor("chuyenvien2"), OutFilter())}


def test_fields_stand_there_before_the_first_signature(desk: Desk, authority: Running) -> None:
    document = desk.bring(record(desk), "sign")
    second_signs(desk, authority, document)
    reader = PdfFileReader(BytesIO(content(document)))
    assert sorted(name for name, _value, _field in fields.enumerate_sig_fields(reader)) == sorted([SECOND, SIGNER, SEAL])
    assert [each.field_name for each in reader.embedded_signatures] == [SECOND]


def test_wrong_order_and_wrong_people_are_refused(desk: Desk, authority: Running) -> None:
    document = desk.bring(record(desk), "sign")
    with pytest.raises(NotYourStep, match="Lý Ngọc Ánh"):
        desk.sign([document.pk])
    assert not DocumentNumber.objects.exists()
    second_signs(desk, authority, document)
    with pytest.raises(NotYourStep, match="Phạm Ngọc Hạnh"):
        sign_outgoing(actor=desk.actor("chuyenvien2"), document_ids=[document.pk], key_id=SigningKey.objects.latest("pk").pk, pin=PIN)


@pytest.mark.parametrize(("changes", "words"), [
    ({"second": SecondIn("person", None)}, "hãy chọn một người đang giữ vị trí"),
    ({"second": SecondIn("party", name="A", party="B")}, "thư ký của biên bản là người của cơ quan"),
    ({"type_code": "TB"}, "chỉ có một người ký"),
    ({"type_code": "HĐ", "second": SecondIn("party", name="A")}, "chưa ghi tên bên kia"),
    ({"type_code": "HĐ", "second": SecondIn("party", party="A")}, "chưa ghi người đại diện"),
])  # fmt: skip
def test_a_second_signer_that_cannot_be_is_refused(desk: Desk, changes: dict[str, Any], words: str) -> None:
    desk.draft()  # the process is published
    with refused(InvalidInput, words):
        record(desk, **changes)
    assert not SecondSigner.objects.exists()


def test_nobody_signs_twice_and_stranger_offices_do_not_sign(desk: Desk) -> None:
    desk.draft()
    with refused(InvalidInput, "phải là người khác người ký"):
        record(desk, second=SecondIn("person", desk.office.accounts["lanhdao"]))
    with refused(InvalidInput, "hãy chọn một người đang giữ vị trí"):
        record(desk, second=SecondIn("person", desk.office.accounts["sochuyenvien"]))


def test_a_record_without_a_secretary_goes_to_nobody(desk: Desk) -> None:
    document = record(desk, second=None)
    with refused(DraftIncomplete, "người ký thứ hai"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)


def test_given_back_half_signed_the_number_is_voided_and_both_sign_anew(desk: Desk, authority: Running) -> None:
    document = desk.bring(record(desk), "sign")
    second_signs(desk, authority, document)
    send_back(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note="Sai giờ họp")
    document.refresh_from_db()
    assert (document.state, document.number, document.file_id) == ("draft", None, None)
    assert DocumentNumber.objects.get().entry.voided_at is not None
    assert SecondSigner.objects.get().signed_at is None
    desk.bring(document, "sign")
    sign_outgoing(actor=desk.actor("chuyenvien2"), document_ids=[document.pk], key_id=SigningKey.objects.latest("pk").pk, pin=PIN)
    document.refresh_from_db()
    assert document.number_text == "02/BB-UBND"


def test_another_second_signer_is_chosen_before_the_signature_and_no_other_signer_after_it(desk: Desk, authority: Running) -> None:
    document = desk.bring(record(desk), "sign")
    act = {"document_id": document.pk, "seen_seq": None, "position": "Phó Chánh Văn phòng"}
    with refused(InvalidInput, "phải là người khác"):
        change_second(actor=desk.office.registry, account_id=desk.office.accounts["lanhdao"], reason="Nghỉ", **act)
    change_second(actor=desk.office.registry, account_id=desk.office.accounts["truongkinhte"], reason="Thư ký nghỉ ốm", **act)
    assert [row.title for row in inbox(viewer=desk.actor("truongkinhte"), wanted=InboxFilter()).rows] == [document.subject]
    key = key_of(desk, authority, "truongkinhte", "Đỗ Văn Tâm")
    sign_outgoing(actor=desk.actor("truongkinhte"), document_ids=[document.pk], key_id=key.pk, pin=PIN)
    other = NewSigner(desk.office.accounts["truongphong"], "Chánh Văn phòng", "TL.", "Chủ tịch")
    with refused(NotReady, "người ký thứ hai đã ký"):
        change_signer(actor=desk.office.registry, document_id=document.pk, seen_seq=None, signer=other, reason="Đi công tác")
    desk.sign([document.pk])


def test_the_other_side_signs_our_file_and_the_seal_comes_last(desk: Desk, authority: Running, tmp_path: Path) -> None:
    document = desk.bring(contract(desk), "seal")
    assert (document.number_text, document.file_id is not None) == ("01/HĐ-UBND", True)
    with refused(NotReady, "chưa nhận lại tệp có chữ ký của Công ty Cấp nước Đồng Tháp"):
        desk.put_seal([document.pk])
    assert waiting_for(desk.office.registry, StepCode.ISSUE, sealed=False) == []
    assert Outgoing.objects.get().issue_by is None, "while the other side has it nobody here is late"
    assert Case.objects.get().step_due_at is None
    returned = signed_outside(content(document), outside_pen(authority))
    handed_in(desk, document, returned)
    assert content(document) == returned
    assert Outgoing.objects.get().issue_by is not None
    assert Case.objects.get().step_due_at is not None
    desk.put_seal([document.pk])
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, outside=[Outside("Công ty Cấp nước Đồng Tháp")])
    found = verify_pdf(content(document))
    assert [(each.field_name, each.signer, each.trust) for each in found] == [
        (SIGNER, "Phạm Ngọc Hạnh", Trust.TRUSTED), (SECOND, "Trần Văn Bền", Trust.TRUSTED), (SEAL, "UBND phường Cao Lãnh", Trust.TRUSTED)]  # fmt: skip
    if shutil.which("pdfsig") and shutil.which("certutil"):
        told = pdfsig(content(document), authority, tmp_path)
        assert told.count("Signature is Valid.") == 3, told
    row = SecondSigner.objects.get()
    assert (row.certificate["signer"], row.certificate["trusted"], str(row)) == ("Trần Văn Bền", True, "Trần Văn Bền, Giám đốc, Công ty Cấp nước Đồng Tháp")


def test_only_our_file_with_its_one_signature_comes_back(desk: Desk, authority: Running) -> None:
    document = desk.bring(contract(desk), "seal")
    ours, pen = content(document), outside_pen(authority)
    good = signed_outside(ours, pen)

    def commented() -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(ours))
        page, _resources = writer.find_page_for_modification(0)
        page.get_object()[NameObject("/Rotate")] = NumberObject(90)
        writer.update_container(page.get_object())
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    forged = bytearray(good)
    start = good.index(b"/Contents <", len(ours)) + 11
    place = start + len(good[start : good.index(b">", start)].rstrip(b"0")) - 40  # inside the signature itself, the last of it
    forged[place] = ord("1") if forged[place] == ord("0") else ord("0")
    wrong = [
        (b"%PDF-1.7 khac", "không phải đúng tệp cơ quan đã ký"),
        (good.replace(b"%PDF-1.7", b"%PDF-1.6", 1), "không phải đúng tệp cơ quan đã ký"),
        (ours, "chưa có chữ ký số của bên kia"),
        (signed_outside(good, outside_pen(authority, "Người khác"), SEAL), "tệp có thêm 2 chữ ký"),
        (signed_outside(ours, pen, SEAL), "không nằm trong ô ký dành cho bên kia"),
        (signed_outside(commented(), pen), "tệp bị sửa, thêm nội dung"),
        (good + b"\n% them\n", "tệp bị sửa, thêm nội dung"),
        (bytes(forged), "không hợp lệ|bị sửa"),
    ]
    for pdf, words in wrong:
        with refused(PartyFileRefused, words):
            handed_in(desk, document, pdf)
    assert content(document) == ours
    assert SecondSigner.objects.get().signed_at is None
    handed_in(desk, document, good)
    with refused(NotReady, "không chờ chữ ký của bên ngoài"):
        handed_in(desk, document, good)


def test_a_signature_of_a_stranger_s_authority_is_taken_and_said(desk: Desk) -> None:
    document = desk.bring(contract(desk), "seal")
    handed_in(desk, document, signed_outside(content(document), own_made("Trần Văn Bền")))
    told = SecondSigner.objects.get().certificate
    assert (told["signer"], told["trusted"]) == ("Trần Văn Bền", False)
    assert told["reasons"] == ["chứng thư số không do cơ quan chứng thực được tin cậy cấp"]


def test_the_paper_names_both_and_our_side_may_be_the_second(desk: Desk) -> None:
    page = PdfReader(BytesIO(_printed(desk, record(desk)))).pages[-1].extract_text()
    assert page.index("THƯ KÝ") < page.index("CHỦ TỌA")
    assert "TM. ỦY BAN" not in page
    other = contract(desk, second=SecondIn("party", name="Trần Văn Bền", position="Giám đốc", party="Công ty A", own_side="B"))
    words = PdfReader(BytesIO(_printed(desk, other))).pages[-1].extract_text()
    assert words.index("ĐẠI DIỆN BÊN A") < words.index("GIÁM ĐỐC") < words.index("ĐẠI DIỆN BÊN B") < words.index("CHỦ TỊCH")


def _printed(desk: Desk, document: Document) -> bytes:
    client = Client()
    client.force_login(Account.objects.get(username="chuyenvien"))
    return bytes(client.get(f"/van-ban/di/{document.pk}/van-ban.pdf").content)


def test_by_the_pages_a_contract_is_drafted_and_its_file_taken_back(desk: Desk, authority: Running, client: Client) -> None:
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert "Người ký thứ hai là" not in client.get("/van-ban/di/moi/?loai=TB").content.decode()
    assert "Tên bên kia" in client.get("/van-ban/di/moi/?loai=HĐ").content.decode()
    assert "Tên bên kia" not in client.get("/van-ban/di/moi/?loai=BB").content.decode()
    boxes = {"type_code": "HĐ", "subject": "Cấp nước", "body": "Điều 1. Bên B cấp nước cho bên A./.", "signer_id": desk.office.accounts["lanhdao"],
             "power": "TM.", "signed_for": "Ủy ban nhân dân", "position": "Chủ tịch", "second_kind": "party", "second_name": "Trần Văn Bền"}  # fmt: skip
    bad = client.post("/van-ban/di/moi/", boxes)
    assert bad.status_code == 422
    assert "chưa ghi tên bên kia" in bad.content.decode()
    assert client.post("/van-ban/di/moi/", boxes | {"second_party": "Công ty Cấp nước"}).status_code == 302
    document = Document.objects.get()
    kept = DraftVersion.objects.get().content["second"]
    assert kept == "Trần Văn Bền, Công ty Cấp nước; cơ quan là bên A"
    assert "Trần Văn Bền" in client.get(f"/van-ban/di/{document.pk}/soan/").content.decode()
    desk.bring(document, "seal")
    address = f"/van-ban/di/{document.pk}/ben-kia/"
    assert client.get(address).status_code == 404
    client.force_login(Account.objects.get(username="vanthu"))
    assert address in client.get(f"/van-ban/di/{document.pk}/").content.decode()
    listed = client.get("/van-ban/di/dong-dau/").content.decode()
    assert "Chờ bên kia ký, gửi lại" in listed
    assert "Công ty Cấp nước" in listed
    assert client.post(address, {}).status_code == 422
    unsigned = client.post(address, {"upload": SimpleUploadedFile("a.pdf", content(document))})
    assert unsigned.status_code == 422
    assert "tệp chưa có chữ ký số của bên kia" in unsigned.content.decode()
    signed = signed_outside(content(document), outside_pen(authority))
    assert client.post(address, {"upload": SimpleUploadedFile("a.pdf", signed)}).status_code == 302
    text = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "Đóng dấu cơ quan" in text
    assert "Chờ bên kia ký" not in client.get("/van-ban/di/dong-dau/").content.decode()
    assert Outgoing.objects.get().issue_by is not None
    assert clock.now() - SecondSigner.objects.get().signed_at < timedelta(minutes=5)
