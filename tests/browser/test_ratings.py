"""Citizens rate on the phone and at the counter; comments are read before everybody sees them; figures stand open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office, make_dossier, make_office
from congso.domains.ratings.models import Rating
from congso.domains.ratings.services import make_tablet, publish_comment
from congso.domains.ratings.tests.makers import make_rating, make_returned
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 1024, "height": 768}


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_a_citizen_rates_on_the_phone_from_the_follow_page(office: Office, page: Page) -> None:
    dossier = make_returned(office)
    page.set_viewport_size(PHONE)
    page.goto(f"/tra-cuu/{dossier.public_token}/")
    page_checks(page)
    page.get_by_role("link", name="Đánh giá", exact=True).click()
    page_checks(page)
    shot(page, "rate-faces")

    for name in ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["height"] >= 60
    page.get_by_role("button", name="Hài lòng", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Cảm ơn, đã nhận đánh giá")).to_be_visible()
    assert Rating.objects.get().level == 4
    page.get_by_label("Thái độ tận tình").check()
    page.get_by_label("Ý kiến của ông/bà").fill("Cán bộ chỉ dẫn kỹ.")
    page_checks(page)
    shot(page, "rate-why")
    page.get_by_role("button", name="Gửi thêm ý kiến").click()

    expect(page.locator("#messages")).to_contain_text("Đã nhận ý kiến")
    row = Rating.objects.get()
    assert (row.reasons, row.comment, row.state) == (["kind"], "Cán bộ chỉ dẫn kỹ.", "new")


def test_rating_needs_no_script_and_may_be_changed(office: Office, window_without_script: BrowserContext) -> None:
    dossier = make_returned(office)
    page = window_without_script.new_page()
    page.goto(f"/danh-gia/{dossier.public_token}/")
    page.get_by_role("button", name="Rất hài lòng").click()
    page.get_by_role("link", name="Chọn lại mức khác").click()
    page.get_by_role("button", name="Không hài lòng", exact=True).click()

    expect(page.get_by_label("Chậm, không đúng hẹn")).to_be_visible()
    assert [row.level for row in Rating.objects.all()] == [2]


def test_the_tablet_at_the_counter(office: Office, page: Page, sign_in: Callable[[AbstractBaseUser], None]) -> None:
    sign_in(Account.objects.get(username="motcua"))
    page.goto("/quan-ly-danh-gia/may/")
    page_checks(page)
    page.get_by_label("Tên máy").fill("Quầy số 2")
    page.get_by_role("button", name="Tạo địa chỉ").click()
    expect(page.get_by_role("heading", name="Địa chỉ của máy mới")).to_be_visible()
    page_checks(page)
    shot(page, "tablets")
    dossier = make_returned(office)
    url = page.locator("a.proof").get_attribute("href") or ""
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_viewport_size(TABLET)
    page.goto("/" + url.split("/", 3)[3])

    expect(page.get_by_text(dossier.procedure_name)).to_be_visible()
    expect(page.get_by_text(dossier.applicant_name)).to_have_count(0)
    page_checks(page)
    shot(page, "kiosk")
    page.set_viewport_size(TABLET)
    bottom = page.get_by_role("button", name="Rất không hài lòng").bounding_box()
    assert bottom is not None
    assert bottom["y"] + bottom["height"] <= TABLET["height"]
    page.get_by_role("button", name="Rất hài lòng", exact=True).click()

    expect(page.get_by_role("heading", name="Cảm ơn ông/bà")).to_be_visible()
    page_checks(page)
    expect(page.get_by_text("Xin đánh giá việc phục vụ tại quầy hôm nay")).to_be_visible(timeout=15_000)  # by itself
    row = Rating.objects.get()
    assert (row.way, row.level, row.dossier_id) == ("counter", 5, dossier.pk)


def test_comments_are_read_before_everybody_sees_them(
    office: Office, page: Page, sign_in: Callable[[AbstractBaseUser], None]
) -> None:
    make_rating(office, level=1, comment="Chờ lâu, gọi 0912345678.")
    make_rating(office, level=5, comment="Nhanh, cảm ơn.")
    make_tablet(actor=office.clerk, unit_id=office.units["phuong-mc"], name="x", valid_to=clock.today() + timedelta(days=1))
    sign_in(Account.objects.get(username="theodoi"))
    page.goto("/quan-ly-danh-gia/")
    page_checks(page)
    shot(page, "ratings-queue")
    page.get_by_role("button", name="Đăng").first.click()
    expect(page.locator("#messages")).to_contain_text("Đã đăng ý kiến")
    page.get_by_role("link", name="Không đăng…").click()
    page_checks(page)
    page.get_by_label("Lý do không đăng").fill("Trùng")
    page.get_by_role("button", name="Không đăng").click()
    expect(page.get_by_text("Không có ý kiến nào")).to_be_visible()

    page.goto("about:blank")
    page.context.clear_cookies()
    page.goto("/danh-gia/")
    expect(page.get_by_text("Chờ lâu, gọi •••.")).to_be_visible()
    expect(page.get_by_text("Nhanh, cảm ơn.")).to_have_count(0)
    page_checks(page)
    shot(page, "ratings-published")


def test_the_public_figures(office: Office, page: Page) -> None:
    row = make_rating(office, level=2, comment="Chậm")
    publish_comment(actor=office.actor("theodoi"), rating_id=row.pk)
    with clock.at(clock.now() - timedelta(days=40)):
        make_dossier(office)
    page.goto("/")
    page.get_by_role("link", name="Số liệu giải quyết").first.click()
    page.get_by_label("Kỳ").select_option("nam-nay")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Theo cơ quan giải quyết")).to_be_visible()
    page.get_by_text("Tỷ lệ đúng hạn", exact=True).last.click()
    page_checks(page)
    shot(page, "figures")
    expect(page.get_by_text("chưa xin lỗi", exact=True)).to_be_visible()
