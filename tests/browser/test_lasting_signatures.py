"""A leader signs while the timestamp authority is silent; later the document goes out, is made to last, and anybody checks it."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document
from congso.domains.documents.services.outgoing import issue_document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks
from tests.browser.conftest import SignIn
from tests.outgoing.conftest import Desk, authority, authority_folder, make_desk
from tests.signing.conftest import PIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]
XML = "<hoSo xmlns='urn:thu'><ma>H20.26.09-261122-0001</ma><ten>Nguyễn Thị Ánh</ten></hoSo>".encode()


def signed_in(sign_in: SignIn, name: str) -> None:
    sign_in(Account.objects.get(username=name))


def test_a_signature_waits_for_its_timestamp_and_nobody_types_the_pin_again(
    page: Page, sign_in: SignIn, authority: Running, settings: LazySettings
) -> None:
    desk = make_desk(authority)
    document = desk.bring(desk.draft(), "sign")
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, "http://127.0.0.1:9/tsa"
    signed_in(sign_in, "lanhdao")
    page.goto(reverse("documents:out_sign"))
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký các văn bản đã chọn").click()
    expect(page.get_by_text("Đang chờ: 01/QĐ-UBND")).to_be_visible()
    page_checks(page)

    signed_in(sign_in, "vanthu")
    page.goto(reverse("documents:out_page", args=[document.pk]))
    expect(page.get_by_text("chờ dấu thời gian").first).to_be_visible()
    expect(page.get_by_role("link", name="Đóng dấu cơ quan")).to_have_count(0)
    page_checks(page)
    page.goto(reverse("documents:out_seal"))
    expect(page.get_by_role("heading", name="Chờ dấu thời gian")).to_be_visible()
    page_checks(page)

    settings.CONGSO_TSA_URL = there
    run_pending_jobs(even_later=True)
    page.goto(reverse("documents:out_page", args=[document.pk]))
    expect(page.get_by_role("link", name="Đóng dấu cơ quan")).to_be_visible()


def _issued(desk: Desk) -> Document:
    document = desk.bring(desk.draft(), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    return document


def test_an_issued_document_is_made_to_last_and_checked_by_anybody(
    page: Page, sign_in: SignIn, authority: Running, tmp_path: Path
) -> None:
    document = _issued(make_desk(authority))
    signed_in(sign_in, "vanthu")
    page.goto(reverse("documents:out_page", args=[document.pk]))
    page.get_by_role("button", name="Bổ sung chứng cứ lưu trữ lâu dài").click()
    expect(page.get_by_text("Đang chờ bổ sung")).to_be_visible()
    page_checks(page)
    run_pending_jobs()
    page.reload()
    expect(page.get_by_text("Đã bổ sung", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Tệp trước khi bổ sung")).to_be_visible()
    page_checks(page)

    document.refresh_from_db()
    assert document.file is not None
    with open_file(document.file) as stream:
        (tmp_path / "vb.pdf").write_bytes(stream.read())
    page.goto("/xac-minh/chu-ky/")
    page.get_by_label("Tệp PDF hoặc XML cần kiểm tra").set_input_files(tmp_path / "vb.pdf")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("heading", name="Dấu thời gian của cả tệp")).to_be_visible()
    page_checks(page)


def test_a_leader_signs_an_xml_and_anybody_checks_it(page: Page, sign_in: SignIn, authority: Running, tmp_path: Path) -> None:
    desk = make_desk(authority)
    (tmp_path / "ho-so.xml").write_bytes(XML)
    signed_in(sign_in, "lanhdao")
    page.goto(reverse("signing:key", args=[desk.leader_key.pk]))
    page_checks(page)
    page.get_by_role("link", name="Ký tệp XML").click()
    page_checks(page)
    page.get_by_label("Tệp XML").set_input_files(tmp_path / "ho-so.xml")
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký tệp XML").click()
    link = page.get_by_role("link", name="Tải tệp XML đã ký")
    expect(link).to_be_visible()
    page_checks(page)

    address = link.get_attribute("href") or ""
    (tmp_path / "da-ky.xml").write_bytes(b64decode(unquote(address).partition("base64,")[2]))
    page.goto("/xac-minh/chu-ky/")
    page.get_by_label("Tệp PDF hoặc XML cần kiểm tra").set_input_files(tmp_path / "da-ky.xml")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("Hợp lệ, tin cậy").first).to_be_visible()
    page_checks(page)
