"""What a gateway tells: good money settles once, everything else waits for the bookkeepers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from congso.core import clock
from congso.domains.fees.enums import PaymentState, RequestState
from congso.domains.fees.errors import ContradictoryPayment
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.services import cancel_requests, close_unpaid
from congso.domains.fees.tests.makers import SYSTEM, Till, after, make_request, make_till, pay
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.writing import write_action


def stands(request: PaymentRequest) -> str:
    request.refresh_from_db()
    return request.state


def test_the_right_amount_settles_and_gives_a_receipt(till: Till) -> None:
    request = make_request(till, amounts=(8000, 50_000))

    payment = pay(request)

    assert (payment.state, payment.settles, payment.amount) == (PaymentState.MATCHED, True, 58_000)
    assert stands(request) == RequestState.PAID
    receipt = Receipt.objects.get()
    assert (receipt.number, receipt.total, receipt.unit_id, receipt.way) == (
        "0000001",
        58_000,
        till.centre,
        "cong",
    )
    assert [line["amount"] for line in receipt.lines] == [8000, 50_000]


def test_the_same_transaction_again_changes_nothing(till: Till) -> None:
    request = make_request(till)
    first, lines = pay(request), AuditEntry.objects.count()

    assert pay(request).pk == first.pk
    assert (Payment.objects.count(), Receipt.objects.count(), AuditEntry.objects.count()) == (1, 1, lines)


def test_the_same_number_with_another_amount_is_refused_and_logged(till: Till) -> None:
    request = make_request(till)
    pay(request)

    with pytest.raises(ContradictoryPayment, match="GD1"):
        pay(request, amount=9000)
    with pytest.raises(ContradictoryPayment):
        pay(make_request(till, subject="matter:2"))

    assert Payment.objects.get().amount == 8000
    assert AuditEntry.objects.filter(outcome="refused", action="fees.hear_payment").count() == 2


@pytest.mark.parametrize("amount", [7999, 8001, 80_000])
def test_a_wrong_amount_never_settles_not_even_by_one_dong(till: Till, amount: int) -> None:
    request = make_request(till)

    payment = pay(request, amount=amount)

    assert (payment.state, payment.settles) == (PaymentState.WRONG_AMOUNT, False)
    assert stands(request) == RequestState.OPEN
    assert not Receipt.objects.exists()
    pay(request, number="GD2")
    assert stands(request) == RequestState.PAID, "the right amount still may come"


def test_a_second_payment_is_double_and_has_no_receipt(till: Till) -> None:
    request = make_request(till)
    pay(request)

    payment = pay(request, number="GD2")

    assert (payment.state, payment.settles) == (PaymentState.DOUBLE, False)
    assert Receipt.objects.count() == 1


def test_a_late_payment_settles_while_the_request_is_open(till: Till) -> None:
    request = make_request(till)

    payment = pay(request, at=after(request))

    assert (payment.state, payment.settles) == (PaymentState.LATE, True)
    assert stands(request) == RequestState.PAID


def test_nobody_pays_and_the_request_is_closed_then_money_waits_for_its_refund(till: Till) -> None:
    request = make_request(till)
    with clock.at(request.closes_at - timedelta(seconds=1)):
        assert close_unpaid(actor=SYSTEM) == 0
    with clock.at(request.closes_at):
        assert close_unpaid(actor=SYSTEM) == 1
        assert close_unpaid(actor=SYSTEM) == 0
        payment = pay(request, at=clock.now())

    assert stands(request) == RequestState.CANCELLED
    assert (payment.state, payment.settles) == (PaymentState.LATE, False)
    assert not Receipt.objects.exists()


def test_money_for_a_cancelled_request_is_not_taken(till: Till) -> None:
    request = make_request(till)
    with write_action("tests.cancel", actor=SYSTEM) as action:
        assert cancel_requests(action, "matter:1", "Hồ sơ dừng") == 1

    assert pay(request).settles is False
    assert stands(request) == RequestState.CANCELLED


def test_money_that_names_nothing_is_kept_as_unknown(till: Till) -> None:
    payment = pay(None, amount=12_345)

    assert (payment.state, payment.request, payment.unit_id) == (PaymentState.UNKNOWN, None, None)


def at_once(*presses: object) -> list[object]:
    """Results, or errors, of several calls made at the same moment."""
    gate = Barrier(len(presses))

    def one(press: object) -> object:
        try:
            gate.wait()
            return press()  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - whatever it met is the result
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(one, presses))


@pytest.mark.django_db(transaction=True)
def test_two_callbacks_at_once_settle_once() -> None:
    till = make_till()
    request = make_request(till)

    answers = at_once(lambda: pay(request), lambda: pay(request))

    assert [type(each).__name__ for each in answers] == ["Payment", "Payment"], answers
    assert (Payment.objects.count(), Receipt.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_payments_at_once_are_one_good_and_one_double() -> None:
    till = make_till()
    request = make_request(till)

    at_once(lambda: pay(request, number="GD1"), lambda: pay(request, number="GD2"))

    assert sorted(Payment.objects.values_list("state", flat=True)) == ["double", "matched"]
    assert Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_receipts_of_one_unit_are_numbered_without_gap_by_two_at_once() -> None:
    till = make_till()
    requests = [make_request(till, subject=f"matter:{place}") for place in range(8)]
    for first, second in zip(requests[::2], requests[1::2], strict=True):
        at_once(
            lambda each=first: pay(each, number=each.code), lambda each=second: pay(each, number=each.code)
        )

    assert sorted(Receipt.objects.values_list("value", flat=True)) == list(range(1, 9))
    assert sorted(Receipt.objects.values_list("number", flat=True)) == [
        f"{place:07}" for place in range(1, 9)
    ]
