"""Cash at the counter: money and receipt at once, by who may take it."""

from __future__ import annotations

import pytest

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.fees.errors import AlreadyPaid, NotDue, NothingDue
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.printing import receipt_pdf
from congso.domains.fees.services import cancel_requests, set_account, take_cash
from congso.domains.fees.tests.makers import START, SYSTEM, Till, make_request, pay
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.writing import write_action
from congso.foundation.printing.tests.reading import pdf_text


def test_cash_gives_a_numbered_receipt_at_once(till: Till) -> None:
    set_account(
        actor=SYSTEM, unit_id=till.centre, valid_from=START, receipt_series="DT-26E", receipt_form="BLT-1"
    )
    request = make_request(till, amounts=(1_250_000,))

    receipt = take_cash(actor=till.actor("motcua"), request_id=request.pk, payer_name="Lê Văn Nộp Hộ")

    assert (receipt.series, receipt.number, receipt.issued_by_name) == (
        "DT-26E",
        "0000001",
        "Nguyễn Thị Thanh Mai",
    )
    text = pdf_text(receipt_pdf(receipt))
    for words in (
        "0000001",
        "DT-26E",
        "Lê Văn Nộp Hộ",
        "1.250.000 đ",
        "Một triệu hai trăm năm mươi nghìn đồng",
        "Tiền mặt tại quầy",
    ):
        assert words in text, words
    assert "ĐÃ HỦY" not in text


def test_others_may_not_take_it_and_nothing_is_written(till: Till) -> None:
    request = make_request(till)

    with pytest.raises(NotVisible):
        take_cash(actor=till.actor("motcuaxa"), request_id=request.pk)
    with pytest.raises(NotVisible):
        take_cash(actor=till.actor("chuyenvien"), request_id=request.pk)
    with pytest.raises(NotAllowed):
        take_cash(actor=till.actor("vanthu"), request_id=request.pk)

    assert not Payment.objects.exists()
    assert AuditEntry.objects.filter(outcome="refused", action="fees.take_cash").count() == 3


def test_what_is_paid_or_no_longer_due_is_not_taken_again(till: Till) -> None:
    paid, gone = make_request(till), make_request(till, subject="matter:2")
    pay(paid)
    with write_action("tests.cancel", actor=SYSTEM) as action:
        cancel_requests(action, "matter:2", "Hồ sơ dừng")

    with pytest.raises(AlreadyPaid, match=paid.code):
        take_cash(actor=till.actor("motcua"), request_id=paid.pk)
    with pytest.raises(NotDue):
        take_cash(actor=till.actor("motcua"), request_id=gone.pk)
    assert Receipt.objects.count() == 1


def test_money_by_the_gateway_after_cash_is_double(till: Till) -> None:
    request = make_request(till)
    take_cash(actor=till.actor("motcua"), request_id=request.pk)

    assert pay(request).state == "double"


def test_asking_again_gives_the_same_request_and_other_fees_a_new_one(till: Till) -> None:
    first = make_request(till)

    assert make_request(till).pk == first.pk
    second = make_request(till, amounts=(9000,))
    assert second.pk != first.pk
    first.refresh_from_db()
    assert (first.state, second.total) == ("cancelled", 9000)
    with pytest.raises(NothingDue):
        make_request(till, subject="matter:3", amounts=())
    assert PaymentRequest.objects.count() == 2
