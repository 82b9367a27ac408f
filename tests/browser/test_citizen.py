"""A citizen's whole way at the portal, on a phone: log in, apply, answer, write, get the result; the office beside her."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.citizens import oidc
from congso.domains.dossiers.models import Dossier, DossierFee
from congso.domains.dossiers.tests.makers import Office, bring_to, make_office
from congso.entry.simulators.identity import serving
from congso.entry.simulators.identity.people import PEOPLE
from congso.foundation.audit.tests.makers import seal_all
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot, watch
from tests.browser.conftest import open_window
from tests.browser.walking import PASSWORD, enter, panel, press, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
AN = PEOPLE[0]
PHONE: ViewportSize = {"width": 360, "height": 740}


def file(name: str) -> Any:
    """A small PDF of its own content, to be chosen in a box."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + f"%{name}\n".encode()}


@pytest.fixture
def office() -> Office:
    """The small province; everybody has the same password."""
    office = make_office()
    Account.objects.update(password=make_password(PASSWORD))
    return office


@pytest.fixture
def provider(settings: Any, live_server: LiveServer) -> Iterator[str]:
    """The stand-in identity provider."""
    with serving.running(live_server.url) as issuer:
        settings.CONGSO_BASE_URL = live_server.url
        settings.CONGSO_OIDC = {"issuer": issuer, "client_id": "congso", "secret": serving.SECRET}
        oidc.forget()
        yield issuer
    oidc.forget()


