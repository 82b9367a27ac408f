"""The catalogue as an official meets it: finding, reading, publishing, comparing, importing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import BrowserContext, Page, expect

from congso.domains.procedures.models import Publication
from congso.domains.procedures.services.editing import edit_version
from congso.domains.procedures.tests.makers import (
    START,
    SYSTEM,
    make_agency,
    make_procedure,
    make_process_version,
    make_publication,
)
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Appointment, Position, Role, RoleRight, Scope
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper(sign_in: SignIn) -> None:
    """Somebody who keeps the catalogue, a few procedures, a process of nine hours."""
    agency = make_agency("UBND phường Cao Lãnh")
    birth = make_procedure(
        name="Thủ tục đăng ký khai sinh", code="1.001193", papers=["Tờ khai", "Giấy chứng sinh"]
    )
    make_procedure(name="Thủ tục đăng ký kết hôn", code="1.000894")
    make_procedure(name="Cấp giấy phép xây dựng nhà ở riêng lẻ", code="1.013225", field="Xây dựng")
    make_publication(version=birth, agency=make_agency("UBND xã Mỹ An Hưng"))
    make_process_version(60, 420, 60)
    role = Role.objects.create(code="keeper", name="Quản trị")
    RoleRight.objects.create(role=role, action="procedures.manage", scope=Scope.PROVINCE)
    account = get_user_model().objects.create(username="khanh", full_name="Lê Thị Khánh", sort_name="khanh")
    position = Position.objects.create(unit=agency, role=role, title="Quản trị", valid_from=START)
    Appointment.objects.create(account=account, position=position, valid_from=START)
    epoch.bump()
    sign_in(account)


@pytest.mark.usefixtures("keeper")
def test_the_list_narrows_while_typing_and_the_procedure_opens(page: Page) -> None:
    page.goto("/thu-tuc/")
    expect(page.locator("#results tbody tr")).to_have_count(3)
    page_checks(page)

    page.get_by_label("Tìm thủ tục").press_sequentially("khai sihn")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=khai"))
    shot(page, "procedures-list")
    page.get_by_role("link", name="Thủ tục đăng ký khai sinh").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thủ tục đăng ký khai sinh")
    expect(page.get_by_text("UBND xã Mỹ An Hưng").first).to_be_visible()
    page_checks(page)
    shot(page, "procedures-procedure")


@pytest.mark.usefixtures("keeper")
def test_the_form_shows_the_sum_before_sending_and_refuses_what_is_too_long(page: Page) -> None:
    page.goto("/thu-tuc/1.000894/cong-bo/")
    page_checks(page)
    page.get_by_label("Cơ quan công bố").select_option(label="UBND phường Cao Lãnh")
    page.get_by_label("Quy trình nội bộ").select_option(index=1)
    process = page.get_by_label("Quy trình nội bộ").locator("option", has_text="9 giờ làm việc")
    page.get_by_label("Quy trình nội bộ").select_option(value=process.get_attribute("value"))
    expect(page.get_by_text("Vượt thời hạn, không công bố được")).to_be_visible()
    shot(page, "procedures-publish")
    page.get_by_role("button", name="Công bố").click()
    expect(
        page.get_by_text("Tổng thời gian các bước của quy trình nội bộ là 9 giờ làm việc").first
    ).to_be_visible()
    page_checks(page, expected_errors=("422",))

    page.get_by_label("Thời hạn theo quy định").fill("2")
    page.get_by_label("Thời hạn theo quy định").press("Tab")
    expect(page.get_by_text("Trong thời hạn")).to_be_visible()
    page.get_by_role("button", name="Công bố").click()

    expect(page.get_by_text("Đã công bố thủ tục tại 1 cơ quan.")).to_be_visible()
    assert Publication.objects.filter(procedure__code="1.000894").count() == 1


@pytest.mark.usefixtures("keeper")
def test_comparing_correcting_withdrawing_and_importing_stand_the_checks(page: Page, tmp_path: Path) -> None:
    version = make_procedure(code="1.000001", requirements="Dòng cũ")
    edit_version(actor=SYSTEM, version_id=version.pk, changes={"requirements": "Dòng mới"}, note="Sửa")
    row = Publication.objects.get()
    for url in ("/thu-tuc/1.000001/so-sanh/?cu=1&moi=2", "/thu-tuc/1.000001/chinh-sua/",
                f"/thu-tuc/cong-bo/{row.pk}/sua/", f"/thu-tuc/cong-bo/{row.pk}/ngung/"):  # fmt: skip
        page.goto(url)
        page_checks(page)
    source = tmp_path / "danh-muc.jsonl"
    record = {
        "ma_thu_tuc": "1.000002",
        "ten_thu_tuc": "Mới",
        "linh_vuc": "Đất đai",
        "cap_thuc_hien": ["Cấp xã"],
    }
    source.write_text(json.dumps(record), encoding="utf-8")

    page.goto("/thu-tuc/nhap/")
    page.get_by_label("Tệp danh mục").set_input_files(source)
    page.get_by_role("button", name="Thực hiện").click()

    expect(page.get_by_text("Báo cáo xem trước: chưa ghi gì")).to_be_visible()
    page_checks(page)
    shot(page, "procedures-import")


@pytest.mark.usefixtures("keeper")
def test_the_list_works_without_script(window_without_script: BrowserContext, window: BrowserContext) -> None:
    window_without_script.add_cookies(window.cookies())  # type: ignore[arg-type]
    page = window_without_script.new_page()
    page.goto("/thu-tuc/")
    page.get_by_label("Tìm thủ tục").fill("ket hon")
    page.get_by_role("button", name="Tìm").click()

    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="Thủ tục đăng ký kết hôn")).to_be_visible()
