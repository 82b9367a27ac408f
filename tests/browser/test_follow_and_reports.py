"""The public follow page and the report, as people meet them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import BrowserContext, Page, expect

from congso.domains.dossiers.facade import ask_supplement
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.audit.tests.makers import seal_all
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_citizen_finds_a_dossier_and_reads_what_is_asked(office: Office, page: Page) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    ask_supplement(
        actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="Bản sao hộ chiếu", reason="Thiếu"
    )
    seal_all()
    page.goto("/tra-cuu/")
    page_checks(page)
    page.get_by_label("Mã hồ sơ").fill(dossier.code)
    page.get_by_label("4 số cuối").fill("9999")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.get_by_role("alert")).to_contain_text("Không tìm thấy hồ sơ khớp")
    page_checks(page, expected_errors=("422",))

    page.get_by_label("4 số cuối").fill("1234")
    page.get_by_role("button", name="Tra cứu").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(dossier.code)
    expect(page.get_by_text("Bản sao hộ chiếu")).to_be_visible()
    page.get_by_text("Chi tiết để kiểm tra độc lập").click()
    page_checks(page, expected_errors=("422",))
    shot(page, "follow")


def test_the_follow_page_works_without_script(office: Office, window_without_script: BrowserContext) -> None:
    dossier = make_dossier(office)
    page = window_without_script.new_page()
    page.goto("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(dossier.code)
    page.get_by_label("4 số cuối").fill("1234")
    page.get_by_role("button", name="Tra cứu").click()

    expect(page.get_by_text("Được tiếp nhận", exact=True)).to_be_visible()


def test_a_figure_of_the_report_is_pressed(
    office: Office, page: Page, sign_in: Callable[[AbstractBaseUser], None]
) -> None:
    dossier = make_dossier(office)
    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/bao-cao/")
    page.get_by_text("Kỳ báo cáo và bộ lọc").click()
    page.get_by_text("Cách tính").click()
    page_checks(page)
    shot(page, "report")

    page.locator("tbody").first.get_by_role("link").first.click()

    expect(page.get_by_role("link", name=dossier.code)).to_be_visible()
    page_checks(page)


def test_bell_wordings_and_reminders_stand_every_check(
    office: Office, page: Page, sign_in: Callable[[AbstractBaseUser], None]
) -> None:
    sign_in(Account.objects.get(username="quantri"))

    for address in ("/thong-bao/", "/thong-bao/mau-thu/", "/thong-bao/mau-thu/dossier-received/",
                    "/thong-bao/thu-chua-gui/", "/nhac-viec/", f"/nhac-viec/{office.units['phuong']}/"):  # fmt: skip
        page.goto(address)
        page_checks(page)
