"""Cancelled receipts, refunds and differences: noted with their reasons, never removed."""

from __future__ import annotations

import pytest

from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.fees.errors import (
    AlreadySolved,
    NoDifference,
    ReasonNeeded,
    ReceiptCancelled,
    RefundTooLarge,
)
from congso.domains.fees.models import Receipt, Refund, Solution
from congso.domains.fees.printing import receipt_pdf
from congso.domains.fees.services import cancel_receipt, note_refund, solve_difference
from congso.domains.fees.tests.makers import Till, make_request, pay
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.printing.tests.reading import pdf_text


def test_a_cancelled_receipt_stays_and_a_new_one_takes_its_place(till: Till) -> None:
    pay(make_request(till))
    old = Receipt.objects.get()

    new = cancel_receipt(
        actor=till.actor("vanthu"), receipt_id=old.pk, reason="Sai tên", payer_name="Trần Thị Ẩn"
    )

    old.refresh_from_db()
    assert (old.cancel_reason, old.number, old.cancelled_by_name) == ("Sai tên", "0000001", "Huỳnh Kim Liên")
    assert (new.number, new.payer_name, new.total) == ("0000002", "Trần Thị Ẩn", 8000)
    assert NumberEntry.objects.get(text="0000001").void_reason == "Sai tên"
    assert NumberEntry.objects.get(text="0000002").voided_at is None
    assert "ĐÃ HỦY" in pdf_text(receipt_pdf(old))
    with pytest.raises(ReceiptCancelled, match="0000001"):
        cancel_receipt(actor=till.actor("vanthu"), receipt_id=old.pk, reason="Nữa")


def test_cancelling_needs_the_right_and_a_reason(till: Till) -> None:
    pay(make_request(till))
    receipt = Receipt.objects.get()

    with pytest.raises(NotAllowed):
        cancel_receipt(actor=till.actor("motcua"), receipt_id=receipt.pk, reason="Sai")
    with pytest.raises(NotVisible):
        cancel_receipt(actor=till.actor("motcuaxa"), receipt_id=receipt.pk, reason="Sai")
    with pytest.raises(ReasonNeeded):
        cancel_receipt(actor=till.actor("vanthu"), receipt_id=receipt.pk, reason="  ")
    with pytest.raises(NotVisible):
        cancel_receipt(actor=till.actor("vanthu"), receipt_id=0, reason="Sai")

    receipt.refresh_from_db()
    assert receipt.cancelled_at is None
    assert Receipt.objects.count() == 1


def test_refunds_add_up_to_what_was_paid_and_no_further(till: Till) -> None:
    request = make_request(till, amounts=(50_000,))
    payment = pay(request)
    keeper = till.actor("vanthu")

    def refund(amount: int, reason: str = "Nộp thừa", number: str = "12/QĐ") -> Refund:
        return note_refund(
            actor=keeper, payment_id=payment.pk, amount=amount, reason=reason, decision_number=number
        )

    refund(20_000)
    request.refresh_from_db()
    assert request.state == "partly"
    with pytest.raises(RefundTooLarge, match=r"30\.000 đ"):
        refund(30_001)
    for wrong in ({"reason": " "}, {"number": ""}):
        with pytest.raises(ReasonNeeded):
            refund(1, **wrong)
    with pytest.raises(InvalidInput):
        refund(0)
    refund(30_000)
    request.refresh_from_db()
    assert request.state == "refunded"
    assert Refund.objects.count() == 2
    with pytest.raises(NotAllowed):
        note_refund(
            actor=till.actor("motcua"), payment_id=payment.pk, amount=1, reason="x", decision_number="y"
        )


def test_a_double_payment_is_refunded_without_touching_the_request(till: Till) -> None:
    request = make_request(till)
    pay(request)
    double = pay(request, number="GD2")

    note_refund(
        actor=till.actor("vanthu"),
        payment_id=double.pk,
        amount=8000,
        reason="Nộp trùng",
        decision_number="13/QĐ",
    )

    request.refresh_from_db()
    assert request.state == "paid"


def test_a_difference_is_solved_once_with_its_reason(till: Till) -> None:
    request = make_request(till)
    good, double = pay(request), pay(request, number="GD2")
    keeper = till.actor("vanthu")

    with pytest.raises(NoDifference):
        solve_difference(actor=keeper, payment_id=good.pk, reason="x")
    with pytest.raises(ReasonNeeded):
        solve_difference(actor=keeper, payment_id=double.pk, reason="")
    with pytest.raises(NotAllowed):
        solve_difference(actor=till.actor("motcua"), payment_id=double.pk, reason="x")
    solve_difference(actor=keeper, payment_id=double.pk, reason="Đã hoàn theo 13/QĐ")
    with pytest.raises(AlreadySolved):
        solve_difference(actor=keeper, payment_id=double.pk, reason="Khác")

    assert Solution.objects.get().reason == "Đã hoàn theo 13/QĐ"


def test_money_of_no_unit_is_for_who_reconciles_the_province(till: Till) -> None:
    lost = pay(None)

    with pytest.raises(NotVisible):
        solve_difference(actor=till.actor("vanthu"), payment_id=lost.pk, reason="x")
    solve_difference(actor=till.actor("theodoi"), payment_id=lost.pk, reason="Trả lại người chuyển")
