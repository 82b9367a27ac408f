"""Two provinces on two installations: a letter goes over the axis, is worked on there, answered, and each step is seen where it was sent."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from congso.entry.exchanging.installation import Installation
from congso.flows.demonstration.accounts import PASSWORD
from congso.flows.demonstration.exchange_office import PLACES
from tests.browser.checks import page_checks, shot, watch
from tests.browser.conftest import open_window
from tests.browser.installations import running
from tests.browser.walking import enter, told

pytestmark = pytest.mark.browser
OURS, THEIRS = PLACES["dong-thap"], PLACES["vinh-long"]
SUBJECT = "Góp ý dự thảo kế hoạch phối hợp chuyển đổi số vùng"
ANSWER = "Trả lời về dự thảo kế hoạch phối hợp chuyển đổi số vùng"
SIGNED = {"title": "Chủ tịch", "power": "TM.", "signed_for": "Ủy ban nhân dân"}
REPORTED = ("Đã đến", "Đã tiếp nhận", "Phân công", "Đang xử lý", "Hoàn thành")
"""What a receiver reports in turn (QCVN 102:2016/BTTTT, statuses 01, 03–06)."""
MOMENT = re.compile(r"\d{2}:\d{2}|\d{1,2}/\d{1,2}/\d{4}")


@dataclass
class Office:
    """An office on an installation of its own, and a window there."""

    installation: Installation
    page: Page

    def enter(self, username: str, path: str) -> Page:
        """Somebody of the office signs in and opens a page."""
        enter(self.page, username, path, PASSWORD)
        return self.page

    def read_until(self, where: str, words: str, seconds: float = 60) -> None:
        """Load the open page anew, as who waits for news does, until a part of it says something."""
        end = time.monotonic() + seconds
        while words not in " ".join(self.page.locator(where).all_inner_texts()):
            assert time.monotonic() < end, f"{self.page.url}: {where} does not say «{words}»"
            self.page.wait_for_timeout(400)
            self.page.reload()


@pytest.fixture
def offices(django_db_setup: None, django_db_blocker: DjangoDbBlocker, chromium_browser: Browser) -> Iterator[tuple[Office, Office]]:
    """Ours, which runs the axis too, and theirs; both connected."""
    del django_db_setup
    with django_db_blocker.unblock(), running(OURS.key, THEIRS.key) as found:
        ours, theirs = found
        for each, place in ((ours, OURS), (theirs, THEIRS)):
            each.extra["CONGSO_PROVINCE_NAME"] = place.name.removeprefix("Ủy ban nhân dân ")
        _connect(ours, theirs)
        windows = [open_window(chromium_browser, each.address) for each in found]
        yield Office(ours, watch(windows[0].new_page())), Office(theirs, watch(windows[1].new_page()))
        for window in windows:
            window.close()


def _connect(ours: Installation, theirs: Installation) -> None:
    """People and keys for both, both known at our axis, both told its address."""
    authority = str(ours.folder / "authority")
    facts = [{"key": each.name, **each.do("office", each.name, authority)} for each in (ours, theirs)]
    secrets = ours.do("axis", given=facts)
    for each in (ours, theirs):
        assert each.do("connect", each.name, ours.address, given={"secret": secrets[each.name]}) == {"agencies": 2}


def test_a_letter_is_sent_worked_on_and_answered_over_the_axis(offices: tuple[Office, Office]) -> None:
    ours, theirs = offices
    letter = _is_sent(ours)
    came = _comes_in(theirs)
    _is_given_to_an_officer(theirs, came)
    answer = theirs.installation.do("write_and_issue", f"{OURS.name}|{OURS.code}", given={**SIGNED, "to": OURS.name, "type": "BC", "subject": ANSWER, "answers": Path(came).name})
    _each_step_was_reported(ours, letter)
    assert answer["number"] == "01/BC-UBND"
    _the_answer_stands_beside_the_letter(ours, letter, answer["number"])
    _what_they_told_us(theirs, came)
    _all_went_over_the_axis(ours)


def _is_sent(ours: Office) -> str:
    """The registry issues what was signed and sealed; the receiver is named by its code alone. Where the letter is seen."""
    written = ours.installation.do("write_and_seal", given={**SIGNED, "to": THEIRS.name, "subject": SUBJECT})
    letter = f"/van-ban/di/{written['id']}/"
    page = ours.enter("vanthu", letter)
    page.get_by_role("link", name="Phát hành", exact=True).click()
    page.get_by_label("Nơi nhận bên ngoài").fill(THEIRS.code)
    page_checks(page)
    page.get_by_role("button", name="Phát hành", exact=True).click()
    told(page, "Đã phát hành, gửi văn bản.")
    expect(page.locator("#phieu-gui")).to_contain_text(THEIRS.name)
    ours.read_until("#phieu-gui", "Đã đến")
    return letter


def _comes_in(theirs: Office) -> str:
    """It waits at their registry, unregistered, from whom it came; it gets the first number of their book. Where it is seen."""
    page = theirs.enter("vanthu", "/van-ban/den/?hien=cho-dang-ky")
    theirs.read_until("tbody", SUBJECT)
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text(OURS.name)
    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Công văn")
    page_checks(page)
    page.get_by_role("button", name="Đăng ký vào sổ").click()
    told(page, "Đã đăng ký vào sổ văn bản đến.")
    expect(page.locator(".den-stamp")).to_contain_text("01")
    return page.url.removeprefix(theirs.installation.address)


def _is_given_to_an_officer(theirs: Office, came: str) -> None:
    """Their leader gives it to the office, its head to the officer, who may answer it."""
    page = theirs.enter("lanhdao", came)
    page.get_by_label("Ý kiến chỉ đạo (bút phê)").fill("Giao Văn phòng tham mưu trả lời.")
    page.get_by_label("Văn phòng", exact=True).select_option("main")
    page.get_by_role("button", name="Cho ý kiến, phân phối").click()
    told(page, "Đã cho ý kiến và phân phối văn bản.")
    page = theirs.enter("truongphong", came)
    page.get_by_label("Giao cho", exact=True).select_option(label=THEIRS.people[0])
    page.get_by_role("button", name="Phân công chuyên viên").click()
    told(page, "Đã phân công.")
    page = theirs.enter("chuyenvien", came)
    page.get_by_role("link", name="Soạn văn bản trả lời").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _each_step_was_reported(ours: Office, letter: str) -> None:
    """The delivery sheet says how it ended and when; beside it stands every step, in order, each with its time."""
    page = ours.enter("vanthu", letter)
    ours.read_until("#phieu-gui", "Hoàn thành")
    row = page.locator("#phieu-gui tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(THEIRS.name)
    expect(row.locator("td").last).to_contain_text(MOMENT)
    steps = page.locator("#lien-thong .timeline li")
    assert [words.strip() for words in steps.locator("strong").all_inner_texts()] == list(REPORTED)
    moments = [each.get_attribute("datetime") for each in steps.locator("time").all()]
    assert len(moments) == len(REPORTED)
    assert moments == sorted(moments, key=str)
    page_checks(page)
    shot(page, "exchange-sheet")


def _the_answer_stands_beside_the_letter(ours: Office, letter: str, number: str) -> None:
    """It came back over the axis, is registered, and is found from the letter that it answers."""
    page = ours.enter("vanthu", "/van-ban/den/?hien=cho-dang-ky")
    ours.read_until("tbody", ANSWER)
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="Đăng ký vào sổ").click()
    told(page, "Đã đăng ký vào sổ văn bản đến.")
    page.goto(letter)
    family = page.locator("section", has=page.get_by_role("heading", name="Văn bản liên quan"))
    expect(family).to_contain_text(number)
    family.get_by_role("link").filter(has_text=number).first.click()
    expect(page.locator(".case-heading")).to_contain_text(ANSWER)
    page_checks(page)


def _what_they_told_us(theirs: Office, came: str) -> None:
    """Their page says what was reported to the sender; it was closed by the answer."""
    page = theirs.enter("vanthu", came)
    expect(page.get_by_text("Đã giải quyết xong").first).to_be_visible()
    reports = page.locator("section", has=page.get_by_role("heading", name="Đã báo nơi gửi qua trục"))
    assert [words.strip() for words in reports.locator("strong").all_inner_texts()] == list(REPORTED)
    page_checks(page)


def _all_went_over_the_axis(ours: Office) -> None:
    """Who runs the axis finds both letters and every report in its log, taken by whom they were for."""
    page = ours.enter("quantri", "/truc/nhat-ky/")
    rows = page.locator("tbody tr")
    ours.read_until("tbody", f"{THEIRS.code} → {OURS.code}")
    expect(rows.filter(has_text=SUBJECT).filter(has_text=f"{OURS.code} → {THEIRS.code}").first).to_be_visible()
    expect(rows.get_by_role("link", name="Hoàn thành: 01/UBND-VP", exact=True)).to_be_visible()
    expect(rows.filter(has_text=ANSWER).filter(has_text=f"{THEIRS.code} → {OURS.code}").first).to_be_visible()
    page_checks(page)
    shot(page, "exchange-axis-log")
