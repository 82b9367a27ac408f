"""Paying in a real browser: the citizen at the mock gateway, the clerk with cash, the bookkeeper with the differences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import accept_application
from congso.domains.dossiers.tests.makers import Office, make_application, make_dossier, make_office
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.services import set_account
from congso.domains.fees.tests.makers import START, SYSTEM, pay
from congso.entry.simulators.payment.bank import Bank
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot, watch
from tests.browser.walking import PASSWORD, enter, open_case, panel, press, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(bank: Bank) -> Office:
    """The small province; everybody has the same password, the centre an account."""
    del bank
    office = make_office()
    Account.objects.update(password=make_password(PASSWORD))
    set_account(actor=SYSTEM, unit_id=office.units["phuong-mc"], valid_from=START, bank_bin="999999", bank_name="Ngân hàng dùng thử",
                account_number="900123456", account_name="TTPVHCC Cao Lãnh", receipt_series="DT-26E", receipt_form="BLT-DT")  # fmt: skip
    return office


@pytest.fixture
def visitor(chromium_browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A citizen's window, which may go to the gateway too."""
    context = chromium_browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    yield watch(context.new_page())
    context.close()


def accepted(office: Office) -> Dossier:
    """An online dossier of which 8.000 đồng are due."""
    return accept_application(actor=office.clerk, dossier_id=make_application(office).pk, seen_seq=None)


def test_a_citizen_pays_at_the_gateway_and_sees_it_settled(office: Office, visitor: Page) -> None:
    dossier = accepted(office)
    visitor.goto(f"/tra-cuu/{dossier.public_token}/")
    page_checks(visitor)
    visitor.get_by_role("link", name="Nộp 8.000 đ").click()
    expect(visitor.get_by_role("heading", name="Nộp phí, lệ phí")).to_be_visible()
    expect(visitor.get_by_alt_text("Mã VietQR; nội dung như ghi bên dưới")).to_be_visible()
    page_checks(visitor)
    shot(visitor, "pay")

    visitor.get_by_role("button", name="Nộp 8.000 đ").click()
    expect(visitor.get_by_role("heading", name="Thanh toán 8.000 đ")).to_be_visible()
    shot(visitor, "mock-gateway")
    visitor.get_by_role("button", name="Nộp ngay").click()

    expect(visitor.get_by_role("link", name="Tải biên lai số 0000001")).to_be_visible(timeout=15_000)
    expect(visitor.get_by_role("button", name="Nộp 8.000 đ")).to_have_count(0)
    page_checks(visitor)
    shot(visitor, "pay-settled")
    receipt = Receipt.objects.get()
    answer = visitor.request.get(f"/thanh-toan/bien-lai/{receipt.token}.pdf")
    assert answer.body().startswith(b"%PDF-")
    visitor.goto(f"/thanh-toan/bien-lai/{receipt.token}/")
    expect(visitor.get_by_text("Biên lai có giá trị")).to_be_visible()
    page_checks(visitor)
    run_pending_jobs()
    visitor.goto(f"/tra-cuu/{dossier.public_token}/")
    expect(visitor.locator(".timeline").get_by_text("Đã nộp phí, lệ phí")).to_be_visible()
    page_checks(visitor)
    shot(visitor, "follow-paid")


def test_the_page_settles_by_itself_while_it_is_open(office: Office, visitor: Page) -> None:
    accepted(office)
    request = PaymentRequest.objects.get()
    visitor.goto(f"/thanh-toan/{request.token}/")
    expect(visitor.get_by_text("Chờ nộp")).to_be_visible()

    pay(request)

    expect(visitor.get_by_role("link", name="Tải biên lai số 0000001")).to_be_visible(timeout=15_000)


def test_a_clerk_takes_cash_prints_and_the_registry_corrects(office: Office, page: Page) -> None:
    dossier = make_dossier(office)
    open_case(page, "motcua", dossier)
    panel(page, "Thu phí tại quầy")
    shot(page, "dossier-fees")
    press(page, "Thu phí tại quầy", payer_name="Lê Văn Nộp")
    told(page, "Đã thu tiền mặt và lập biên lai.")
    link = page.get_by_role("link", name="In biên lai DT-26E 0000001")
    assert page.request.get(str(link.get_attribute("href"))).body().startswith(b"%PDF-")
    page_checks(page)
    page.get_by_role("link", name="Chi tiết").click()
    page_checks(page)
    shot(page, "fee-request")

    request = PaymentRequest.objects.get()
    enter(page, "vanthu", f"/thu-phi/{request.pk}/")
    page.get_by_role("link", name="Hủy biên lai").click()
    page_checks(page)
    page.get_by_label("Lý do hủy").fill("Sai tên người nộp")
    page.get_by_role("button", name="Hủy biên lai").click()
    told(page, "Đã hủy biên lai")
    expect(page.get_by_role("link", name="In biên lai DT-26E 0000002")).to_be_visible()
    page_checks(page)
    page.get_by_role("link", name="Ghi nhận hoàn trả").click()
    page_checks(page)
    page.get_by_label("Số tiền hoàn").fill("8.000")
    page.get_by_label("Số quyết định hoàn trả").fill("12/QĐ-UBND")
    page.get_by_label("Lý do").fill("Được miễn lệ phí")
    page.get_by_role("button", name="Lưu").click()
    told(page, "Đã ghi nhận hoàn trả")
    shot(page, "fee-refunded")


def test_the_registry_reconciles_the_day(office: Office, page: Page) -> None:
    accepted(office)
    request = PaymentRequest.objects.get()
    pay(request)
    double = pay(request, number="GD2")
    enter(page, "vanthu", "/doi-soat/")
    page_checks(page)
    shot(page, "reconcile")
    page.get_by_role("button", name="Đối chiếu với Cổng thanh toán trực tuyến").click()
    told(page, "Cổng báo 0 giao dịch")
    page.get_by_role("link", name="GD2").click()
    page_checks(page)
    page.get_by_label("Cách xử lý, lý do").fill("Hoàn theo quyết định 13")
    page.get_by_role("button", name="Ghi là đã xử lý").click()
    told(page, "Đã ghi cách xử lý chênh lệch.")
    page_checks(page)
    assert double.solution.reason == "Hoàn theo quyết định 13"

    other = accepted(office)
    code = PaymentRequest.objects.get(reference=other.code).code
    page.goto("/doi-soat/sao-ke/")
    page_checks(page)
    page.get_by_label("Tài khoản của đơn vị").select_option(str(office.units["phuong-mc"]))
    content = f"ngày,số tiền,nội dung,mã giao dịch\n22/11/2026 10:00,8000,{code} chuyen khoan,FT1\n22/11/2026,5000,ung ho,FT2\n"
    page.get_by_label("Tệp sao kê (CSV)").set_input_files(
        {"name": "sao-ke.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Xem trước, chưa ghi gì")).to_be_visible()
    page_checks(page)
    shot(page, "statement")
    page.get_by_role("button", name="Ghi các dòng này").click()
    told(page, "Đã ghi 2 giao dịch (1 khớp")
    assert Payment.objects.filter(adapter="transfer").count() == 2
    page_checks(page)

    page.goto("/quan-tri/tai-khoan-thu/")
    page_checks(page)
    shot(page, "collection-accounts")
