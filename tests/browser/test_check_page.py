"""The registry lets its papers bear a code; whoever scans one sees on a phone whether the document is genuine."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Outgoing
from congso.domains.documents.queries_checking import check_address
from congso.domains.documents.services.outgoing import issue_document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.outgoing.conftest import authority, authority_folder, make_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]


def test_a_paper_bears_a_code_and_anybody_reads_its_page(page: Page, sign_in: SignIn, authority: Running) -> None:
    desk = make_desk(authority)
    sign_in(Account.objects.get(username="vanthu"))
    page.goto(reverse("documents:out_symbols"))
    page.get_by_label("Cơ quan, đơn vị").first.select_option(str(desk.office.units["phuong"]))
    page.get_by_label("Chữ viết tắt trong ký hiệu").fill("UBND")
    page.get_by_label("Áp dụng từ ngày").first.fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("In mã QR để mọi người kiểm tra văn bản").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("cell", name="Có in")).to_be_visible()
    page_checks(page)

    document = desk.bring(desk.draft(), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])
    page.goto(reverse("documents:out_page", args=[document.pk]))
    address = page.get_by_role("link", name="Trang kiểm tra văn bản").get_attribute("href")
    assert address == urlsplit(check_address(Outgoing.objects.get(pk=document.pk))).path
    page.context.clear_cookies()
    page.goto(address or "")
    expect(page.get_by_text("Có thật trong hệ thống")).to_be_visible()
    page_checks(page)
    shot(page, "check-document")
    page.get_by_label("Tệp cần đối chiếu").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 khac"})
    page.get_by_role("button", name="Đối chiếu", exact=True).click()
    expect(page.get_by_text("Khác: tệp này không phải là văn bản đã phát hành")).to_be_visible()
    page_checks(page)
