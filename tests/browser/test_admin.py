"""The administrator's day in a real browser: every screen, a day off, an appointment, a new process version."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office, make_dossier, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.calendar.loading import load_calendar
from congso.foundation.calendar.models import CalendarDay
from congso.foundation.casework.models import ProcessVersion, Step
from congso.foundation.numbering.models import NumberBook
from congso.foundation.orgs.tests.makers import SYSTEM
from congso.foundation.people.models import Account, Appointment, Role
from tests.browser.checks import page_checks, shot, watch
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOR_THE_MANUAL = {"units", "reorganise", "people", "roles", "calendar", "process", "process-edit", "log"}


@pytest.fixture
def office(sign_in: SignIn) -> Office:
    """The small province, with a dossier under way and its administrator at the screen."""
    made = make_office()
    load_calendar(actor=SYSTEM)
    make_dossier(made)
    sign_in(Account.objects.get(username="quantri"))
    return made


def screens(office: Office) -> dict[str, str]:
    version = ProcessVersion.objects.get(process__code="day-du").pk
    person = office.accounts["chuyenvien"]
    return {
        "units": reverse("orgs:tree"), "unit": reverse("orgs:unit", args=[office.units["phuong"]]), "unit-open": reverse("orgs:open"),
        "unit-rename": reverse("orgs:rename", args=[office.units["phuong"]]), "unit-move": reverse("orgs:move", args=[office.units["phuong"]]),
        "unit-details": reverse("orgs:details", args=[office.units["phuong"]]), "unit-close": reverse("orgs:close", args=[office.units["phuong-kt"]]),
        "reorganise": reverse("orgs:reorganise"), "people": reverse("people:list"), "person": reverse("people:person", args=[person]),
        "person-new": reverse("people:create"), "appoint": reverse("people:appoint", args=[person]),
        "positions": reverse("people:positions", args=[office.units["phuong-vp"]]), "roles": reverse("people:roles"),
        "role": reverse("people:role", args=[Role.objects.get(code="head").pk]), "delegations": reverse("people:delegations"),
        "delegate": reverse("people:delegate"), "calendar": reverse("calendar:year"), "calendar-hours": reverse("calendar:hours"),
        "calendar-swap": reverse("calendar:add_swap"), "processes": reverse("processes:list"),
        "process": reverse("processes:version", args=[version]), "process-edit": reverse("processes:edit", args=[version]),
        "books": reverse("numbering:list"), "book": reverse("numbering:book", args=[NumberBook.objects.order_by("pk")[0].pk]),
        "log": reverse("audit:list"), "log-line": reverse("audit:line", args=[AuditEntry.objects.latest("pk").pk]),
        "seals": reverse("audit:seals"),
    }  # fmt: skip


def test_every_screen_stands_the_checks(page: Page, office: Office) -> None:
    faults = []
    for name, address in screens(office).items():
        page.goto(address)
        if name in FOR_THE_MANUAL:
            shot(page, f"admin-{name}")
        try:
            page_checks(page)
        except AssertionError as fault:
            faults.append(f"{name}: {fault}")

    assert faults == [], "\n\n".join(faults)


def test_a_day_off_is_added(page: Page, office: Office) -> None:
    page.goto(reverse("calendar:year") + "?nam=2026")
    page.get_by_role("link", name="Thêm ngày nghỉ").click()
    page.get_by_label("Ngày nghỉ", exact=True).fill("02/09/2026")
    page.get_by_label("Tên ngày nghỉ").fill("Ngày truyền thống")
    page.get_by_label("Căn cứ").fill("Thông báo 12/TB-UBND")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Ngày 02/09/2026 đã có trong lịch")
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Ngày nghỉ", exact=True).fill("14/10/2026")
    page.get_by_role("button", name="Lưu").click()

    expect(page.get_by_role("status")).to_contain_text("Đã thêm ngày nghỉ")
    expect(page.get_by_role("row", name="14/10/2026")).to_contain_text("Ngày truyền thống")
    assert CalendarDay.objects.filter(name="Ngày truyền thống").count() == 1


def test_somebody_is_appointed(page: Page, office: Office) -> None:
    page.goto(reverse("people:list"))
    page.get_by_label("Họ tên hoặc tên đăng nhập").fill("ly ngoc anh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Lý Ngọc Ánh").click()
    page.get_by_role("link", name="Bổ nhiệm").click()
    page.get_by_label("Đơn vị").select_option(label="Phòng Kinh tế")
    page.get_by_label("Vai trò trong hệ thống").select_option(label="Chuyên viên")
    page.get_by_label("Chức danh").fill("Chuyên viên Kinh tế")
    page.get_by_label("Từ ngày").fill(f"{clock.today():%d%m%Y}")
    page.get_by_role("button", name="Bổ nhiệm").click()

    expect(page.get_by_role("row", name="Chuyên viên Kinh tế")).to_contain_text("Phòng Kinh tế")
    page_checks(page)
    assert Appointment.objects.filter(account_id=office.accounts["chuyenvien2"]).count() == 2


def test_a_new_version_of_a_process_is_written_and_published(page: Page, office: Office) -> None:
    version = ProcessVersion.objects.get(process__code="day-du")
    page.goto(reverse("processes:version", args=[version.pk]))
    page.get_by_role("link", name="Soạn phiên bản mới").click()
    page.locator("#step-3").get_by_role("button", name="Thêm bước sau").click()
    fifth = page.locator("#step-4")
    expect(fifth.locator("legend")).to_have_text("Bước 5")
    page.get_by_role("button", name="Ban hành phiên bản mới").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa ban hành được")
    expect(fifth).to_contain_text("Phải có tên bước.")
    page_checks(page, expected_errors=("422",))
    fifth.get_by_label("Tên bước").fill("Kiểm tra thể thức")
    fifth.get_by_label("Vai trò").select_option(label="Văn thư")
    fifth.get_by_label("Nơi làm").select_option(label="Văn phòng, văn thư")
    fifth.get_by_label("Số giờ làm việc").fill("1,5")
    page.get_by_role("button", name="Ban hành phiên bản mới").click()

    expect(page.get_by_role("status")).to_contain_text("Đã ban hành phiên bản 2")
    expect(page.get_by_role("row", name="Kiểm tra thể thức")).to_contain_text("1,5")
    assert (
        Step.objects.get(version__number=2, version__process=version.process, order=5).name
        == "Kiểm tra thể thức"
    )


def test_the_editor_works_without_scripts(
    window_without_script: BrowserContext, office: Office, live_server: LiveServer
) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="quantri"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    window_without_script.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    page = watch(window_without_script.new_page())
    version = ProcessVersion.objects.get(process__code="day-du")
    page.goto(reverse("processes:edit", args=[version.pk]))
    page.locator("#step-1").get_by_role("button", name="Bỏ bước").click()
    expect(page.locator("fieldset.step-card")).to_have_count(6)
    page.get_by_role("button", name="Ban hành phiên bản mới").click()

    expect(page.get_by_role("status")).to_contain_text("Đã ban hành phiên bản 2")
