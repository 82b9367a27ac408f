"""A citizen on a phone finds a procedure and reads what to bring; an administrator keeps the first page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from congso.core import clock
from congso.domains.dossiers.tests.makers import make_office
from congso.domains.portal.facade import load_standard_events, publish_notice
from congso.domains.portal.models import LifeEvent
from congso.domains.procedures.facade import ServiceLevel
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.tests.makers import (
    SYSTEM,
    make_agency,
    make_centre,
    make_publication,
    make_shipped_catalogue,
    make_terms,
)
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BIRTH = "1.001193"


@pytest.fixture
def province() -> None:
    """The real catalogue, birth and marriage offered at a ward, the first page filled."""
    make_shipped_catalogue()
    ward = make_agency("UBND phường Cao Lãnh")
    make_centre(ward)
    reason = "hai bên nam, nữ phải có mặt ký Giấy chứng nhận kết hôn"
    for code, terms in (
        (BIRTH, make_terms()),
        ("1.000894", make_terms(service_level=ServiceLevel.PARTIAL, level_reason=reason)),
    ):
        version = ProcedureVersion.objects.get(procedure__code=code, valid_to=None)
        make_publication(version=version, agency=ward, terms=terms, valid_from=clock.today())
    load_standard_events(actor=SYSTEM)
    publish_notice(
        actor=SYSTEM, kind="incident", title="Mất kết nối thanh toán", text="Mời nộp phí tại quầy.",
        starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=3),
    )  # fmt: skip


@pytest.mark.usefixtures("province")
def test_a_citizen_types_without_tones_on_a_phone_and_sees_the_papers_of_her_case(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    expect(page.get_by_text("Mất kết nối thanh toán")).to_be_visible()
    page_checks(page)
    shot(page, "find-home")

    page.get_by_label("Bạn cần làm thủ tục gì?").press_sequentially("dang ky khai sinh")
    first = page.locator("#find-suggestions a").first
    expect(first).to_contain_text("Thủ tục đăng ký khai sinh")
    page_checks(page)
    first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thủ tục đăng ký khai sinh")
    expect(page.get_by_text("tùy trường hợp")).to_have_count(2)
    page_checks(page)
    shot(page, "find-procedure")
    page.get_by_label("Trường hợp trẻ em bị bỏ rơi").check()
    page.get_by_role("button", name="Xem giấy tờ của tôi").click()

    expect(page.get_by_text("Đã bỏ 1 giấy tờ của trường hợp khác")).to_be_visible()
    papers = page.locator(".papers-table")
    expect(papers.get_by_text("biên bản về việc trẻ bị bỏ rơi")).to_be_visible()
    expect(papers.get_by_text("mang thai hộ")).to_have_count(0)
    page_checks(page)
    shot(page, "find-papers")


@pytest.mark.usefixtures("province")
def test_the_list_narrows_and_everything_works_without_script(
    page: Page, window_without_script: BrowserContext
) -> None:
    page.goto("/dich-vu/?q=giay+phpe+lai+xe")
    expect(page.locator(".found-reason").first).to_contain_text("khớp: phép (phpe)")
    page_checks(page)
    shot(page, "find-list")
    page.get_by_label("Tìm thủ tục", exact=True).fill("ĐKKH")
    expect(page.locator(".found > li").first).to_contain_text("khớp: đăng ký kết hôn (ĐKKH)")
    page.get_by_text("Lọc kết quả").click()
    page.get_by_label("Cơ quan của tỉnh giải quyết").check()
    expect(page.locator(".found > li")).to_have_count(1)

    plain = window_without_script.new_page()
    plain.goto("/")
    plain.get_by_label("Bạn cần làm thủ tục gì?").fill("ket hon")
    plain.get_by_role("button", name="Tìm", exact=True).click()
    plain.get_by_role("link", name="Thủ tục đăng ký kết hôn", exact=True).click()
    expect(plain.get_by_text("Chưa làm được trọn vẹn trên mạng vì: hai bên nam, nữ")).to_be_visible()
    plain.goto("/su-kien/sinh-con/")
    expect(plain.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True)).to_be_visible()


@pytest.mark.usefixtures("province")
def test_a_long_page_prints_and_the_other_public_pages_stand_every_check(page: Page) -> None:
    for address in (
        "/dich-vu/1.013225/",
        "/su-kien/nha-dat/",
        "/du-lieu-mo/",
        "/dich-vu/?q=qqqwww",
        "/dich-vu/",
    ):
        page.goto(address)
        page_checks(page)
    page.goto("/dich-vu/1.000894/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="In trang này")).to_be_hidden()
    expect(page.get_by_role("heading", name="Căn cứ pháp lý")).to_be_visible()
    shot(page, "shell/find-print")


def test_the_administrator_keeps_events_notices_and_short_forms(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    load_standard_events(actor=SYSTEM)
    sign_in(Account.objects.get(pk=office.accounts["quantri"]))
    page.goto("/quan-tri/cong-dan/su-kien/moi/")
    page_checks(page)
    page.get_by_label("Tên sự kiện").fill("Sinh con")
    page.get_by_label("Địa chỉ").fill("sinh-con")
    page.get_by_label("Biểu tượng").select_option("baby-carriage")
    page.get_by_label("Mã thủ tục").fill("9.9")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".field-error")).to_contain_text("9.9")
    code = ProcedureVersion.objects.order_by("pk")[0].procedure.code
    page.get_by_label("Mã thủ tục").fill(code)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#messages")).to_contain_text("Đã thêm sự kiện")
    assert LifeEvent.objects.get(slug="sinh-con", valid_to=None).codes == [code]
    page_checks(page, expected_errors=("422",))
    shot(page, "find-events")

    page.goto("/quan-tri/cong-dan/thong-bao/moi/")
    tomorrow = clock.local(clock.now() + timedelta(days=1))
    page.get_by_label("Tiêu đề").fill("Bảo trì")
    page.get_by_label("Nội dung").fill("Nộp tại quầy.")
    page.get_by_label("Bắt đầu").fill(f"{tomorrow:%d/%m/%Y %H:%M}")
    page.get_by_label("Kết thúc").fill(f"{tomorrow + timedelta(hours=1):%d/%m/%Y %H:%M}")
    page.get_by_role("button", name="Đăng", exact=True).click()
    expect(page.locator(".field-error")).to_contain_text("ít nhất 7 ngày làm việc")
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Sự cố").check()
    page.get_by_role("button", name="Đăng", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Đã đăng thông báo")
    page_checks(page, expected_errors=("422",))

    page.goto("/thu-tuc/viet-tat/")
    page.get_by_label("Người dân gõ").fill("Giấy hồng")
    page.get_by_label("Hiểu là").fill("Giấy chứng nhận quyền sở hữu nhà ở")
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("row", name="giay hong")).to_contain_text("giay chung nhan quyen so huu nha o")
    page_checks(page, expected_errors=("422",))
    page.goto(f"/thu-tuc/{code}/chinh-sua/")
    page_checks(page, expected_errors=("422",))
    shot(page, "shell/find-edit")
