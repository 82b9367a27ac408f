"""Electronic forms as people meet them: the administrator builds one, it is tried out by hand and without script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import BrowserContext, Page, expect

from congso.domains.procedures.facade import load_shipped_forms
from congso.domains.procedures.tests.makers import START, SYSTEM, make_agency
from congso.foundation.forms.models import Form, FormVersion
from congso.foundation.forms.services import save_draft
from congso.foundation.forms.services.drafting import create_form
from congso.foundation.forms.tests.makers import family_json
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Appointment, Position, Role, RoleRight, Scope
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper(sign_in: SignIn) -> None:
    """Somebody who looks after forms."""
    agency = make_agency("UBND phường Cao Lãnh")
    role = Role.objects.create(code="keeper", name="Quản trị")
    RoleRight.objects.create(role=role, action="forms.manage", scope=Scope.PROVINCE)
    account = get_user_model().objects.create(username="khanh", full_name="Lê Thị Khánh", sort_name="khanh")
    position = Position.objects.create(unit=agency, role=role, title="Quản trị", valid_from=START)
    Appointment.objects.create(account=account, position=position, valid_from=START)
    epoch.bump()
    sign_in(account)


def checked(page: Page, name: str = "") -> None:
    """The page's checks, and a picture."""
    page_checks(page, expected_errors=("422",))
    if name:
        shot(page, name)


def make_family() -> FormVersion:
    """A draft with every kind of difficulty."""
    draft = create_form(actor=SYSTEM, subject="procedure:1.000894", title="Gia đình")
    return save_draft(actor=SYSTEM, version_id=draft.pk, seen=0, definition=family_json())


def build_small_form(page: Page) -> None:
    """From nothing to a published form with a choice, a condition and a group."""
    page.goto("/quan-tri/bieu-mau/")
    page.get_by_role("link", name="Soạn biểu mẫu mới").click()
    page.get_by_label("Mã đối tượng").fill("procedure:1.012812")
    page.get_by_label("Tên biểu mẫu").fill("Đơn hòa giải")
    page.get_by_role("button", name="Soạn", exact=True).click()
    add_box(page, "Một dòng chữ", "Họ và tên", required=True)
    add_box(page, "Chọn một (liệt kê hết)", "Đã hòa giải ở cơ sở", options="co = Có\nkhong = Không")
    page.get_by_role("link", name="Thêm ô", exact=False).first.click()
    page.get_by_label("Kiểu ô").select_option(label="Nhiều dòng chữ")
    page.get_by_label("Lời hỏi").fill("Kết quả lần trước")
    page.get_by_label("Bắt buộc khai").check()
    page.get_by_label("Chỉ hiện khi ô").select_option(value="da_hoa_giai_o_co_so")
    page.locator("#id_if0_value").fill("co")
    page.get_by_role("button", name="Lưu").click()


def add_box(page: Page, kind: str, label: str, *, required: bool = False, options: str = "") -> None:
    """Add a box to the first section."""
    page.get_by_role("link", name="Thêm ô", exact=False).first.click()
    page.get_by_label("Kiểu ô").select_option(label=kind)
    page.get_by_label("Lời hỏi").fill(label)
    if required:
        page.get_by_label("Bắt buộc khai").check()
    if options:
        page.get_by_label("Các lựa chọn").fill(options)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("strong", has_text=label)).to_be_visible()


