"""Issued documents that are made to last: the button, the job, the archive, the renewal, an authority that is silent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congso.core import clock
from congso.core.actors import system_actor
from congso.core.errors import NotAllowed
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import Document, KeepingState, LongKeeping, LongKeptFile, OutgoingFile
from congso.domains.documents.services.long_keeping import KIND, carry_out, keep_long, renew
from congso.domains.documents.services.outgoing import issue_document
from congso.domains.documents.services.outgoing_files import FileIn, add_file
from congso.domains.records.facade import file_document, make_handover, send_handover
from congso.domains.records.models import FiledItem
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.services import open_file, store_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Trust
from congso.foundation.signing.verifying import judge_pdf
from tests.incoming.makers import letter_pdf, make_incoming
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import content, pdfsig
from tests.records.makers import make_closed, make_outside
from tests.signing.conftest import paper

pytestmark = pytest.mark.django_db(transaction=True)


def issued(desk: Desk) -> Document:
    """A decision that went out."""
    document = desk.bring(desk.draft(), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    run_pending_jobs()
    document.refresh_from_db()
    return document


def logged_in(desk: Desk, name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=desk.office.accounts[name]))
    return client


def test_the_registry_presses_and_the_document_lasts_with_its_signatures(desk: Desk, authority: Running, tmp_path: Path) -> None:
    document = issued(desk)
    before, former = content(document), document.file_id
    client, page = logged_in(desk, "vanthu"), reverse("documents:out_page", args=[document.pk])
    assert "Bổ sung chứng cứ lưu trữ lâu dài" in client.get(page).content.decode()

    client.post(reverse("documents:keep_long", args=[document.pk]))
    assert "Đang chờ bổ sung" in client.get(page).content.decode()
    run_pending_jobs()

    kept = content(document)
    assert document.file_id != former
    assert kept.startswith(before), "what was signed is not touched, only added to"
    judged = judge_pdf(kept)
    assert [each.trust for each in judged.findings] == [Trust.TRUSTED, Trust.TRUSTED]
    assert [(each.is_trusted, each.covers_all) for each in judged.stamps] == [(True, True)]
    row = LongKeeping.objects.get()
    assert (row.state, row.former_id, row.file_id) == (KeepingState.DONE, former, document.file_id)
    assert row.holds_until == judged.stamps[0].certificate_to
    assert AuditEntry.objects.filter(action="documents.keep_long", outcome="done").exists()
    assert Notice.objects.get(kind=KIND).title == "Đã bổ sung chứng cứ lưu trữ lâu dài cho 1 văn bản"
    shown = client.get(page).content.decode()
    assert "Đã bổ sung" in shown
    old = client.get(reverse("documents:former_file", args=[row.pk]))
    assert b"".join(old.streaming_content) == before  # type: ignore[attr-defined]
    need("pdfsig", "certutil")
    told = pdfsig(kept, authority, tmp_path)
    assert told.count("Signature is Valid.") == 2, told  # poppler judges no timestamps over documents
    assert told.count("Certificate is Trusted.") == 2, told


def test_the_check_page_lists_the_timestamp_of_the_whole_file(desk: Desk) -> None:
    document = issued(desk)
    keep_long(actor=desk.office.registry, document_id=document.pk)
    run_pending_jobs()

    answer = Client().post("/xac-minh/chu-ky/", {"upload": SimpleUploadedFile("vb.pdf", content(document))})
    page = answer.content.decode()

    assert "Tệp có 2 chữ ký số" in page
    assert "Dấu thời gian của cả tệp" in page
    assert "Dấu thời gian dùng thử" in page


def test_only_the_registry_may_and_only_for_what_was_issued_and_once(desk: Desk) -> None:
    draft, document = desk.draft(), issued(desk)
    with pytest.raises(NotAllowed):
        keep_long(actor=desk.office.officer, document_id=document.pk)
    assert AuditEntry.objects.filter(action="documents.ask_long_keeping", outcome="refused").count() == 1
    with pytest.raises(NotReady):
        keep_long(actor=desk.office.registry, document_id=draft.pk)
    assert not LongKeeping.objects.exists()
    assert "Bổ sung chứng cứ" not in logged_in(desk, "chuyenvien").get(reverse("documents:out_page", args=[document.pk])).content.decode()

    keep_long(actor=desk.office.registry, document_id=document.pk)
    with pytest.raises(NotReady, match="đang chờ"):
        keep_long(actor=desk.office.registry, document_id=document.pk)
    run_pending_jobs()
    with pytest.raises(NotReady, match="đã có"):
        keep_long(actor=desk.office.registry, document_id=document.pk)
    page = logged_in(desk, "vanthu").get(reverse("documents:out_page", args=[document.pk])).content.decode()
    assert reverse("documents:keep_long", args=[document.pk]) not in page
    assert LongKeeping.objects.count() == 1


def test_a_silent_authority_lets_it_wait_and_tells_once(desk: Desk, settings: LazySettings) -> None:
    document = issued(desk)
    former, there = document.file_id, settings.CONGSO_TSA_URL
    settings.CONGSO_TSA_URL = "http://127.0.0.1:9/tsa"
    keep_long(actor=desk.office.registry, document_id=document.pk)

    run_pending_jobs()
    run_pending_jobs(even_later=True)

    document.refresh_from_db()
    assert document.file_id == former
    assert LongKeeping.objects.get().state == KeepingState.WAITING
    assert [each.title for each in Notice.objects.filter(kind=KIND)] == ["1 văn bản chờ bổ sung chứng cứ lưu trữ lâu dài"]

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)
    row = LongKeeping.objects.get()
    assert row.state == KeepingState.DONE
    assert carry_out(actor=system_actor("tests"), batch=row.batch) == 0, "a job may run twice"
    assert Notice.objects.filter(kind=KIND).count() == 2


def test_it_is_renewed_before_the_timestamps_certificate_ends(desk: Desk) -> None:
    document, program = issued(desk), system_actor("tests")
    keep_long(actor=desk.office.registry, document_id=document.pk)
    run_pending_jobs()
    assert renew(actor=program) == 0

    LongKeeping.objects.update(holds_until=clock.now() + timedelta(days=30))
    assert renew(actor=program) == 1
    assert renew(actor=program) == 0, "what waits is not asked for again"
    run_pending_jobs()

    judged = judge_pdf(content(document))
    assert [each.is_trusted for each in judged.stamps] == [True, True]
    assert [each.trust for each in judged.findings] == [Trust.TRUSTED, Trust.TRUSTED]
    assert LongKeeping.objects.filter(state=KeepingState.DONE).count() == 2
    assert renew(actor=program) == 0


def test_without_an_authority_the_button_is_not_there(desk: Desk, settings: LazySettings) -> None:
    document = issued(desk)
    settings.CONGSO_TSA_URL = ""
    client = logged_in(desk, "vanthu")
    assert "Bổ sung chứng cứ" not in client.get(reverse("documents:out_page", args=[document.pk])).content.decode()
    assert client.post(reverse("documents:keep_long", args=[document.pk])).status_code == 409
    assert not LongKeeping.objects.exists()


def test_handing_a_dossier_to_the_archive_makes_its_signed_documents_last(desk: Desk) -> None:
    office, document = desk.office, issued(desk)
    unsigned = make_incoming(office)
    plain = store_file(SimpleUploadedFile("den.pdf", paper()), name="den.pdf")
    Document.objects.filter(pk=unsigned.pk).update(file=plain, pages=1)
    dossier = make_outside(office)
    file_document(actor=office.officer, document_id=document.pk, dossier_id=dossier.pk)
    FiledItem.objects.create(dossier=dossier, document=unsigned, place=9, filed_at=clock.now(), filed_by_name="Văn thư")
    make_closed(office, dossier)
    made = make_handover(actor=office.head, unit_id=office.units["phuong-vp"], dossier_ids=[dossier.pk])
    assert not LongKeeping.objects.exists()

    send_handover(actor=office.head, handover_id=made.pk)
    run_pending_jobs()

    row = LongKeeping.objects.get()
    assert (row.document_id, row.state) == (document.pk, KeepingState.DONE), "a document without signatures has nothing to last"
    assert len(judge_pdf(content(document)).stamps) == 1
    assert Notice.objects.filter(kind=KIND, account_id=office.head.account_id).count() == 1


def test_signed_annexes_last_with_their_document(desk: Desk) -> None:
    document = desk.draft()
    for title in ("Phụ lục I", "Phụ lục II"):
        add_file(actor=desk.office.officer, document_id=document.pk, seen_seq=None,
                 given=FileIn("annex", title, upload=SimpleUploadedFile(f"{title}.pdf", letter_pdf(desk.office, subject=title).read())))  # fmt: skip
    add_file(actor=desk.office.officer, document_id=document.pk, seen_seq=None, given=FileIn("other", "Bảng", upload=SimpleUploadedFile("a.csv", b"a,b")))
    desk.bring(document, "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    before = {row.pk: row.file_id for row in OutgoingFile.objects.filter(kind="annex")}
    keep_long(actor=desk.office.registry, document_id=document.pk)
    run_pending_jobs()
    row = LongKeeping.objects.get()
    assert (row.state, row.trouble) == (KeepingState.DONE, "")
    kept = LongKeptFile.objects.filter(keeping=row)
    assert {each.outgoing_file_id: each.former_id for each in kept} == before
    for annex in OutgoingFile.objects.filter(kind="annex").select_related("file"):
        assert annex.file is not None
        with open_file(annex.file) as stream:
            judged = judge_pdf(stream.read())
        assert [each.trust for each in judged.findings] == [Trust.TRUSTED]
        assert [(each.is_trusted, each.covers_all) for each in judged.stamps] == [(True, True)]
    assert OutgoingFile.objects.get(kind="other").file_id is None
    ends = [each.holds_until for each in kept]
    assert row.holds_until is not None
    assert all(end is not None and row.holds_until <= end for end in ends)
