"""The gateway as it behaves, well and badly, over its real protocol: signed, called, asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.conf import LazySettings
from django.test import Client

from congso.core import clock
from congso.domains.fees.errors import GatewayDown
from congso.domains.fees.gateways import gateway, isolated, register_gateway
from congso.domains.fees.gateways.failing import FailingGateway
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.services import ask_gateway, ask_gateway_of_day
from congso.domains.fees.tasks import ask_gateways
from congso.domains.fees.tests.makers import Till, make_request, make_till
from congso.entry.simulators.payment.bank import Bank
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def till(bank: Bank) -> Till:
    """Two centres that collect."""
    del bank
    return make_till()


def press(client: Client, request: PaymentRequest, **typed: Any) -> requests.Response:
    """Go to the gateway from the payer's page and press there."""
    url = client.post(f"/thanh-toan/{request.token}/qua/cong/")["Location"]
    assert "Nộp ngay" in requests.get(url, timeout=5).text
    return requests.post(url, data=typed, allow_redirects=False, timeout=5)


def wait_for(true: Callable[[], bool], seconds: float = 8) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_pay_now_comes_back_settled(till: Till, client: Client) -> None:
    request = make_request(till)

    answer = press(client, request, do="now")

    assert answer.headers["Location"].endswith(f"/thanh-toan/{request.token}/")
    wait_for(lambda: Receipt.objects.exists())
    page = client.get(f"/thanh-toan/{request.token}/").content.decode()
    assert "Tải biên lai số 0000001" in page
    assert "hx-get" not in page.split('id="pay-state"')[1].split(">")[0], "nothing is left to wait for"


def test_twice_settles_once_and_shows_the_second_as_double(till: Till, client: Client) -> None:
    request = make_request(till)
    press(client, request, do="twice")

    wait_for(lambda: Payment.objects.count() == 2)
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["double", "matched"]
    assert "Nộp trùng" in client.get(f"/thanh-toan/{request.token}/").content.decode()


def test_another_amount_does_not_settle(till: Till, client: Client) -> None:
    request = make_request(till)
    press(client, request, do="wrong", amount="7999")

    wait_for(lambda: Payment.objects.exists())
    request.refresh_from_db()
    assert (Payment.objects.get().state, request.state) == ("wrong", "open")
    assert "7.999 đ" in client.get(f"/thanh-toan/{request.token}/").content.decode()


def test_late_and_dated_after_its_time_settles_as_late(till: Till, client: Client) -> None:
    request = make_request(till)
    press(client, request, do="late", seconds="0.2", overdue="1")

    assert not Payment.objects.exists()
    wait_for(lambda: Receipt.objects.exists())
    assert Payment.objects.get().state == "late"


@pytest.mark.parametrize("do", ["never", "refuse"])
def test_never_and_refused_leave_it_open_and_asking_says_so(till: Till, client: Client, do: str) -> None:
    request = make_request(till)
    press(client, request, do=do)

    page = client.post(f"/thanh-toan/{request.token}/hoi-lai/", follow=True).content.decode()

    assert "Chưa nhận đủ tiền của khoản này" in page
    assert not Payment.objects.exists()


def test_a_gateway_that_never_calls_is_asked_by_the_job(till: Till, client: Client, bank: Bank) -> None:
    bank.calls = False
    request = make_request(till)
    press(client, request, do="now")
    wait_for(lambda: bool(bank.payments))
    assert not Payment.objects.exists()

    ask_gateways(timestamp=0)

    request.refresh_from_db()
    assert request.state == "paid"
    assert ask_gateway(request=request)[0].pk == Payment.objects.get().pk


def test_the_days_list_brings_what_was_missed(till: Till, client: Client, bank: Bank) -> None:
    bank.calls = False
    request = make_request(till)
    press(client, request, do="twice")
    wait_for(lambda: len(bank.payments) == 2)

    found = ask_gateway_of_day(actor=till.actor("theodoi"), adapter="cong", day=clock.today())

    assert (found.told, found.total, len(found.new), found.new_differences) == (2, 16_000, 2, 1)
    again = ask_gateway_of_day(actor=till.actor("theodoi"), adapter="cong", day=clock.today())
    assert (again.told, len(again.new)) == (2, 0)


