"""The registry sees what a sender corrects, what its heading says, what waits; and takes a receiver back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from congso.foundation.edxml.facade import SignerInfo
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.exchange.conftest import MINISTRY, WARD, Line, line, line_keys
from tests.exchange.test_headings import STEERED
from tests.exchange.test_updates import came, issued, send, updated
from tests.incoming.makers import letter_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["line", "line_keys"]


def test_corrections_headings_waiting_and_withdrawing(page: Page, sign_in: SignIn, line: Line) -> None:
    said = line.ministry.letter(WARD, **STEERED | {"other": replace(STEERED["other"], pages="1")})
    files = [("van-ban.pdf", letter_pdf(line.office).read())]
    send(line, said, files=files)
    document = came(line)
    send(line, updated(replace(said), subject="Về việc rà soát, đơn giản hóa thủ tục hành chính", signer=SignerInfo(competence="", position="Cục trưởng", full_name="Lê Văn Tư")), files=files)
    send(line, updated(line.ministry.letter(WARD, number="300"), subject="Về việc gửi bổ sung số liệu"))
    outgoing = issued(line)
    waits = line.sealed("Về việc phối hợp rà soát")

    sign_in(Account.objects.get(username="vanthu"))
    page.goto(f"/van-ban/den/{document.pk}/")
    expect(page.locator("ins").first).to_be_visible()
    page_checks(page)
    shot(page, "exchange-update")
    page.get_by_role("button", name="Đồng ý", exact=True).click()
    expect(page.get_by_text("Đã đồng ý, nơi gửi được báo lại.")).to_be_visible()
    page_checks(page)
    page.goto("/lien-thong/den-truoc/")
    page_checks(page)
    shot(page, "exchange-early")
    page.goto(f"/van-ban/di/{outgoing.pk}/")
    page.get_by_role("link", name=f"Rút nơi nhận Nơi nhận {MINISTRY}").click()
    page_checks(page)
    shot(page, "documents-withdraw")
    page.get_by_label("Lý do rút nơi nhận").fill("Gửi nhầm nơi nhận")
    page.get_by_role("button", name="Rút nơi nhận").click()
    expect(page.get_by_text("Đã báo thu hồi")).to_be_visible()
    page_checks(page)
    page.goto(f"/van-ban/di/{waits.pk}/phat-hanh/")
    page.get_by_label("Nơi nhận bên ngoài").fill("Công ty Cấp nước")
    page.get_by_label("Tên hoặc mã định danh").press_sequentially("bộ mẫu")
    add = page.get_by_role("button", name="Thêm Bộ Mẫu")
    expect(add).to_be_visible()
    page_checks(page)
    shot(page, "documents-pick")
    add.click()
    expect(page.get_by_label("Nơi nhận bên ngoài")).to_have_value(f"Công ty Cấp nước\nBộ Mẫu | {MINISTRY}")
    page_checks(page)
