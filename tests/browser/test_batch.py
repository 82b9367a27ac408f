"""A batch is watched while it is signed, and stopped on the way: what was not begun keeps no number."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document
from congso.domains.documents.services import outgoing_batches
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.outgoing.conftest import authority, authority_folder, make_desk
from tests.signing.conftest import PIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]


def test_a_batch_is_seen_and_stopped(page: Page, sign_in: SignIn, authority: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(authority)
    for place in range(3):
        desk.bring(desk.draft(subject=f"Về việc thứ {place + 1}"), "sign")
    go_on, begun, do_group = Event(), Event(), outgoing_batches._do_group

    def second_waits(*args: Any, **kwargs: Any) -> None:
        if begun.is_set():
            go_on.wait(20)
        begun.set()
        do_group(*args, **kwargs)

    monkeypatch.setattr(outgoing_batches, "GROUP", 1)
    monkeypatch.setattr(outgoing_batches, "_do_group", second_waits)
    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/van-ban/di/ky/")
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký các văn bản đã chọn").click()
    try:
        expect(page.get_by_text("Xong 1/3 văn bản")).to_be_visible()
        page_checks(page)
        shot(page, "documents-batch")
        page.get_by_role("button", name="Dừng, để lại phần chưa làm").click()
        expect(page.get_by_text("đang dừng…")).to_be_visible()
    finally:
        go_on.set()
    expect(page.get_by_text("Đã ký 2 văn bản.")).to_be_visible()
    expect(page.get_by_text("Đã dừng theo yêu cầu; 1 văn bản chưa làm và giữ nguyên.")).to_be_visible()
    expect(page.get_by_label("Về việc thứ")).to_have_count(1)
    page_checks(page)
    numbers = sorted(Document.objects.values_list("number", "state"), key=str)
    assert numbers == [(1, "signing"), (2, "signing"), (None, "draft")]
