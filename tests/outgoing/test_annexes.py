"""Annexes and further files: put to the draft, signed with the seal, carried by every way, never changed but by a signature."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from congso.core.errors import InvalidInput, NotVisible
from congso.domains.documents.errors_outgoing import DraftIncomplete, GapsLeft, NotInThisStep, PaperChanged
from congso.domains.documents.models import Document, Incoming, IncomingFile, Outgoing, OutgoingFile
from congso.domains.documents.queries_outgoing import document_page
from congso.domains.documents.services.outgoing import (
    Outside,
    begin_sealing,
    issue_document,
    save_draft,
    seal_outgoing,
    send_back,
    send_on,
)
from congso.domains.documents.services.outgoing_files import FileIn, add_file, change_file, remove_file
from congso.domains.documents.services.outgoing_signing import look_before_sealing
from congso.domains.dossiers.tests.expecting import refused
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.remote_keys import certificates_of
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.errors import NotYourStep
from congso.foundation.files.content import FileRefused
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.channels.email import _mail
from congso.foundation.notifications.models import Message
from congso.foundation.people.models import Account
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.facade import (
    Change,
    KeyStore,
    Signature,
    SignatureKind,
    Trust,
    sign_documents,
    verify_pdf,
)
from congso.foundation.signing.services.keeping import Owner, add_outside_key
from tests.judges import need
from tests.outgoing.conftest import Desk, draft_in
from tests.outgoing.test_docx import docx
from tests.outgoing.test_way import pdfsig
from tests.signing.conftest import HERE, PIN, SYSTEM, order, paper

pytestmark = pytest.mark.django_db(transaction=True)
CSV = "STT,Họ và tên\n1,Trần Minh Khoa\n".encode()


def pdf(words: str = "DANH SÁCH THÀNH VIÊN") -> bytes:
    return render_pdf(HERE / "paper.typ", {"text": words})


def png() -> bytes:
    found = BytesIO()
    Image.new("L", (3, 2)).save(found, "PNG")
    return found.getvalue()


def put(desk: Desk, document: Document, kind: str, title: str, content: bytes = b"", name: str = "a.pdf", **more: Any) -> OutgoingFile:
    upload = SimpleUploadedFile(name, content) if content else None
    return add_file(actor=desk.office.officer, document_id=document.pk, seen_seq=None, given=FileIn(kind, title, upload=upload, **more))


def content(stored: StoredFile | None) -> bytes:
    assert stored is not None
    with open_file(stored) as stream:
        return stream.read()


def sealed(desk: Desk, annex: bytes | None = None) -> tuple[Document, OutgoingFile]:
    document = desk.draft()
    row = put(desk, document, "annex", "Danh sách thành viên", annex or pdf(), "danh-sach.pdf")
    put(desk, document, "other", "Bảng tính", CSV, "bang.csv")
    desk.bring(document, "issue")
    return document, OutgoingFile.objects.get(pk=row.pk)


def test_the_seal_signs_each_annex_in_its_corner_by_the_same_pin_and_changes_nothing_else(
    desk: Desk, authority: Running, tmp_path: Path
) -> None:
    document, row = sealed(desk)
    given, made = content(row.stored), content(row.file)
    assert made.startswith(given)
    (found,) = verify_pdf(made)
    assert (found.signer, found.trust, found.change) == ("UBND phường Cao Lãnh", Trust.TRUSTED, Change.NONE)
    kept = Signature.objects.get(kind=SignatureKind.ANNEX)
    assert (kept.subject_id, kept.signer_name) == (str(row.pk), "Ủy ban nhân dân phường Cao Lãnh")
    field: Any = PdfReader(BytesIO(made)).pages[0]["/Annots"][0]  # type: ignore[index]
    left, bottom, right, top = (float(each) for each in field.get_object()["/Rect"])
    assert left > 595 / 2
    assert (right, top) > (540, 780)
    assert bottom > 842 - 90
    need("pdfsig", "certutil")
    assert pdfsig(made, authority, tmp_path).count("Signature is Valid.") == 1
    assert [each.trust for each in verify_pdf(content(Document.objects.get(pk=document.pk).file))] == [Trust.TRUSTED] * 2


def test_an_annex_signed_by_somebody_else_keeps_that_signature(desk: Desk) -> None:
    (before,) = sign_documents(actor=desk.office.leader, key_id=desk.leader_key.pk, pin=PIN, orders=[order(paper())])
    _document, row = sealed(desk, before.content)
    made = content(row.file)
    assert made.startswith(before.content)
    assert [(each.signer, each.trust) for each in verify_pdf(made)] == [
        ("Phạm Ngọc Hạnh", Trust.TRUSTED), ("UBND phường Cao Lãnh", Trust.TRUSTED)]  # fmt: skip
    assert verify_pdf(made)[0].change == Change.SIGNATURES


def test_an_annex_in_the_papers_own_file_begins_a_page_and_says_with_what_it_goes(desk: Desk) -> None:
    document = desk.draft()
    put(desk, document, "text", "Danh sách thành viên", body="1. Trần Minh Khoa\n\n2. Lê Thị Hoa")
    put(desk, document, "text", "Phân công", body="Ông Khoa: tổ trưởng")
    desk.bring(document, "issue")
    pages = [page.extract_text() for page in PdfReader(BytesIO(content(Document.objects.get(pk=document.pk).file))).pages]
    assert "PHỤ LỤC I" in pages[1]
    assert "DANH SÁCH THÀNH VIÊN" in pages[1]
    said = " ".join(pages[1].split())
    assert f"Kèm theo Quyết định số {document.number_text} ngày" in said
    assert "PHỤ LỤC II" in pages[2]
    assert not Signature.objects.filter(kind=SignatureKind.ANNEX).exists()


def test_mail_and_arrival_carry_every_file_with_the_same_bytes(desk: Desk) -> None:
    document, row = sealed(desk)
    units, outside = [desk.office.units["xa"]], [Outside("Tòa án nhân dân khu vực 1", email="toaan@example.vn")]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=units, outside=outside)
    run_pending_jobs()
    parts = _mail(Message.objects.get(to_address="toaan@example.vn")).attachments
    document.refresh_from_db()
    assert [(part[0], part[1]) for part in parts] == [
        ("01-QĐ-UBND.pdf", content(document.file)), ("danh-sach.pdf", content(row.file)), ("bang.csv", CSV)]  # fmt: skip
    came = Incoming.objects.get(agency_id=desk.office.units["xa"])
    assert [(each.name, content(each.stored)) for each in IncomingFile.objects.filter(incoming=came)] == [
        ("danh-sach.pdf", content(row.file)), ("bang.csv", CSV)]  # fmt: skip


def test_the_page_gives_each_file_and_all_of_them_packed_and_strangers_get_none(desk: Desk, client: Client) -> None:
    document, row = sealed(desk)
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "cơ quan đã ký số" in page
    answer = client.get(f"/van-ban/di/{document.pk}/tep/{row.pk}/")
    assert b"".join(answer.streaming_content) == content(row.file)  # type: ignore[attr-defined]
    with zipfile.ZipFile(BytesIO(client.get(f"/van-ban/di/{document.pk}/tron-bo.zip").content)) as archive:
        assert archive.namelist() == ["01-QĐ-UBND.pdf", "danh-sach.pdf", "bang.csv"]
        assert next(csv.reader(StringIO(archive.read("bang.csv").decode()))) == ["STT", "Họ và tên"]
    client.force_login(Account.objects.get(username="sochuyenvien"))
    assert client.get(f"/van-ban/di/{document.pk}/tep/{row.pk}/").status_code == 404
    assert client.get(f"/van-ban/di/{document.pk}/tron-bo.zip").status_code == 404


def test_a_file_in_the_place_of_another_is_the_next_version_and_the_former_is_still_there(desk: Desk, client: Client) -> None:
    document = desk.draft()
    first = put(desk, document, "annex", "Danh sách", pdf("cũ"), "cu.pdf")
    given = FileIn("annex", "Danh sách mới", upload=SimpleUploadedFile("moi.pdf", pdf("mới")))
    second = change_file(actor=desk.office.officer, file_id=first.pk, seen_seq=None, given=given)
    assert (second.version, second.former_id, second.position) == (2, first.pk, first.position)
    listed = [each.content["files"] for each in Outgoing.objects.get(pk=document.pk).versions.order_by("number")]
    assert [len(each) for each in listed] == [0, 1, 1]
    assert listed[1] != listed[2]
    client.force_login(Account.objects.get(username="chuyenvien"))
    answer = client.get(f"/van-ban/di/{document.pk}/tep/{first.pk}/")
    assert b"".join(answer.streaming_content) == content(first.stored)  # type: ignore[attr-defined]
    remove_file(actor=desk.office.officer, file_id=second.pk, seen_seq=None)
    with refused(NotVisible, "."):
        remove_file(actor=desk.office.officer, file_id=second.pk, seen_seq=None)
    assert not OutgoingFile.objects.filter(removed_at=None).exists()


def test_what_may_not_go_along_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    document, macro = desk.draft(), BytesIO()
    with zipfile.ZipFile(macro, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/vbaProject.bin", "x")
    for kind, name, body in (("other", "a.xlsx", macro.getvalue()), ("other", "a.xlsx", b"PK nothing"), ("annex", "a.csv", CSV),
                             ("other", "a.exe", b"MZ"), ("annex", "a.pdf", b"%PDF-1.7 broken"), ("other", "a.txt", b"\xff\xfe\x00")):  # fmt: skip
        with refused(FileRefused, name):
            put(desk, document, kind, "Tệp", body, name)
    with refused(InvalidInput, "chọn «tệp khác»"):
        put(desk, document, "annex", "Ảnh", png(), "a.png")
    with refused(InvalidInput, "chưa chọn tệp"):
        put(desk, document, "annex", "Tệp")
    with refused(NotYourStep, "."):
        add_file(actor=desk.office.head, document_id=document.pk, seen_seq=None, given=FileIn("text", "Phụ lục", "x"))
    assert not OutgoingFile.objects.exists()


def test_signed_nothing_more_is_put_to_it_and_sent_back_it_is_prepared_anew(desk: Desk) -> None:
    document = desk.draft()
    row = put(desk, document, "annex", "Danh sách", pdf())
    desk.bring(document, "seal")
    with refused(NotInThisStep, "."):
        put(desk, document, "annex", "Thêm", pdf("thêm"))
    row.refresh_from_db()
    OutgoingFile.objects.filter(pk=row.pk).update(kind="other")  # somebody changes what is to be signed behind the seal's back
    look_before_sealing(actor=desk.office.registry, document_id=document.pk)
    OutgoingFile.objects.filter(pk=row.pk).update(kind="annex")
    assert row.prepared is not None
    assert row.file is None


def test_a_number_that_is_taken_back_takes_the_prepared_annex_along(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = desk.draft()
    row = put(desk, document, "annex", "Danh sách", pdf())
    desk.bring(document, "sign")
    monkeypatch.setattr("congso.domains.documents.services.outgoing_batches.Pen.sign", _broken)
    with pytest.raises(PaperChanged):
        desk.sign([document.pk])
    row.refresh_from_db()
    assert row.prepared is not None
    send_back(actor=desk.office.leader, document_id=document.pk, seen_seq=None, note="Sửa phụ lục")
    row.refresh_from_db()
    assert (row.prepared, row.field) == (None, {})


def _broken(*_given: object) -> list[object]:
    raise PaperChanged(subject="x")


def test_an_open_annex_goes_nowhere_nor_one_that_an_uploaded_paper_would_lose(desk: Desk) -> None:
    document = desk.draft()
    put(desk, document, "text", "Danh sách", body="1. […họ và tên]")
    with refused(GapsLeft, "Phụ lục, đoạn 1"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    spots = {"sign": [1.0, 110.0, 200.0], "number": [40.0, 50.0], "date": [120.0, 50.0]}
    draft = draft_in(desk, upload=SimpleUploadedFile("a.pdf", pdf()), places=spots)
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft)
    with refused(DraftIncomplete, "không in vào tệp PDF"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    with refused(InvalidInput, "tệp trình bày sẵn"):
        put(desk, document, "text", "Phụ lục", body="x")


def test_by_the_page_a_file_is_added_changed_and_taken_away(desk: Desk, client: Client) -> None:
    document = desk.draft()
    client.force_login(Account.objects.get(username="chuyenvien"))
    address = f"/van-ban/di/{document.pk}/tep/"
    assert client.post(address, {"kind": "annex", "title": ""}).status_code == 422
    upload = SimpleUploadedFile("bang.csv", CSV)
    assert client.post(address, {"kind": "other", "title": "Bảng kê", "upload": upload}).status_code == 302
    row = OutgoingFile.objects.get()
    assert (row.name, content(row.stored)) == ("bang.csv", CSV)
    assert client.post(f"{address}{row.pk}/sua/", {"kind": "other", "title": "Bảng kê chi tiết"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.version) == ("Bảng kê chi tiết", 1)
    assert client.post(f"{address}{row.pk}/bo/").status_code == 302
    assert "Chưa có phụ lục" in client.get(f"/van-ban/di/{document.pk}/").content.decode()


def test_a_docx_annex_becomes_a_pdf_that_is_signed(desk: Desk, client: Client) -> None:
    need("soffice")
    document = desk.draft()
    client.force_login(Account.objects.get(username="chuyenvien"))
    upload = SimpleUploadedFile("danh-sach.docx", docx())
    assert client.post(f"/van-ban/di/{document.pk}/tep/", {"kind": "annex", "title": "Danh sách", "upload": upload}).status_code == 302
    desk.bring(document, "issue")
    row = OutgoingFile.objects.get()
    assert row.name == "danh-sach.pdf"
    assert [each.trust for each in verify_pdf(content(row.file))] == [Trust.TRUSTED]


def test_a_seal_on_its_keepers_machine_signs_paper_and_annexes_at_once(desk: Desk, authority: Running) -> None:
    document = desk.draft()
    row = put(desk, document, "annex", "Danh sách", pdf())
    desk.bring(document, "seal")
    container = authority.authority.issue(Subject("UBND phường Cao Lãnh", "Tỉnh Đồng Tháp", identifier="MST:1400000001"), PIN)
    private: Any = pkcs12.load_key_and_certificates(container, PIN.encode())[0]
    own, *chain = certificates_of(container, PIN)
    key = add_outside_key(actor=SYSTEM, owner=Owner(unit_id=desk.office.units["phuong"]), store=KeyStore.TOKEN, certificate=own, chain=chain,
                          reference="http://127.0.0.1:17080")  # fmt: skip
    begun = begin_sealing(actor=desk.office.registry, document_ids=[document.pk], key_id=key.pk)
    assert len(begun.sessions) == 2
    made = {str(each.pk): private.sign(bytes(each.digest), padding.PKCS1v15(), Prehashed(hashes.SHA256())) for each in begun.sessions}

    seal_outgoing(actor=desk.office.registry, document_ids=[document.pk], key_id=key.pk, batch=begun.sessions[0].batch, signatures=made)

    row.refresh_from_db()
    assert [each.trust for each in verify_pdf(content(row.file))] == [Trust.TRUSTED]
    assert [each.trust for each in verify_pdf(content(Document.objects.get(pk=document.pk).file))] == [Trust.TRUSTED] * 2


def test_annexes_to_which_the_words_never_point_are_told_of_on_the_page(desk: Desk) -> None:
    silent, pointing = desk.draft(body="Điều 1. Khen thưởng ông A./."), desk.draft()
    for document in (silent, pointing):
        put(desk, document, "annex", "Danh sách", pdf())
    assert document_page(desk.office.officer, silent.pk).lacks_pointer
    assert not document_page(desk.office.officer, pointing.pk).lacks_pointer
