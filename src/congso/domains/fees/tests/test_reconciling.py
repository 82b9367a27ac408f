"""The books of a day: what was asked, what came, what receipts say, what does not fit."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.fees.models import Receipt
from congso.domains.fees.presenting import as_excel
from congso.domains.fees.queries.reconciling import reconciliation
from congso.domains.fees.services import (
    cancel_receipt,
    import_statement,
    note_books_taken,
    solve_difference,
    take_cash,
)
from congso.domains.fees.statements import read_statement
from congso.domains.fees.tests.makers import Till, make_request, pay
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account


def a_day(till: Till) -> None:
    """Cash, gateway, transfer, a double one, and a cancelled receipt."""
    cash, online, transfer = (
        make_request(till, subject=f"m:{place}", amounts=(place * 1000,)) for place in (1, 2, 3)
    )
    take_cash(actor=till.actor("motcua"), request_id=cash.pk)
    pay(online, number="G1")
    pay(online, number="G2")
    import_statement(actor=till.actor("vanthu"), unit_id=till.centre,
                     lines=read_statement(f"date,amount,text,bank id\n2026-11-22,3000,{transfer.code},F1\n"))  # fmt: skip
    pay(make_request(till, subject="x", unit="xmc"), number="G3")


def test_the_day_adds_up_and_the_receipts_say_the_same(till: Till) -> None:
    a_day(till)
    today = clock.today()

    found = reconciliation(viewer=till.actor("vanthu"), first=today, last=today)

    (line,) = found.lines
    assert line.unit == "Trung tâm Phục vụ hành chính công phường Cao Lãnh"
    assert (line.asked, line.asked_total, line.cash, line.by_gateway, line.transfer) == (
        3,
        6000,
        1000,
        2000,
        3000,
    )
    assert (line.settled_total, line.receipts, line.receipts_total, line.open_differences) == (
        6000,
        3,
        6000,
        1,
    )
    assert line.is_equal
    assert [each.gateway_id for each in found.differences] == ["G2"]
    whole = reconciliation(viewer=till.actor("theodoi"), first=today, last=today)
    assert (len(whole.lines), whole.total.settled_total) == (2, 14_000)
    assert (
        reconciliation(
            viewer=till.actor("theodoi"), first=today - timedelta(days=9), last=today - timedelta(days=1)
        ).lines
        == []
    )


def test_a_receipt_that_is_missing_shows_and_a_solved_difference_is_counted_no_more(till: Till) -> None:
    a_day(till)
    keeper, today = till.actor("vanthu"), clock.today()
    receipt = Receipt.objects.get(way="cash")
    cancel_receipt(actor=keeper, receipt_id=receipt.pk, reason="Sai số tiền", replace=True)
    assert reconciliation(viewer=keeper, first=today, last=today).lines[0].is_equal
    cancel_receipt(
        actor=keeper,
        receipt_id=Receipt.objects.get(way="cash", cancelled_at=None).pk,
        reason="Trả lại",
        replace=False,
    )
    double = reconciliation(viewer=keeper, first=today, last=today).differences[0]
    solve_difference(actor=keeper, payment_id=double.pk, reason="Đã hoàn")

    found = reconciliation(viewer=keeper, first=today, last=today)

    assert (found.lines[0].is_equal, found.total.receipts_total, found.total.open_differences) == (
        False,
        5000,
        0,
    )
    assert found.differences[0].solution.reason == "Đã hoàn"


def test_it_is_for_who_reconciles(till: Till) -> None:
    today = clock.today()
    for person in ("motcua", "chuyenvien"):
        with pytest.raises(NotAllowed):
            reconciliation(viewer=till.actor(person), first=today, last=today)
    with pytest.raises(NotAllowed):
        reconciliation(viewer=till.actor("vanthu"), first=today, last=today, unit_id=till.units["xmc"])


def test_the_questions_do_not_grow_with_the_rows(till: Till, django_assert_num_queries: Any) -> None:
    viewer, today = till.actor("theodoi"), clock.today()
    a_day(till)
    reconciliation(viewer=viewer, first=today, last=today)
    for place in range(5):
        asked = make_request(till, subject=f"more:{place}")
        pay(asked, number=f"M{place}")
        pay(asked, number=f"N{place}", amount=1)

    with django_assert_num_queries(6):
        reconciliation(viewer=viewer, first=today, last=today)


def test_the_excel_file_holds_whole_dong(till: Till) -> None:
    a_day(till)
    stream = BytesIO()
    as_excel(reconciliation(viewer=till.actor("vanthu"), first=clock.today(), last=clock.today()), stream)

    rows = [[cell.value for cell in row] for row in load_workbook(stream).active.iter_rows()]
    last = rows[-1]
    assert last[1:] == ["Cộng", 3, 6000, 1000, 2000, 3000, 6000, 3, 6000, 0, 1]
    assert any(re.search("Đối soát", str(cell), re.IGNORECASE) for row in rows for cell in row)


def test_who_takes_the_books_away_is_noted(till: Till) -> None:
    today, unit = clock.today(), till.units["mc"]

    note_books_taken(actor=till.actor("vanthu"), first=today, last=today, unit_id=unit)
    with pytest.raises(NotAllowed):
        note_books_taken(actor=till.actor("chuyenvien"), first=today, last=today, unit_id=None)

    lines = AuditEntry.objects.filter(action="fees.take_books").order_by("id").values_list("actor_name", "outcome")
    assert list(lines) == [("Huỳnh Kim Liên", "done"), ("Trần Minh Khoa", "refused")]


def test_the_address_of_the_excel_file_notes_it(till: Till, client: Client) -> None:
    client.force_login(Account.objects.get(username="vanthu"))

    answer = client.get("/doi-soat/bang.xlsx")

    assert answer.status_code == 200
    assert AuditEntry.objects.filter(action="fees.take_books").count() == 1