@pytest.mark.usefixtures("keeper")
def test_a_form_is_built_tried_published_and_taken_along(page: Page, tmp_path: Path) -> None:
    build_small_form(page)
    expect(page.get_by_text("da_hoa_giai_o_co_so = co")).to_be_visible()
    page_checks(page)
    shot(page, "forms-builder")

    page.get_by_role("button", name="Chuyển lên Kết quả lần trước").click()
    expect(page.get_by_text("không có ở phía trên")).to_be_visible()
    checked(page)
    assert "da_hoa_giai_o_co_so" in json.dumps(FormVersion.objects.get().definition), "nothing was changed"

    page.get_by_role("link", name="Sửa Kết quả lần trước").click()
    expect(page.locator("#id_if0_value")).to_have_value("co")
    checked(page, "forms-builder-box")
    page.get_by_role("link", name="Thôi, quay lại").click()

    page.get_by_role("link", name="Xem thử").click()
    page.get_by_label("Họ và tên").fill("Trần Văn Tám")
    expect(page.get_by_label("Kết quả lần trước")).to_be_hidden()
    page.get_by_label("Có", exact=True).check()
    expect(page.get_by_label("Kết quả lần trước")).to_be_visible()
    page.get_by_label("Kết quả lần trước").fill("Không thành")
    page.get_by_role("button", name="Tiếp tục").last.click()
    expect(page.get_by_text("Trần Văn Tám")).to_be_visible()
    checked(page)

    page.goto("/quan-tri/bieu-mau/")
    page.get_by_role("link", name="Đơn hòa giải").click()
    page.get_by_role("link", name="Sửa bản đang soạn").click()
    page.get_by_role("link", name="Ban hành").click()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("Đã ban hành phiên bản 1.")).to_be_visible()
    checked(page, "forms-versions")
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất JSON").click()
    saved = tmp_path / "form.json"
    download.value.save_as(saved)

    page.goto("/quan-tri/bieu-mau/nhap/")
    page.get_by_label("Tệp JSON").set_input_files(saved)
    page.get_by_role("button", name="Nhập").click()
    expect(page.get_by_text("Đã nhập vào bản soạn.")).to_be_visible()
    assert list(Form.objects.get().versions.values_list("number", "state")) == [(2, "draft"), (1, "published")]


@pytest.mark.usefixtures("keeper")
def test_building_works_without_script(window_without_script: BrowserContext, window: BrowserContext) -> None:
    window_without_script.add_cookies(window.cookies())  # type: ignore[arg-type]
    page = window_without_script.new_page()
    build_small_form(page)

    page.get_by_role("button", name="Chuyển lên Đã hòa giải ở cơ sở").click()
    fields = FormVersion.objects.get().definition["layout"]["steps"][0]["sections"][0]["fields"]
    assert [entry["field"] for entry in fields] == ["da_hoa_giai_o_co_so", "ho_va_ten", "ket_qua_lan_truoc"]
    page.get_by_role("button", name="Bỏ Họ và tên").click()
    definition = FormVersion.objects.get().definition
    assert "ho_va_ten" not in definition["schema"]["properties"]
    assert definition["schema"]["required"] == ["ket_qua_lan_truoc"]