def call(
    client: Client, bank: Bank, message: dict[str, Any], *, moment: str = "", signature: str = ""
) -> int:
    """Call back as somebody; the status of the answer."""
    body, moment = json.dumps(message).encode(), moment or str(int(time.time()))
    headers = {
        "X-Pay-Time": moment,
        "X-Pay-Signature": signature or bank.sign(moment, body),
        "Accept": "application/json",
    }
    return client.post(
        "/thanh-toan/bao/cong/", body, content_type="application/json", headers=headers
    ).status_code


def test_unsigned_old_and_unreadable_calls_are_refused(till: Till, client: Client, bank: Bank) -> None:
    request = make_request(till)
    good = {
        "transaction": "T1",
        "reference": request.code,
        "amount": 8000,
        "paid_at": clock.now().isoformat(),
    }

    assert call(client, bank, good, signature="0" * 64) == 403
    assert call(client, bank, good, moment=str(int(time.time()) - 3600)) == 403
    for wrong in (
        {"amount": 8000.0},
        {"amount": "8000"},
        {"amount": True},
        {"amount": -1},
        {"paid_at": "hôm qua"},
        {"transaction": ""},
    ):
        assert call(client, bank, good | wrong) == 422, wrong
    assert not Payment.objects.exists()
    assert call(client, bank, good) == 200
    assert call(client, bank, good) == 200
    assert Payment.objects.count() == 1


def test_a_gateway_that_is_down_is_said_in_words_and_nothing_is_noted(
    till: Till, client: Client, settings: LazySettings
) -> None:
    request = make_request(till)
    lines = AuditEntry.objects.count()
    settings.CONGSO_PAY = settings.CONGSO_PAY | {"url": "http://127.0.0.1:9"}

    answer = client.post(f"/thanh-toan/{request.token}/qua/cong/")

    assert answer.status_code == 409
    assert "Cổng thanh toán chưa trả lời" in answer.content.decode()
    request.refresh_from_db()
    assert (request.gateway, AuditEntry.objects.count()) == ("", lines)


def test_a_gateway_without_settings_is_not_offered(
    till: Till, client: Client, settings: LazySettings
) -> None:
    settings.CONGSO_PAY = {}
    request = make_request(till)

    assert len(gateway("cong").check_config()) == 3
    assert "Cổng thanh toán trực tuyến" not in client.get(f"/thanh-toan/{request.token}/").content.decode()
    assert client.post(f"/thanh-toan/{request.token}/qua/cong/").status_code == 404
    assert client.post(f"/thanh-toan/{request.token}/qua/hong/").status_code == 404


def test_the_demo_that_fails_on_purpose_fails_politely(till: Till, client: Client) -> None:
    request = make_request(till)
    with isolated():
        register_gateway(FailingGateway(is_offered=True))
        assert "Cổng luôn báo lỗi" in client.get(f"/thanh-toan/{request.token}/").content.decode()
        assert client.post(f"/thanh-toan/{request.token}/qua/hong/").status_code == 409
        with pytest.raises(GatewayDown):
            ask_gateway_of_day(actor=till.actor("theodoi"), adapter="hong", day=clock.today())


def test_the_page_stops_looking(till: Till, client: Client) -> None:
    request = make_request(till)

    first = client.get(f"/thanh-toan/{request.token}/tinh-trang/").content.decode()
    last = client.get(f"/thanh-toan/{request.token}/tinh-trang/?lan=60").content.decode()

    assert "lan=1" in first
    assert "delay:3s" in first
    assert "delay:10s" in client.get(f"/thanh-toan/{request.token}/tinh-trang/?lan=30").content.decode()
    assert "hx-get" not in last
    assert "ngừng tự cập nhật" in last
