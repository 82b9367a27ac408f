"""Signing in a real browser: a leader's key and seal of paper, a token by the local signer, a citizen who checks."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.remote_keys import certificates_of
from congso.entry.simulators.authority.serving import Running
from congso.entry.simulators.token import serving as token
from congso.entry.simulators.token.app import Asked
from congso.flows.demonstration.pictures import draw_signature
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import sign_documents
from congso.foundation.signing.models import SigningKey
from tests.browser.checks import page_checks, shot, watch
from tests.browser.conftest import SignIn
from tests.signing.conftest import (
    PIN,
    Signers,
    authority,
    authority_folder,
    order,
    paper,
    seal_order,
    signers,
)

__all__ = ["authority", "authority_folder", "signers"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_page(chromium_browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page that may reach the signer on the machine too."""
    context = chromium_browser.new_context(
        base_url=live_server.url, locale="vi-VN", viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield watch(context.new_page())
    context.close()


def test_a_leader_adds_a_key_and_tries_it(page: Page, signers: Signers, authority: Running, sign_in: SignIn, tmp_path: Path) -> None:
    sign_in(Account.objects.get(username="khoa"))
    key_file = tmp_path / "khoa.p12"
    key_file.write_bytes(authority.authority.issue(Subject("Trần Minh Khoa", "UBND phường A", title="Chuyên viên"), PIN))
    page.goto("/khoa-ky/")
    page_checks(page)
    page.get_by_role("link", name="Tệp khóa PKCS#12").click()
    page_checks(page)
    page.get_by_label("Tệp khóa (.p12, .pfx)").set_input_files(key_file)
    page.get_by_label("Mật khẩu của tệp").fill(PIN)
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", name="Trần Minh Khoa")).to_be_visible()
    page.get_by_role("link", name="Thêm hình").click()
    page.get_by_label("Tệp hình PNG").set_input_files(str(_drawn(tmp_path)))
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_alt_text("Hình chữ ký trên nền ô vuông")).to_be_visible()
    page_checks(page)
    shot(page, "signing-key")
    page.get_by_role("link", name="Ký thử").click()
    page.get_by_label("Mã PIN").fill("sai-ma-pin-roi")
    page.get_by_role("button", name="Ký thử").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn 4 lần thử")
    expect(page.get_by_label("Mã PIN")).to_have_value("")
    page_checks(page, expected_errors=("422",))
    shot(page, "signing-try")
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký thử").click()
    expect(page.get_by_text("Hợp lệ, tin cậy")).to_be_visible()
    expect(page.get_by_text("có dấu thời gian chứng minh")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    shot(page, "signing-tried")
    page.goto("/khoa-ky/")
    page_checks(page, expected_errors=("422",))
    shot(page, "signing-keys")
    sign_in(Account.objects.get(username="long"))
    for address in ("/quan-tri/khoa-ky/", "/quan-tri/chung-thu-goc/", "/quan-tri/chung-thu-goc/them/", "/khoa-ky/them/token/", "/khoa-ky/them/remote/"):
        page.goto(address)
        page_checks(page, expected_errors=("422",))
    page.goto("/quan-tri/khoa-ky/")
    shot(page, "signing-all")


def _drawn(folder: Path) -> Path:
    target = folder / "ky.png"
    target.write_bytes(draw_signature("Trần Minh Khoa"))
    return target


def test_a_token_on_the_persons_machine_signs_through_the_page(
    open_page: Page, signers: Signers, authority: Running, live_server: LiveServer
) -> None:
    page, container, asked = open_page, authority.authority.issue(Subject("Trần Minh Khoa", "UBND phường A"), PIN), []
    answers: list[str | None] = [None, PIN]

    def ask(what: Asked) -> str | None:
        asked.append(what)
        return answers.pop(0)

    with token.running(container, [live_server.url], ask) as address:
        _sign_in(page, live_server, "khoa")
        page.goto("/khoa-ky/them/token/")
        pem = b"".join(_pem(each) for each in certificates_of(container, PIN))
        page.get_by_label("Tệp chứng thư số").set_input_files([{"name": "khoa.pem", "mimeType": "application/x-pem-file", "buffer": pem}])
        page.get_by_label("Địa chỉ phần mềm ký trên máy").fill(address)
        page.get_by_role("button", name="Thêm khóa").click()
        page.get_by_role("link", name="Ký thử").click()
        page_checks(page)
        page.get_by_role("button", name="Ký thử").click()
        expect(page.get_by_role("alert")).to_contain_text("đã bị hủy trên máy")
        page.get_by_label("Mã PIN").fill("khong-dung-1")
        page.get_by_role("button", name="Ký thử").click()
        expect(page.get_by_role("alert")).to_contain_text("mã PIN không đúng")
        page_checks(page, expected_errors=("403",))
        seen: list[str] = []
        page.on("request", lambda request: seen.append(request.post_data or "") if request.url.startswith(live_server.url) else None)
        page.get_by_role("button", name="Ký thử").click()
        expect(page.get_by_text("Hợp lệ, tin cậy")).to_be_visible()
        page_checks(page, expected_errors=("403",))
    assert [each.count for each in asked] == [1, 1]
    assert asked[0].reason == "Ký 1 tài liệu"
    assert seen
    assert not any("khong-dung-1" in each or PIN in each for each in seen), "the PIN of a token never reaches the server"
    page.goto(f"/khoa-ky/{SigningKey.objects.get(store='token').pk}/ky-thu/")
    page.get_by_role("button", name="Ký thử").click()
    expect(page.get_by_role("alert")).to_contain_text("Không gọi được phần mềm ký trên máy")
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'ok', error => error.message)") != "ok"


def _pem(der: bytes) -> bytes:
    return load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def _sign_in(page: Page, server: LiveServer, username: str) -> None:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])


def _sealed(people: Signers) -> bytes:
    try:
        (signed,) = sign_documents(actor=people.leader, key_id=people.leader_key.pk, pin=PIN, orders=[order(paper())])
        (done,) = sign_documents(actor=people.keeper, key_id=people.seal.pk, pin=PIN, orders=[seal_order(signed.content)])
        return done.content
    finally:
        connection.close()


def test_anybody_checks_a_signed_paper(page: Page, signers: Signers) -> None:
    with ThreadPoolExecutor(1) as other:  # signing runs its own event loop, and this thread has the browser's
        sealed = other.submit(_sealed, signers).result()
    page.goto("/")
    page.get_by_role("link", name="Kiểm tra chữ ký số").click()
    page_checks(page)
    shot(page, "check-signatures-empty")
    page.get_by_label("Tệp PDF hoặc XML cần kiểm tra").set_input_files(
        [{"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": sealed}]
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("Tệp có 2 chữ ký số")).to_be_visible()
    expect(page.get_by_role("heading", name="Phạm Ngọc Hạnh")).to_be_visible()
    page_checks(page)
    shot(page, "check-signatures")
    changed = sealed.replace(b"/Title", b"/Titel", 1)
    page.get_by_label("Tệp PDF hoặc XML cần kiểm tra").set_input_files(
        [{"name": "da-sua.pdf", "mimeType": "application/pdf", "buffer": changed}]
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("Không hợp lệ").first).to_be_visible()
    page_checks(page)
    page.get_by_label("Tệp PDF hoặc XML cần kiểm tra").set_input_files([{"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"abc"}])
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("không phải tệp PDF")
    page_checks(page, expected_errors=("422",))