@pytest.fixture
def desk(chromium_browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The office's own window."""
    context = open_window(chromium_browser, live_server.url)
    yield watch(context.new_page())
    context.close()


def log_in(page: Page) -> None:
    """Log in with the national identity, as the first of the invented people."""
    page.goto("/cong-dan/ho-so/")
    page_checks(page)
    page.locator("main form button").first.click()
    page.get_by_role("button", name=AN.name).click()
    page.wait_for_url("**/cong-dan/ho-so/")


def apply_online(page: Page, office: Office) -> Dossier:
    """Every step of the form, then send it in."""
    page.goto(f"/nop/{office.publication_id}/")
    page_checks(page)
    page.get_by_role("button", name="Bắt đầu khai").click()
    page.wait_for_load_state("networkidle")
    page.locator("[name='applicant_phone']").fill("0912345678")
    page.locator("[name='applicant_address-province']").select_option("82")
    page.locator("[name='applicant_address-ward'] option:not([value=''])").first.wait_for(state="attached")
    page.locator("[name='applicant_address-ward']").select_option(index=1)
    page.locator("[name='applicant_address-street']").fill("12 Nguyễn Huệ")
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("[name='request']").fill("Đăng ký lại khai sinh cho tôi")
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("[name='paper_1']").set_input_files(file("to-khai.pdf"))
    page.locator("[name='paper_2']").set_input_files(file("cu-tru.pdf"))
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("[name='receive'][value='online']").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("[name='_agreed']").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ")
    return Dossier.objects.get()


@pytest.mark.usefixtures("provider")
def test_from_the_login_to_the_result(office: Office, page: Page, desk: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page)
    dossier = apply_online(page, office)
    page_checks(page)
    shot(page, "citizen-submitted")

    enter(desk, "motcua", f"/ho-so/truc-tuyen/{dossier.pk}/")
    expect(desk.get_by_text("Nội dung đã khai")).to_be_visible()
    expect(desk.get_by_text("Đăng ký lại khai sinh cho tôi").last).to_be_visible()
    page_checks(desk)
    shot(desk, "clerk-check")
    desk.get_by_role("button", name="Tiếp nhận").first.click()
    desk.wait_for_url("**/da-tiep-nhan/")
    dossier = bring_to(office, Dossier.objects.select_related("case").get(), "work")

    enter(desk, "chuyenvien", f"/ho-so/{dossier.pk}/")
    press(desk, "Yêu cầu bổ sung", items="- Bản sao hộ chiếu\n- Ảnh chụp nơi ở", reason="Giấy tờ bị mờ")
    told(desk, "Đã lập phiếu yêu cầu bổ sung")

    page.goto(f"/cong-dan/ho-so/{dossier.pk}/")
    expect(page.get_by_role("heading", name="Bạn cần làm")).to_be_visible()
    page_checks(page)
    shot(page, "citizen-asked")
    page.get_by_role("link", name="Gửi phần bổ sung").click()
    page_checks(page)
    page.locator("[name='files_1']").set_input_files(file("ho-chieu.pdf"))
    page.get_by_role("button", name="Gửi phần bổ sung").click()
    expect(page.get_by_text("Hãy gửi tệp, hoặc ghi vì sao chưa có.")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    shot(page, "citizen-supplement")
    page.locator("[name='note_2']").fill("Nhà mới xây, chưa chụp được")
    page.get_by_role("button", name="Gửi phần bổ sung").click()
    told(page, "Đã gửi phần bổ sung")

    page.get_by_text("Viết cho cơ quan").click()
    page.get_by_label("Nội dung tin nhắn").fill("Cho tôi hỏi khi nào xong?")
    page.get_by_role("button", name="Gửi tin nhắn").click()
    told(page, "Đã gửi tin nhắn")
    desk.goto(f"/ho-so/{dossier.pk}/")
    expect(desk.get_by_text("Cho tôi hỏi khi nào xong?")).to_be_visible()
    page_checks(desk)
    shot(desk, "office-messages")
    desk.get_by_label("Nội dung tin nhắn").fill("Mời ông/bà chờ đến thứ sáu.")
    desk.get_by_role("button", name="Gửi tin nhắn").click()
    told(desk, "Đã gửi tin nhắn cho người nộp")
    box = panel(desk, "Lập đề xuất")
    box.locator("[name=name]").fill("Giấy khai sinh (đăng ký lại)")
    box.locator("[name=number]").fill("15/2026")
    box.locator("[name=upload]").set_input_files(file("khai-sinh.pdf"))
    box.locator("button").click()
    told(desk, "Đã lưu đề xuất")
    for name in ("chuyenvien", "truongphong", "lanhdao", "vanthu"):
        from congso.domains.dossiers.services import move_dossier

        move_dossier(actor=office.actor(name), dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    DossierFee.objects.update(paid_at=clock.now())
    seal_all()

    page.goto(f"/cong-dan/ho-so/{dossier.pk}/")
    expect(page.get_by_text("Mời ông/bà chờ đến thứ sáu.")).to_be_visible()
    expect(page.get_by_text("Trần Minh Khoa")).to_have_count(0)
    page_checks(page, expected_errors=("422",))
    shot(page, "citizen-result")
    got = page.request.get(str(page.get_by_role("link", name="Tải kết quả").get_attribute("href")))
    assert got.body().startswith(b"%PDF-")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tất cả (ZIP)").click()
    assert download.value.suggested_filename == f"{dossier.code}.zip"
    page.get_by_role("link", name="Trang xác minh").click()
    expect(page.get_by_text("15/2026")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.locator("[name='upload']").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": got.body()})
    page.get_by_role("button", name="Đối chiếu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Giống hệt")
    page_checks(page, expected_errors=("422",))
    shot(page, "verify")


@pytest.mark.usefixtures("provider")
def test_the_other_pages_stand_every_check(office: Office, page: Page, desk: Page) -> None:
    page.set_viewport_size(PHONE)
    log_in(page)
    dossier = apply_online(page, office)
    for address, name in (
        ("/cong-dan/ho-so/", "citizen-list"), (f"/cong-dan/ho-so/{dossier.pk}/lien-he/", "citizen-contact"),
        (f"/cong-dan/ho-so/{dossier.pk}/rut/", "citizen-withdraw"), ("/cong-dan/giay-to/", "citizen-papers"),
        ("/cong-dan/thong-bao/", "citizen-channels"),
    ):  # fmt: skip
        page.goto(address)
        page_checks(page)
        shot(page, name)
    page.goto(f"/cong-dan/ho-so/{dossier.pk}/rut/")
    page.get_by_label("Lý do rút hồ sơ").fill("Nộp nhầm")
    page.get_by_role("button", name="Rút hồ sơ").click()
    told(page, "Đã rút hồ sơ")
    page_checks(page)

    enter(desk, "quantri", "/thong-bao/mau-thu/dossier-supplement/?kenh=sms")
    desk.get_by_role("button", name="Xem thử").click()
    page_checks(desk)
    shot(desk, "wording-sms")
    desk.goto("/thong-bao/thu-chua-gui/")
    page_checks(desk)
    enter(desk, "motcua", f"/ho-so/{dossier.pk}/to-khai/")
    page_checks(desk)
    shot(desk, "filled-form")
