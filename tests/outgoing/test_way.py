"""A decision from the first word to its receivers."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pypdf import PdfReader

from congso.core import clock
from congso.domains.documents.models import Delivery, Document
from congso.domains.documents.queries_outgoing import document_page
from congso.domains.documents.services.outgoing import Outside, issue_document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Message
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def content(document: Document) -> bytes:
    """The document's file as it is kept."""
    document.refresh_from_db()
    assert document.file is not None
    with open_file(document.file) as stream:
        return stream.read()


def pdfsig(pdf: bytes, authority: Running, folder: Path) -> str:
    """What poppler says of the signatures."""
    (folder / "root.crt").write_bytes(authority.authority.folder.certificate("root").public_bytes(Encoding.DER))
    database = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", database, "-n", "goc", "-t", "CT,C,C", "-i", str(folder / "root.crt")], check=True)
    (folder / "vb.pdf").write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nssdir", database, str(folder / "vb.pdf")], capture_output=True, text=True, check=True).stdout


def test_a_decision_is_drafted_reviewed_signed_sealed_and_issued(desk: Desk, authority: Running, tmp_path: Path) -> None:
    document = desk.draft()
    assert [row.title for row in inbox(viewer=desk.office.officer, wanted=InboxFilter()).rows] == [document.subject]
    for step, person in (("content", "truongphong"), ("form", "vanthu"), ("sign", "lanhdao")):
        desk.step(document, step)
        assert [row.title for row in inbox(viewer=desk.actor(person), wanted=InboxFilter()).rows] == [document.subject]
    assert document.number is None
    desk.sign([document.pk])
    desk.put_seal([document.pk])
    units = [desk.office.units["xa"], desk.office.units["so"]]
    outside = [Outside("Tòa án nhân dân khu vực 1", email="toaan@example.vn"), Outside("Công ty Cấp nước")]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=units, outside=outside)

    pdf = content(document)
    today = clock.today()
    assert (document.number_text, document.issued_on, document.state) == ("01/QĐ-UBND", today, "issued")
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "01/QĐ-UBND" in text
    assert f"ngày {today.day:02d} tháng" in text
    assert "DỰ THẢO" not in text
    found = verify_pdf(pdf)
    assert [(each.signer, each.trust) for each in found] == [
        ("Phạm Ngọc Hạnh", Trust.TRUSTED), ("UBND phường Cao Lãnh", Trust.TRUSTED)]  # fmt: skip
    if shutil.which("pdfsig") and shutil.which("certutil"):
        told = pdfsig(pdf, authority, tmp_path)
        assert told.count("Signature is Valid.") == 2, told
        assert told.count("Certificate is Trusted.") == 2, told
    sheet = {row.name: row.state for row in Delivery.objects.filter(document=document)}
    assert sheet == {"Ủy ban nhân dân xã Tháp Mười": "sent", "Sở Tư pháp": "sent", "Tòa án nhân dân khu vực 1": "sent",
                     "Công ty Cấp nước": "waiting"}  # fmt: skip
    run_pending_jobs()
    letter = Message.objects.get(to_address="toaan@example.vn")
    assert letter.attachment_id == document.file_id
    page = document_page(desk.office.officer, document.pk)
    assert {event.label for event in page.events} >= {"Ký", "Đóng dấu", "Phát hành"}
    assert [each.signer_title for each in page.signatures] == ["TM. Ủy ban nhân dân / Chủ tịch", ""]

