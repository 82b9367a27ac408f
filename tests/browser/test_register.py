"""The register as a clerk reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.dossiers.tests.makers import Office, make_applicant, make_dossier, make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(sign_in: SignIn) -> Office:
    """A centre with four dossiers, its clerk signed in."""
    office = make_office()
    for name in ("Nguyễn Văn Một", "Lê Thị Hai", "Phạm Văn Ba", "Võ Thị Tư"):
        make_dossier(office, applicant=make_applicant(name=name))
    sign_in(Account.objects.get(username="motcua"))
    return office


def test_the_book_opens_from_the_menu_and_is_searched(office: Office, page: Page) -> None:
    page.goto("/viec/")
    page.get_by_role("link", name="Sổ theo dõi hồ sơ").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page_checks(page)
    shot(page, "register")

    page.get_by_label("Tìm trong sổ").fill("le thi hai")
    page.get_by_role("button", name="Mở sổ").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_text("Lê Thị Hai")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
