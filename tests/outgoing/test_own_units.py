"""Issued to one's own divisions: they see the document itself and are told; nothing comes into one's own arrival book."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import NotVisible
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Delivery, Document, Incoming, Outgoing
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.queries_outgoing import OutFilter, document_page, outgoing_documents
from congso.domains.documents.services.outgoing import issue_document, recall_document
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def issued(desk: Desk, *units: str) -> Document:
    document = desk.bring(desk.draft(), "issue")
    ids = [desk.office.units[each] for each in units]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=ids)
    run_pending_jobs()
    document.refresh_from_db()
    return document


def test_a_division_gets_the_document_itself_and_the_arrival_book_stays_as_it_was(desk: Desk) -> None:
    hidden = desk.bring(desk.draft(subject="Việc khác"), "issue")
    document = issued(desk, "phuong-kt", "xa")
    agencies = set(Incoming.objects.filter(source_document_id=document.pk).values_list("agency_id", flat=True))
    assert agencies == {desk.office.units["xa"]}
    division = desk.actor("truongkinhte")
    assert [row.pk for row in outgoing_documents(division, OutFilter())] == [document.pk]
    assert [hit.line.id for hit in find_documents(viewer=division, asked=Asked(text="kiện toàn")).hits] == [document.pk]
    with pytest.raises(NotVisible):
        document_page(division, hidden.pk)
    notice = Notice.objects.get(account_id=desk.office.accounts["truongkinhte"], kind="document-given")
    assert (notice.url, notice.text) == (f"/van-ban/di/{document.pk}/", document.subject)


def test_its_first_look_is_noted_on_the_delivery_sheet_and_the_drafters_is_not(desk: Desk, client: Client) -> None:
    document = issued(desk, "phuong-kt", "phuong-vp")
    address = f"/van-ban/di/{document.pk}/"
    for name in ("chuyenvien", "vanthu"):  # who drafted it and who sent it sit in the office themselves
        client.force_login(Account.objects.get(username=name))
        assert client.get(address).status_code == 200
    assert set(Delivery.objects.filter(document=document).values_list("state", flat=True)) == {"sent"}
    client.force_login(Account.objects.get(username="truongkinhte"))
    assert "Đỗ Văn Tâm đã xem" in client.get(address).content.decode()
    first = Delivery.objects.get(document=document, unit_id=desk.office.units["phuong-kt"])
    assert (first.state, first.reason) == ("received", "Đỗ Văn Tâm đã xem")
    client.get(address)
    assert Delivery.objects.get(pk=first.pk).answered_at == first.answered_at
    assert Delivery.objects.get(document=document, unit_id=desk.office.units["phuong-vp"]).state == "sent"


def test_a_recall_tells_the_division_not_ones_own_registry(desk: Desk) -> None:
    document = issued(desk, "phuong-kt")
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Sai thẩm quyền")
    run_pending_jobs()
    told = set(Notice.objects.filter(kind="document-recalled").values_list("account_id", flat=True))
    assert told == {desk.office.accounts["truongkinhte"]}
    assert Outgoing.objects.get(pk=document.pk).given_units == [desk.office.units["phuong-kt"]]
