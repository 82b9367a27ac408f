"""The registry takes passages out of an issued decision, looks at the extract and numbers it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.documents.models import CertifiedCopy, Document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.browser.walking import told
from tests.outgoing.conftest import make_desk
from tests.signing.conftest import authority, authority_folder

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_passages_become_an_extract(authority: Running, page: Page, sign_in: SignIn) -> None:
    desk = make_desk(authority)
    document = desk.bring(desk.draft(), "issue")
    Document.objects.filter(pk=document.pk).update(state="issued")
    sign_in(Account.objects.get(username="vanthu"))
    page.goto(f"/van-ban/sao/moi/{document.pk}/")
    page.get_by_role("link", name="Chỉ trích một số đoạn của văn bản").click()
    page.get_by_label("Điều 1. Kiện toàn").check()
    page.get_by_label("Điều 3. Các đơn vị").check()
    page.get_by_role("button", name="Đưa các đoạn đã chọn vào bản trích").click()
    box = page.get_by_label("Các đoạn trích, đúng nguyên văn")
    chosen = box.input_value()
    assert "Điều 3." in chosen
    assert "Điều 2." not in chosen
    page_checks(page)
    shot(page, "documents-extract")
    box.fill(chosen.replace("Kiện toàn", "Thành lập"))
    page.get_by_role("button", name="Cấp số, lập bản trích sao").click()
    expect(page.get_by_text("không đúng nguyên văn").first).to_be_visible()
    page_checks(page, expected_errors=("422",))
    box.fill(chosen)
    page.get_by_role("button", name="Cấp số, lập bản trích sao").click()
    told(page, "Đã cấp số bản sao 01/TrS-UBND.")
    page_checks(page, expected_errors=("422",))
    assert CertifiedCopy.objects.get().passages == chosen.split("\n\n")
