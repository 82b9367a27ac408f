"""The timestamp authority is silent when a leader signs: the signature waits, nothing comes after it, nobody types the PIN again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import CertifiedCopy, CopyKind, CopyMedium, Outgoing
from congso.domains.documents.services import outgoing_batches
from congso.domains.documents.services.copying import CopyIn, make_copy, order_of, store_signed_copy
from congso.domains.documents.services.outgoing import issue_document, seal_outgoing, sign_outgoing
from congso.domains.documents.services.outgoing_numbering import cancel_document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Signature, Trust, sign_documents, verify_pdf
from congso.foundation.signing.services.stamping import KIND, left_waiting
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_annexes import pdf as annex_pdf
from tests.outgoing.test_annexes import put
from tests.outgoing.test_way import content, pdfsig
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = "http://127.0.0.1:9/tsa"


def logged_in(desk: Desk, name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=desk.office.accounts[name]))
    return client


def test_the_signature_waits_and_the_seal_with_it_until_the_timestamp_is_there(
    desk: Desk, authority: Running, settings: LazySettings, tmp_path: Path
) -> None:
    document = desk.bring(desk.draft(), "sign")
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, NOWHERE
    leader = logged_in(desk, "lanhdao")
    told = leader.post(reverse("documents:out_sign"), {"documents": [str(document.pk)], "key": desk.leader_key.pk, "pin": PIN}, follow=True).content.decode()
    assert "Đã ký 1 văn bản" in told
    assert "Đang chờ: 01/QĐ-UBND" in told

    row = Signature.objects.get()
    assert row.waits_since is not None
    before = content(document)
    run_pending_jobs()
    registry = logged_in(desk, "vanthu")
    page = registry.get(reverse("documents:out_page", args=[document.pk])).content.decode()
    assert "chờ dấu thời gian" in page
    assert "Đóng dấu cơ quan" not in page
    assert "Chờ dấu thời gian" in registry.get(reverse("documents:out_seal")).content.decode()
    with pytest.raises(NotReady, match="chờ dấu thời gian"):
        desk.put_seal([document.pk])
    assert AuditEntry.objects.filter(action="documents.look_before_sealing", outcome="refused").exists()
    assert content(document) == before

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)

    row.refresh_from_db()
    assert (row.waits_since, row.timestamped) == (None, True)
    stamped = content(document)
    assert len(stamped) == len(before)
    assert stamped.count(b"startxref") == before.count(b"startxref"), "no second revision"
    assert row.file_id == document.file_id
    people = {desk.office.accounts["lanhdao"], desk.office.accounts["vanthu"]}
    assert set(Notice.objects.filter(kind=KIND).values_list("account_id", flat=True)) == people
    desk.put_seal([document.pk])
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    found = verify_pdf(content(document))
    assert [(each.trust, each.at_proven) for each in found] == [(Trust.TRUSTED, True)] * 2
    need("pdfsig", "certutil")
    judged = pdfsig(content(document), authority, tmp_path)
    assert judged.count("Signature is Valid.") == 2, judged


def test_a_seal_that_waits_is_not_issued(desk: Desk, settings: LazySettings) -> None:
    document = desk.bring(desk.draft(), "seal")
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, NOWHERE
    desk.put_seal([document.pk])
    with pytest.raises(NotReady, match="chờ dấu thời gian"):
        issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    assert Outgoing.objects.get(pk=document.pk).issued_at is None

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    assert [each.at_proven for each in verify_pdf(content(document))] == [True, True]


def test_a_batch_says_by_number_which_wait(desk: Desk, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing_batches, "GROUP", 2)
    rows = [desk.bring(desk.draft(subject=f"Việc {place}"), "sign") for place in range(3)]

    class Falls(outgoing_batches.Watch):
        """After the first group the authority is gone."""

        def tell(self, done: int, total: int) -> None:
            settings.CONGSO_TSA_URL = NOWHERE

    outcome = sign_outgoing(actor=desk.office.leader, document_ids=[row.pk for row in rows], key_id=desk.leader_key.pk, pin=PIN, watch=Falls())

    assert [each.document.number_text for each in outcome.done] == ["01/QĐ-UBND", "02/QĐ-UBND", "03/QĐ-UBND"]
    assert [each.document.number_text for each in outcome.waiting] == ["03/QĐ-UBND"]
    told = seal_outgoing(actor=desk.office.registry, document_ids=[row.pk for row in rows], key_id=desk.seal.pk, pin=PIN)
    assert len(told.done) == 2
    assert "chờ dấu thời gian" in told.refused[0][1]


def test_a_copy_waits_too_and_gets_its_timestamp(desk: Desk, settings: LazySettings) -> None:
    document = desk.bring(desk.draft(), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    copy = make_copy(actor=desk.office.registry, document_id=document.pk, asked=CopyIn(CopyKind.PART, CopyMedium.ELECTRONIC, pages="1"))
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, NOWHERE
    (signed,) = sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=[order_of(copy)])
    store_signed_copy(actor=desk.office.registry, copy_id=copy.pk, signed=signed)

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)

    kept = CertifiedCopy.objects.get(pk=copy.pk)
    assert kept.file_id == Signature.objects.get(subject_kind="documents.copy").file_id
    assert not Signature.objects.filter(waits_since__isnull=False).exists()


def test_a_document_cancelled_meanwhile_keeps_the_file_it_was_cancelled_with(desk: Desk, settings: LazySettings) -> None:
    document = desk.bring(desk.draft(), "sign")
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, NOWHERE
    desk.sign([document.pk])
    cancel_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, reason="Ban hành nhầm")
    document.refresh_from_db()
    number = document.number_text
    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)

    document.refresh_from_db()
    assert (document.state, document.number_text) == ("cancelled", number)
    assert left_waiting() == []


def test_an_office_that_gives_its_authority_up_waits_no_more(desk: Desk, settings: LazySettings) -> None:
    document = desk.bring(desk.draft(), "sign")
    settings.CONGSO_TSA_URL = NOWHERE
    desk.sign([document.pk])
    before = content(document)
    settings.CONGSO_TSA_URL = ""

    run_pending_jobs(even_later=True)

    row = Signature.objects.get()
    assert (row.waits_since, row.timestamped, content(document)) == (None, False, before)
    assert len(desk.put_seal([document.pk])) == 1


def test_an_annex_whose_timestamp_is_late_holds_up_the_issue_and_then_goes_with_it(desk: Desk, settings: LazySettings) -> None:
    document = desk.draft()
    row = put(desk, document, "annex", "Danh sách thành viên", annex_pdf(), "danh-sach.pdf")
    desk.bring(document, "seal")
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, NOWHERE
    desk.put_seal([document.pk])
    waiting = Signature.objects.get(subject_kind="documents.outgoingfile")
    assert waiting.waits_since is not None
    with pytest.raises(NotReady, match="chờ dấu thời gian"):
        issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)

    assert not Signature.objects.filter(waits_since__isnull=False).exists()
    row.refresh_from_db()
    assert row.file is not None
    with open_file(row.file) as stream:
        (found,) = verify_pdf(stream.read())
    assert (found.trust, found.at_proven) == (Trust.TRUSTED, True)
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
