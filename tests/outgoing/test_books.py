"""Who takes the book of outgoing documents away is written down."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from congso.foundation.audit.models import AuditEntry
from congso.foundation.numbering.models import NumberBook
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_book_taken_as_a_file_holds_the_document_and_leaves_a_line(desk: Desk, client: Client) -> None:
    document = desk.bring(desk.draft(), "issue")
    book = NumberBook.objects.get(kind__startswith="document")
    client.force_login(Account.objects.get(pk=desk.office.accounts["vanthu"]))

    answer = client.get(f"/van-ban/di/so.xlsx?so={book.pk}")

    cells = {str(cell.value) for row in load_workbook(BytesIO(b"".join(answer))).active.iter_rows() for cell in row}  # type: ignore[arg-type, union-attr]
    assert document.number_text in cells
    assert answer["Cache-Control"] == "no-store, private"
    assert AuditEntry.objects.filter(action="documents.take_book", actor_id=desk.office.accounts["vanthu"]).count() == 1
