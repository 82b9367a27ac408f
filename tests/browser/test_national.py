"""The national portal and the national databases, seen by the administrator and by the clerk at the counter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.dossiers.models import Dossier, DossierPaper
from congso.domains.dossiers.tests.makers import SYSTEM, Office, make_dossier, make_office
from congso.domains.lookups.models import Lookup
from congso.domains.lookups.services.connecting import GatewayIn
from congso.domains.lookups.services.connecting import connect as connect_platform
from congso.domains.national.models import CataloguePull
from congso.domains.national.services.catalogue import run_pull
from congso.entry.simulators.lgsp import serving as platform
from congso.entry.simulators.national import serving as portal
from congso.foundation.outbox.services import carry
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.national.conftest import connect_to
from tests.national.test_catalogue import portal_row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def running_portal() -> Iterator[portal.Running]:
    """A portal in a thread."""
    with portal.running() as found:
        yield found


@pytest.fixture
def running_platform() -> Iterator[platform.Running]:
    """A platform in a thread."""
    with platform.running() as found:
        yield found


def test_the_administrator_sees_what_is_not_there_sends_it_and_the_share_rises(
    page: Page, sign_in: SignIn, running_portal: portal.Running
) -> None:
    office = make_office()
    before = [make_dossier(office) for _each in range(2)]
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/quan-tri/cong-quoc-gia/")
    page_checks(page)
    page.get_by_role("link", name="Đặt kết nối").click()
    page.get_by_label("Địa chỉ nhận bản tin").fill(running_portal.address)
    page.get_by_label("Mã đích trên trục").fill(portal.DESTINATION)
    page.get_by_label("Mã đơn vị báo cáo").fill("H20")
    page.get_by_label("Tài khoản").fill(portal.ACCOUNT)
    page.get_by_label("Mật khẩu").fill(portal.PASSWORD)
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    make_dossier(office)
    carry("national")
    page.goto("/quan-tri/cong-quoc-gia/")
    expect(page.locator("#share-percent")).to_have_text("33,33 %")
    page_checks(page)
    shot(page, "national-overview")

    page.locator("#share-missing").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page_checks(page)
    page.get_by_role("button", name=f"Đồng bộ lại {before[0].code}").click()
    carry("national")
    page.get_by_role("button", name="So với Cổng DVCQG").click()
    expect(page.get_by_text("giống nhau")).to_be_visible()
    page_checks(page)
    shot(page, "national-dossier")
    page.goto("/quan-tri/cong-quoc-gia/")
    expect(page.locator("#share-percent")).to_have_text("66,67 %")

    page.get_by_role("link", name="Khai số hồ sơ phải đồng bộ").click()
    page_checks(page)
    page.get_by_label("Kỳ từ ngày").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("Kỳ đến ngày").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("Số hồ sơ phải đồng bộ").fill("8")
    page.get_by_label("Nguồn số liệu").fill("Báo cáo số 12/BC-UBND")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã ghi 1 số liệu.")).to_be_visible()
    page_checks(page)
    shot(page, "national-declared")
    page.goto("/quan-tri/cong-quoc-gia/")
    expect(page.locator("#share-declared")).to_have_text("25,00 %")
    page_checks(page)

    page.get_by_label("Ngày tiếp nhận").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_role("button", name="Đồng bộ lại").click()
    expect(page.get_by_text("Đã xếp 3 hồ sơ vào hàng chờ đồng bộ.")).to_be_visible()
    carry("national")
    page.reload()
    expect(page.locator("#share-percent")).to_have_text("100,00 %")


def test_the_administrator_fetches_the_catalogue_and_approves_a_change(page: Page, sign_in: SignIn, running_portal: portal.Running) -> None:
    make_office()
    connect_to(running_portal)
    running_portal.portal.catalogue = lambda: {"1.900001": portal_row("1.900001", "Đăng ký khai sinh lưu động")}
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/quan-tri/cong-quoc-gia/danh-muc/")
    page.get_by_role("button", name="Tải danh mục của Cổng").click()
    expect(page.get_by_text("Đang tải danh mục; tiến độ hiện ở trang này.")).to_be_visible()
    run_pull(pull_id=CataloguePull.objects.get().pk)
    expect(page.get_by_text("Đã tải xong")).to_be_visible()
    page.get_by_role("link", name="Xem các điểm khác").click()
    page_checks(page)
    shot(page, "national-differences")
    page.get_by_role("link", name="1.900001").click()
    expect(page.get_by_text("Tờ khai (1/0)")).to_be_visible()
    page_checks(page)
    shot(page, "national-difference")
    page.get_by_label("Áp dụng từ ngày").fill(f"{clock.today() + timedelta(days=3):%d/%m/%Y}")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_text("Đã duyệt: danh mục có phiên bản mới của thủ tục.")).to_be_visible()

    page.goto("/quan-tri/cong-quoc-gia/co-quan/")
    running_portal.portal.agencies = lambda: [{"MADONVI": "H20.31", "TENDONVI": "Ủy ban nhân dân phường Cao Lãnh", "MADONVICHA": "H20"}]
    page.get_by_role("button", name="Tải danh mục").click()
    expect(page.get_by_text("khớp", exact=True)).to_be_visible()
    page_checks(page)


def _at_intake(page: Page, office: Office) -> None:
    page.goto(f"/ho-so/tiep-nhan/?thu-tuc={office.publication_id}")
    page.get_by_text("Tra cứu cơ sở dữ liệu quốc gia").click()
    box = page.locator("#lookup-part")
    box.get_by_label("Số định danh, mã số thuế, mã số BHXH").fill("087085001236")
    box.get_by_label("Họ và tên").fill("Nguyễn Văn An")
    box.get_by_label("Ngày sinh").fill("14/02/1985")


def test_the_clerk_looks_a_citizen_up_and_the_form_is_filled_in(page: Page, sign_in: SignIn, running_platform: platform.Running) -> None:
    office = make_office()
    connect_platform(actor=SYSTEM, given=GatewayIn(running_platform.address, platform.CLIENT, "H20", platform.WORD))
    sign_in(Account.objects.get(username="motcua"))
    _at_intake(page, office)
    page.locator("form.intake-form [name=note]").fill("Đã gõ trước")
    page.get_by_role("button", name="Tra cứu", exact=True).click()
    expect(page.get_by_text("Đã tìm thấy.")).to_be_visible()
    page_checks(page)
    shot(page, "lookups-intake")
    page.get_by_role("button", name="Điền vào hồ sơ").click()
    form = page.locator("form.intake-form")
    expect(form.locator("[name=name]")).to_have_value("Nguyễn Văn An")
    expect(form.locator("[name=identity_number]")).to_have_value("087085001236")
    expect(form.locator("[name=note]")).to_have_value("Đã gõ trước")
    form.locator("[name=phone]").fill("0912345678")
    form.locator("input[type=checkbox]").first.check()
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-tiep-nhan/")

    dossier = Dossier.objects.get()
    assert Lookup.objects.get().intake_key == dossier.intake_key
    page.goto(f"/ho-so/{dossier.pk}/")
    expect(page.locator("#tra-cuu-csdl")).to_contain_text("có dữ liệu")
    page_checks(page)
    page.get_by_role("link", name="Tra cứu, đối chiếu giấy tờ").click()
    page.get_by_label("Ngày sinh").fill("14/02/1985")
    page.get_by_role("button", name="Tra cứu").click()
    page_checks(page)
    shot(page, "lookups-dossier")
    page.get_by_role("button", name="Đã đối chiếu, khớp").click()
    expect(page.get_by_text("đã đối chiếu với Cơ sở dữ liệu quốc gia về dân cư")).to_be_visible()
    assert DossierPaper.objects.exclude(checked_source="").count() == 1

    sign_in(Account.objects.get(username="quantri"))
    for path in ("/co-so-du-lieu/", "/co-so-du-lieu/nhat-ky/", "/co-so-du-lieu/thoi-gian-luu/", "/co-so-du-lieu/ket-noi/"):
        page.goto(path)
        page_checks(page)
    page.goto("/co-so-du-lieu/")
    shot(page, "lookups-services")


def test_with_the_service_down_the_clerk_goes_on_by_hand(page: Page, sign_in: SignIn, running_platform: platform.Running) -> None:
    office = make_office()
    connect_platform(actor=SYSTEM, given=GatewayIn(running_platform.address, platform.CLIENT, "H20", platform.WORD))
    running_platform.application.told.set({"down": True})
    sign_in(Account.objects.get(username="motcua"))
    _at_intake(page, office)
    page.get_by_role("button", name="Tra cứu", exact=True).click()
    expect(page.get_by_text("hãy nhập tay và tiếp tục")).to_be_visible()
    page_checks(page)
    form = page.locator("form.intake-form")
    for name, value in (("identity_number", "087085001236"), ("name", "Nguyễn Văn An"), ("address", "12 Nguyễn Huệ"), ("phone", "0912345678")):
        form.locator(f"[name={name}]").fill(value)
    form.locator("input[type=checkbox]").first.check()
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.wait_for_url("**/da-tiep-nhan/")

    assert Dossier.objects.get().applicant_name == "Nguyễn Văn An"


def test_without_script_the_clerk_is_led_back_to_a_filled_form(
    window_without_script: BrowserContext, live_server: LiveServer, running_platform: platform.Running
) -> None:
    office = make_office()
    connect_platform(actor=SYSTEM, given=GatewayIn(running_platform.address, platform.CLIENT, "H20", platform.WORD))
    client = Client()
    client.force_login(Account.objects.get(username="motcua"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    window_without_script.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page = window_without_script.new_page()
    _at_intake(page, office)
    page.get_by_role("button", name="Tra cứu", exact=True).click()
    page.get_by_role("button", name="Điền vào hồ sơ").click()

    expect(page.locator("form.intake-form [name=name]")).to_have_value("Nguyễn Văn An")
    expect(page.get_by_role("heading", name="Thủ tục đăng ký lại khai sinh")).to_be_visible()


def test_the_officer_sends_a_dossier_on_and_sees_how_it_stands_there(page: Page, sign_in: SignIn, running_platform: platform.Running) -> None:
    office = make_office()
    connect_platform(actor=SYSTEM, given=GatewayIn(running_platform.address, platform.CLIENT, "H20", platform.WORD))
    dossier = make_dossier(office)
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/co-so-du-lieu/thu-tuc-chuyen/")
    page.get_by_label("Mã thủ tục").fill("1.2")
    page.get_by_role("button", name="Lưu").click()
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Mã thủ tục").fill(dossier.procedure_code)
    page.get_by_label("Hệ thống nhận").select_option("civil")
    page.get_by_label("Loại đăng ký hộ tịch").select_option("KS")
    page.get_by_label("Căn cứ").fill("Quy chế phối hợp số 12")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã gắn thủ tục với hệ thống nhận.")).to_be_visible()
    shot(page, "lookups-forward-rules")
    page.goto("/co-so-du-lieu/danh-muc/dmdc-madantoc/")
    page.get_by_role("button", name="Tải danh mục").click()
    expect(page.get_by_text("Đã tải danh mục")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    shot(page, "lookups-shared-list")
    page.get_by_role("button", name="Duyệt các dòng đã chọn").click()
    expect(page.get_by_text("Đã duyệt 6 điểm khác.")).to_be_visible()
    page.goto("/co-so-du-lieu/danh-muc/")
    page_checks(page, expected_errors=("422",))
    shot(page, "lookups-shared-lists")

    sign_in(Account.objects.get(username="motcua"))
    page.goto(f"/ho-so/{dossier.pk}/")
    page.get_by_role("link", name="Kiểm tra và chuyển hồ sơ").click()
    page_checks(page, expected_errors=("422",))
    shot(page, "lookups-forward")
    page.get_by_role("button", name="Chuyển hồ sơ").click()
    page.wait_for_url(f"**/ho-so/{dossier.pk}/")
    carry("forward")
    running_platform.application.ministries.move(dossier.code, "4")
    page.reload()
    page.get_by_role("button", name="Hỏi trạng thái ngay").click()
    expect(page.locator("#chuyen-ho-so")).to_contain_text("số 15, quyển 01/2026, trang 15")
    page_checks(page, expected_errors=("422",))
    shot(page, "lookups-forwarded")
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/co-so-du-lieu/da-chuyen/")
    page_checks(page, expected_errors=("422",))
