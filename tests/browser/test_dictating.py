"""A leader dictates an instruction: the microphone writes into the box, a button fills the boxes, the leader decides."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from congso.core import clock
from congso.domains.documents.services.speech import set_speech_rule
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.incoming.makers import make_incoming

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "giao văn phòng chủ trì phẩy phối hợp phòng kinh tế phẩy hạn trong năm ngày làm việc phẩy Sở Tài chính để biết chấm"
STUB = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() { window.asked = { lang: this.lang };
    setTimeout(() => { const said = [{ transcript: "%s" }]; said.isFinal = true; this.onresult({ resultIndex: 0, results: [said] }); this.onend(); }, 50); }
  stop() { }
};
"""
NONE = "window.SpeechRecognition = undefined; window.webkitSpeechRecognition = undefined;"


def allow(office: Office) -> None:
    set_speech_rule(actor=office.actor("quantri"), valid_from=clock.today(), allowed=True, source="Công văn 5/UBND-VP")


def test_an_instruction_is_dictated_read_and_decided(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    document = make_incoming(office)
    allow(office)
    page.add_init_script(STUB % SAID)
    sign_in(Account.objects.get(username="lanhdao"))
    page.goto(f"/van-ban/den/{document.pk}/")
    page_checks(page)
    page.get_by_role("button", name="Đọc bằng giọng nói").click()
    box = page.get_by_label("Ý kiến chỉ đạo (bút phê)")
    expect(box).to_have_value(SAID)
    assert page.evaluate("window.asked.lang") == "vi-VN"
    page.get_by_role("button", name="Điền đơn vị, hạn theo bút phê").click()
    expect(box).to_have_value("Giao văn phòng chủ trì, phối hợp phòng kinh tế, hạn trong năm ngày làm việc, Sở Tài chính để biết.")
    expect(page.get_by_label("Văn phòng HĐND và UBND", exact=True)).to_have_value("main")
    expect(page.get_by_label("Phòng Kinh tế", exact=True)).to_have_value("help")
    expect(page.get_by_text("Không có đơn vị «Sở Tài chính» trong danh sách nhận.")).to_be_visible()
    page_checks(page)
    shot(page, "documents-dictated")
    page.get_by_role("button", name="Cho ý kiến, phân phối").click()
    expect(page.get_by_text("Đã cho ý kiến và phân phối văn bản.")).to_be_visible()


def test_a_browser_without_it_shows_no_microphone(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    document = make_incoming(office)
    allow(office)
    page.add_init_script(NONE)
    sign_in(Account.objects.get(username="lanhdao"))
    page.goto(f"/van-ban/den/{document.pk}/")
    expect(page.get_by_role("button", name="Điền đơn vị, hạn theo bút phê")).to_be_visible()
    expect(page.get_by_role("button", name="Đọc bằng giọng nói")).to_be_hidden()
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/van-ban/den/doc-but-phe/")
    expect(page.get_by_text("gửi âm thanh đến máy chủ của hãng")).to_be_visible()
    page_checks(page)


def test_without_script_the_boxes_are_filled_by_the_server(window_without_script: BrowserContext) -> None:
    from django.contrib.auth.hashers import make_password

    from tests.browser.walking import PASSWORD, enter

    office = make_office()
    document = make_incoming(office)
    allow(office)
    Account.objects.update(password=make_password(PASSWORD))
    page = window_without_script.new_page()
    enter(page, "lanhdao", f"/van-ban/den/{document.pk}/")
    page.get_by_label("Ý kiến chỉ đạo (bút phê)").fill("Chuyển Phòng Kinh tế để biết")
    page.get_by_role("button", name="Điền đơn vị, hạn theo bút phê").click()
    expect(page.get_by_label("Phòng Kinh tế", exact=True)).to_have_value("know")
    expect(page.get_by_role("button", name="Đọc bằng giọng nói")).to_be_hidden()
