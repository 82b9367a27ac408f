"""A leader with a phone of 360 px: told, reads, instructs, goes to the next one, signs several by one PIN."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.domains.documents.services.incoming_holding import hold_file
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot, watch
from tests.browser.walking import PASSWORD, enter, told
from tests.incoming.makers import letter_pdf, make_incoming
from tests.outgoing.conftest import Desk, authority, authority_folder, make_desk
from tests.signing.conftest import PIN

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
_SMALL = """() => [...document.querySelectorAll('main button, main a.btn, main summary, main select, main textarea, main input:not([type=hidden]), header button, nav[aria-label] a.btn')]
  .filter(each => each.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && !each.closest('[hidden]'))
  .map(each => { const label = ['checkbox', 'radio'].includes(each.type) && each.labels[0]; const boxes = [each, ...(label ? [label] : [])].map(e => e.getBoundingClientRect());
    return [each, Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top)), Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left))] })
  .filter(([each, high, wide]) => high > 0 && (high < 43.5 || wide < 43.5)).map(([each, high, wide]) => `${each.outerHTML.slice(0, 90)} ${Math.round(wide)}x${Math.round(high)}`)"""


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office with its keys; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


@pytest.fixture
def phone(chromium_browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone with a touch screen."""
    context = chromium_browser.new_context(
        base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 360, "height": 740},
        device_scale_factor=2, is_mobile=True, has_touch=True, reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(10_000)
    yield watch(context.new_page())
    context.close()


def fits(page: Page, name: str = "") -> None:
    """Nothing is cut or needs scrolling to the side, and what is tapped is large enough for a thumb."""
    if name:
        shot(page, f"leader-phone-{name}")
    page_checks(page, expected_errors=("422",))
    assert page.evaluate(_SMALL) == []


def arrived(desk: Desk, number: str, subject: str, urgency: int = 0) -> None:
    """A letter with its file, registered and waiting for the leader."""
    office = desk.office
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office))
    make_incoming(office, held=held, number_text=number, subject=subject, urgency=urgency, pages=1)


def test_a_leader_works_on_the_phone(desk: Desk, phone: Page) -> None:
    arrived(desk, "1234/QĐ-UBND", "Về việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026", urgency=1)
    arrived(desk, "1235/QĐ-UBND", "Về việc phòng, chống thiên tai, tìm kiếm cứu nạn và phòng thủ dân sự trên địa bàn tỉnh")
    for n in (1, 2, 3):
        desk.bring(desk.draft(subject=f"Về việc kiện toàn Tổ công nghệ số cộng đồng khóm {n}"), "sign")
    enter(phone, "lanhdao", "/thong-bao/")
    fits(phone)
    phone.get_by_role("button", name="Văn bản khẩn đến chờ ý kiến").first.tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("1234/QĐ-UBND")
    phone.goto("/viec/")
    fits(phone)
    phone.get_by_role("link", name="01/").first.tap()
    phone.get_by_role("link", name="Đọc văn bản").tap()
    large = phone.request.get(str(phone.locator(".paper-pages a").first.get_attribute("href")))
    assert large.headers["content-type"] == "image/png"
    fits(phone, "document")
    phone.get_by_label("Văn phòng HĐND và UBND", exact=True).select_option("main")
    phone.get_by_label("Ý kiến chỉ đạo (bút phê)").fill("Giao Văn phòng chủ trì.")
    phone.get_by_role("button", name="Cho ý kiến, phân phối").tap()
    told(phone, "Đã cho ý kiến và phân phối văn bản.")
    fits(phone)
    phone.get_by_role("link", name="Văn bản tiếp theo chờ ý kiến").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("1235/QĐ-UBND")
    phone.goto("/van-ban/di/ky/")
    fits(phone, "sign")
    phone.get_by_label("Mã PIN").fill(PIN)
    phone.get_by_role("button", name="Ký các văn bản đã chọn").tap()
    told(phone, "Đã ký 3 văn bản.")
    fits(phone)
