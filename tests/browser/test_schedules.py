"""A week from its first entry to the leader's own day: warned, published, proposed, put off; read on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from congso.core import clock
from congso.domains.dossiers.tests.makers import make_office
from congso.domains.schedules.enums import Part
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.schedules.makers import make_entry, make_proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press_also_on_a_day_off(page: Page, name: str, *, then: Locator) -> None:
    """Press a button that asks once more where today is a day off; what comes ``then`` must be seen at the end."""
    anyway = page.get_by_label("Vẫn ghi vào ngày nghỉ")
    page.get_by_role("button", name=name).click()
    expect(anyway.or_(then).first).to_be_visible()  # the answer has come, whichever it is
    if anyway.count():
        anyway.check()
        page.get_by_role("button", name=name).click()
    expect(then).to_be_visible()


def test_a_week_from_the_first_entry_to_the_leaders_day(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    make_entry(office, day=clock.today(), content="Dự họp với Ban Thường vụ", part=Part.MORNING)
    make_proposal(office, day=clock.today(), part=Part.AFTERNOON, content="Nghe báo cáo tiến độ dự án")

    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/lich-cong-tac/muc/moi/")
    page_checks(page)
    page.get_by_label("Ngày", exact=True).fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("Từ giờ").fill("08:00")
    page.get_by_label("Đến giờ").fill("09:30")
    page.get_by_label("Nội dung").fill("Họp giao ban tuần")
    page.get_by_label("Chủ trì").select_option(label="Phạm Ngọc Hạnh")
    page.get_by_role("checkbox", name="Phòng Kinh tế").check()
    clash = page.get_by_text("Phạm Ngọc Hạnh đã có lịch Buổi sáng (Dự họp với Ban Thường vụ)").first
    press_also_on_a_day_off(page, "Ghi vào lịch", then=clash)
    page_checks(page, expected_errors=("422",))
    shot(page, "schedules-clash")
    page.get_by_label("Vẫn ghi dù trùng lịch").check()
    page.get_by_role("button", name="Ghi vào lịch").press("Enter")
    expect(page.get_by_text("Đã ghi vào lịch.")).to_be_visible()
    page_checks(page, expected_errors=("422",))

    page.goto("/lich-cong-tac/de-xuat/")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Nghe báo cáo tiến độ dự án").click()
    press_also_on_a_day_off(page, "Duyệt, đưa vào lịch", then=page.get_by_text("Đã đưa vào lịch."))
    page.goto("/lich-cong-tac/")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Công bố lịch tuần").click()
    expect(page.get_by_text("Đã công bố lịch công tác tuần.")).to_be_visible()
    page.get_by_role("link", name="Nghe báo cáo tiến độ dự án").click()
    page.locator("summary", has_text="Hoãn, bỏ khỏi lịch").click()
    page.get_by_label("Lý do hoãn").fill("Chờ số liệu")
    page.get_by_role("button", name="Hoãn, bỏ khỏi lịch").click()
    expect(page.get_by_text("Đã hoãn mục lịch.")).to_be_visible()
    page_checks(page, expected_errors=("422",))

    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/lich-cong-tac/hom-nay/")
    expect(page.get_by_role("link", name="Họp giao ban tuần")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    shot(page, "schedules-today")
    page.goto("/lich-cong-tac/")
    expect(page.get_by_text("Chờ số liệu")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    shot(page, "schedules-week")
    page.get_by_role("link", name="Các bản").click()
    expect(page.get_by_role("heading", name="Nội dung bản 2")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.goto("/lich-cong-tac/dia-chi/")
    page.get_by_role("button", name="Tạo địa chỉ", exact=True).click()
    expect(page.locator(".feed-address")).to_contain_text("/lich.ics")
    page_checks(page, expected_errors=("422",))
