"""The book of secret documents going out in a real browser: numbered, listed, taken as a file by its keeper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks
from tests.browser.conftest import SignIn
from tests.browser.walking import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_secret_document_gets_its_number_and_nothing_more(page: Page, sign_in: SignIn) -> None:
    make_office()
    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/van-ban/di/mat/")
    page.get_by_label("Ký hiệu").fill("Báo cáo về việc bố trí lực lượng")
    page.get_by_label("Người giữ văn bản").fill("Trần Văn Giữ")
    page.get_by_role("button", name="Cấp số, ghi sổ").click()
    expect(page.get_by_text("không ghi trích yếu").first).to_be_visible()
    page.get_by_label("Ký hiệu").fill("BC-UBND")
    page.get_by_role("button", name="Cấp số, ghi sổ").click()
    told(page, "Đã cấp số 01/BC-UBND")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Sổ văn bản mật đến").click()
    page_checks(page, expected_errors=("422",))
