"""What a payment does to its dossier, and a dossier to what is asked."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, DossierFee
from congso.domains.dossiers.queries.follow import follow_page
from congso.domains.dossiers.services import (
    accept_application,
    ask_payment,
    collect_fees,
    confirm_payment,
    refuse_application,
    return_result,
    stop_dossier,
)
from congso.domains.dossiers.tests.expecting import at, fresh, last_event
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application, make_dossier, make_office
from congso.domains.fees.errors import AlreadyPaid
from congso.domains.fees.facade import NothingDue
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.services import note_refund
from congso.domains.fees.tests.makers import pay
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import CasePaused, ReasonMissing
from congso.foundation.casework.models import CaseState
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """The small province."""
    return make_office()


def accepted(office: Office) -> Dossier:
    """An online dossier that the centre has accepted; its fee of 8.000 đồng is not paid."""
    return accept_application(actor=office.clerk, dossier_id=make_application(office).pk, seen_seq=None)


def asked(office: Office) -> Dossier:
    """A dossier that waits for 500.000 đồng with its clock standing."""
    dossier = bring_to(office, make_dossier(office), "work")
    return ask_payment(
        actor=office.officer,
        dossier_id=dossier.pk,
        seen_seq=None,
        name="Lệ phí trước bạ",
        amount=500_000,
        reason="NĐ 10",
    )


def test_an_accepted_online_dossier_asks_for_its_fee_and_the_letter_says_where(office: Office) -> None:
    dossier = accepted(office)

    request = PaymentRequest.objects.get()
    assert (request.total, request.reference, request.unit_id) == (
        8000,
        dossier.code,
        office.units["phuong-mc"],
    )
    run_pending_jobs()
    letter = next(each for each in mail.outbox if "Đã tiếp nhận" in each.subject)
    assert f"/thanh-toan/{request.token}/" in letter.body
    assert "8.000 đ" in letter.body


def test_paid_by_the_gateway_the_fee_is_marked_and_the_public_line_says_so(office: Office) -> None:
    dossier = accepted(office)
    status, due = dossier.status, dossier.case.due_at

    pay(PaymentRequest.objects.get())
    run_pending_jobs()

    dossier = fresh(dossier)
    assert DossierFee.objects.get().paid_at is not None
    assert (last_event(dossier).action, dossier.status, dossier.case.due_at) == ("fee_paid", status, due)
    assert str(follow_page(token=dossier.public_token).lines[0].label) == "Đã nộp phí, lệ phí"
    seq = dossier.case.seq
    run_pending_jobs()
    assert fresh(dossier).case.seq == seq


def test_money_asked_for_lets_the_clock_run_when_it_comes(office: Office) -> None:
    with clock.at(at(9, 9)):
        dossier = asked(office)
    assert dossier.status == NationalStatus.PAYMENT
    request = PaymentRequest.objects.get()
    assert request.lines.get().get_kind_display() == "Lệ phí"
    assert request.total == 500_000, "only what was asked, not the fee of the counter"
    with clock.at(at(11, 9)):
        pay(request, at=clock.now())
        run_pending_jobs()

    dossier = fresh(dossier)
    assert (dossier.status, dossier.case.state) == (NationalStatus.PROCESSING, CaseState.OPEN)
    assert (last_event(dossier).action, dossier.case.due_at) == ("payment_made", dossier.promised_at)


@pytest.mark.parametrize(("amount", "number"), [(499_999, "GD1"), (500_001, "GD2")])
def test_a_wrong_amount_leaves_the_dossier_waiting(office: Office, amount: int, number: str) -> None:
    dossier = asked(office)

    pay(PaymentRequest.objects.get(), amount=amount, number=number)
    run_pending_jobs()

    assert fresh(dossier).status == NationalStatus.PAYMENT
    assert not Receipt.objects.exists()


def test_a_clerk_confirms_and_gives_a_cash_receipt(office: Office) -> None:
    dossier = asked(office)

    confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="")
    run_pending_jobs()

    receipt = Receipt.objects.get()
    assert (receipt.total, receipt.way, receipt.reference) == (500_000, "cash", dossier.code)
    assert fresh(dossier).status == NationalStatus.PROCESSING
    assert DossierFee.objects.get(amount=8000).paid_at is None


def test_paid_at_the_treasury_no_receipt_is_given_here(office: Office) -> None:
    dossier = asked(office)

    with pytest.raises(ReasonMissing):
        confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note=" ", elsewhere=True)
    confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="GNT 123", elsewhere=True)

    assert not Receipt.objects.exists()
    request = PaymentRequest.objects.get()
    assert (request.state, request.cancel_reason) == ("cancelled", "Đã nộp ở nơi khác: GNT 123")
    assert fresh(dossier).case.state == CaseState.OPEN


def test_intake_writes_nothing_for_fees_and_the_counter_takes_them_when_asked(office: Office) -> None:
    with CaptureQueriesContext(connection) as seen:
        dossier = make_dossier(office)
    assert not [each for each in seen.captured_queries if "fees_" in each["sql"]]
    assert not PaymentRequest.objects.exists()

    collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, payer_name="Lê Văn Nộp")
    run_pending_jobs()

    assert (Receipt.objects.get().payer_name, Payment.objects.get().amount) == ("Lê Văn Nộp", 8000)
    assert fresh(dossier).status == NationalStatus.RECEIVED, "taking money moves nothing"
    with pytest.raises(NothingDue):
        collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)


def test_money_that_has_just_come_is_not_taken_again_at_the_counter(office: Office) -> None:
    dossier = accepted(office)
    pay(PaymentRequest.objects.get())

    with pytest.raises(AlreadyPaid):
        collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)

    run_pending_jobs()
    assert Payment.objects.count() == 1
    assert DossierFee.objects.get().paid_at is not None


def test_only_the_counter_takes_money_and_not_what_stops_the_clock(office: Office) -> None:
    dossier = asked(office)

    with pytest.raises(NotAllowed):
        collect_fees(actor=office.officer, dossier_id=dossier.pk, seen_seq=None)
    with pytest.raises(CasePaused):
        collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)
    assert not Payment.objects.exists()


def test_a_dossier_that_ends_asks_for_nothing_and_later_money_is_refunded(office: Office) -> None:
    dossier = accepted(office)
    stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Rút")

    payment = pay(PaymentRequest.objects.get())
    run_pending_jobs()

    assert (payment.state, payment.settles) == ("late", False)
    assert DossierFee.objects.get().paid_at is None
    refused = make_application(office)
    refuse_application(actor=office.clerk, dossier_id=refused.pk, seen_seq=None, reason="Sai thẩm quyền")
    assert PaymentRequest.objects.count() == 1


def test_at_the_return_open_fees_are_taken_with_a_receipt_by_post_without(office: Office) -> None:
    here, there = (bring_to(office, make_dossier(office), "return") for _one in range(2))

    return_result(actor=office.clerk, dossier_id=here.pk, seen_seq=None, received_by="A")
    return_result(
        actor=office.clerk, dossier_id=there.pk, seen_seq=None, received_by="Bưu điện", method="post"
    )

    assert Receipt.objects.get().reference == here.code
    assert DossierFee.objects.filter(paid_at=None).count() == 0


def test_the_clerk_takes_cash_on_the_dossiers_page_and_prints(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    client.force_login(Account.objects.get(username="motcua"))
    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Chưa nộp: 8.000 đ" in page
    seq = re.findall(r'name="seq" value="(\d+)"', page)[0]
    assert client.post(f"/ho-so/{dossier.pk}/thu-phi/", {"seq": seq}).status_code == 302

    page = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    receipt = Receipt.objects.get()
    assert f"/thanh-toan/bien-lai/{receipt.token}.pdf" in page
    assert "Chưa nộp" not in page
    paper = client.get(f"/thanh-toan/bien-lai/{receipt.token}.pdf")
    assert (paper.status_code, paper["Content-Type"], paper["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    request = PaymentRequest.objects.get()
    assert client.get(f"/thu-phi/{request.pk}/").status_code == 200
    assert client.get(f"/thu-phi/bien-lai/{receipt.pk}/huy/").status_code == 403


def test_money_given_back_in_full_is_said_at_the_fee_and_not_asked_for_again(office: Office) -> None:
    dossier = accepted(office)
    paid = pay(PaymentRequest.objects.get())
    run_pending_jobs()

    note_refund(actor=office.registry, payment_id=paid.pk, amount=3000, reason="Giảm lệ phí", decision_number="12/QĐ-UBND")
    run_pending_jobs()
    assert DossierFee.objects.get().refunded_at is None

    note_refund(actor=office.registry, payment_id=paid.pk, amount=5000, reason="Miễn lệ phí", decision_number="13/QĐ-UBND")
    run_pending_jobs()
    run_pending_jobs(even_later=True)

    assert DossierFee.objects.get().refunded_at is not None
    assert AuditEntry.objects.filter(action="dossiers.note_refunded").count() == 1
    with pytest.raises(NothingDue):
        collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)


def test_the_page_to_pay_on_leads_back_to_the_dossier_of_who_may_see_it(client: Client, office: Office) -> None:
    dossier = accepted(office)

    page = client.get(f"/thanh-toan/{PaymentRequest.objects.get().token}/").content.decode()

    assert f'href="/cong-dan/ho-so/{dossier.pk}/"' in page
    assert dossier.public_token not in page, "who pays for somebody else does not follow their dossier"