@pytest.mark.usefixtures("keeper")
def test_a_form_is_filled_on_a_phone_with_its_address_group_and_files(page: Page, tmp_path: Path) -> None:
    draft = make_family()
    scan = tmp_path / "chung-sinh.pdf"
    scan.write_bytes(b"%PDF-1.7")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/quan-tri/bieu-mau/phien-ban/{draft.pk}/xem-thu/")
    expect(page.get_by_text("Bước 1/2")).to_be_visible()
    page.get_by_role("button", name="Tiếp tục").last.click()
    expect(page.locator(".error-summary")).to_be_focused()
    checked(page, "forms-errors")
    page.get_by_role("link", name="Họ và tên: Mời khai ô này.").click()
    expect(page.get_by_label("Họ và tên", exact=True)).to_be_focused()

    page.get_by_label("Họ và tên", exact=True).fill("Nguyễn Văn An")
    page.get_by_label("Đã kết hôn").check()
    expect(page.get_by_label("Họ tên vợ hoặc chồng")).to_be_visible()
    page.get_by_label("Họ tên vợ hoặc chồng").fill("Trần Thị Bình")
    page.get_by_label("Tỉnh, thành phố").select_option(label="Tỉnh Đồng Tháp")
    expect(page.get_by_label("Phường, xã, đặc khu").locator("option")).to_have_count(103)
    page.get_by_text("Chỉ nhớ địa chỉ cũ").click()
    page.get_by_label("Phường, xã và huyện, tỉnh cũ").fill("phuong 4, my tho, tien giang")
    page.get_by_role("button", name="Tìm địa chỉ mới").click()
    expect(page.get_by_text("đơn vị chính đứng đầu")).to_be_visible()
    checked(page, "forms-old-address")
    page.get_by_role("button", name="Phường Đạo Thạnh, Tỉnh Đồng Tháp").click()
    expect(page.get_by_label("Phường, xã, đặc khu")).to_have_value("28249")
    expect(page.get_by_label("Họ tên vợ hoặc chồng")).to_have_value("Trần Thị Bình")
    page.get_by_role("button", name="Tiếp tục").last.click()

    expect(page.get_by_text("Bước 2/2")).to_be_visible()
    page.get_by_role("button", name="Thêm người con").click()
    expect(page.get_by_label("Họ tên con")).to_be_focused()
    page.get_by_label("Họ tên con").fill("Nguyễn Minh Châu")
    page.get_by_label("Ngày sinh của con").fill("31/02/2020")
    page.get_by_label("Giấy chứng sinh").set_input_files(scan)
    page.get_by_role("button", name="Thêm người con").click()
    expect(page.locator(".eform-files li")).to_contain_text("chung-sinh.pdf")
    page.get_by_label("Họ tên con").nth(1).fill("Em")
    page.get_by_label("Khai quá hạn").nth(1).check()
    expect(page.get_by_label("Lý do quá hạn").nth(1)).to_be_visible()
    expect(page.get_by_label("Lý do quá hạn").first).to_be_hidden()
    checked(page, "forms-group")
    page.get_by_role("button", name="Bỏ Người con 2").click()
    expect(page.get_by_label("Họ tên con")).to_have_count(1)
    page.get_by_role("button", name="Tiếp tục").last.click()
    expect(page.get_by_label("Ngày sinh của con")).to_have_value("31/02/2020")
    expect(page.locator(".eform-files li")).to_contain_text("chung-sinh.pdf")
    page.get_by_label("Ngày sinh của con").fill("29022020")
    page.get_by_role("button", name="Tiếp tục").last.click()

    expect(page.get_by_text("Nguyễn Minh Châu")).to_be_visible()
    expect(page.get_by_text("29/02/2020")).to_be_visible()
    checked(page, "forms-summary")


@pytest.mark.usefixtures("keeper")
def test_a_form_is_filled_without_script(window_without_script: BrowserContext, window: BrowserContext) -> None:
    draft = make_family()
    window_without_script.add_cookies(window.cookies())  # type: ignore[arg-type]
    page = window_without_script.new_page()
    page.goto(f"/quan-tri/bieu-mau/phien-ban/{draft.pk}/xem-thu/")
    page.get_by_label("Họ và tên", exact=True).fill("Nguyễn Văn An")
    page.get_by_label("Đã kết hôn").check()
    page.get_by_label("Tỉnh, thành phố").select_option(label="Tỉnh Đồng Tháp")
    expect(page.get_by_label("Họ tên vợ hoặc chồng")).to_be_hidden()
    page.get_by_role("button", name="Cập nhật các ô theo câu trả lời").click()
    page.get_by_label("Họ tên vợ hoặc chồng").fill("Trần Thị Bình")
    page.get_by_label("Phường, xã, đặc khu").select_option(label="Phường Mỹ Tho")
    page.get_by_label("Họ và tên", exact=True).press("Enter")
    expect(page.get_by_text("Bước 2/2")).to_be_visible()
    page.get_by_role("button", name="Thêm người con").click()
    page.get_by_label("Họ tên con").fill("Châu")
    page.get_by_label("Ngày sinh của con").fill("1/2/2020")
    page.get_by_role("button", name="Tiếp tục").last.click()

    expect(page.get_by_text("01/02/2020")).to_be_visible()
    expect(page.get_by_text("Phường Mỹ Tho, Tỉnh Đồng Tháp")).to_be_visible()


@pytest.mark.usefixtures("keeper")
def test_real_forms_stand_the_checks(page: Page) -> None:
    load_shipped_forms(actor=SYSTEM)
    epoch.bump()
    page.goto("/quan-tri/bieu-mau/?q=khai+sinh")
    page_checks(page)
    shot(page, "forms-list")
    for code in ("1.001193", "1.001612", "1.013225"):
        version = FormVersion.objects.get(form__subject=f"procedure:{code}")
        page.goto(f"/quan-tri/bieu-mau/phien-ban/{version.pk}/xem-thu/")
        page_checks(page)
        shot(page, f"forms-{code}")
