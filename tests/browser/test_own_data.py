"""A citizen's own data on a phone: who looked, a copy, a deletion that an official answers; a procedure that changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.services import accept_application, consult
from congso.domains.dossiers.services.viewing import note_view
from congso.domains.dossiers.tests.makers import bring_to, make_application, make_office
from congso.domains.portal.services.drafting import start_draft
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.walking import PASSWORD, enter, told
from tests.portal.test_replaced import replace

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def come_in(page: Page, server: LiveServer, account: Any) -> None:
    """The citizen's browser, logged in."""
    client = Client()
    enter_as(client, account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])


def test_own_data_and_a_replaced_procedure(page: Page, live_server: LiveServer) -> None:
    office = make_office()
    Account.objects.update(password=make_password(PASSWORD))
    account = make_account()
    dossier = make_application(office, actor_of(account))
    accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)
    dossier = bring_to(office, dossier, "work")
    note_view(actor=office.officer, dossier=dossier)
    consult(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units["so-cm"], question="?",
            due_at=clock.now() + timedelta(days=2))  # fmt: skip
    draft = start_draft(account=account, publication_id=office.publication_id, receiving_unit_id=office.units["phuong-mc"],
                        kind="self", party_id=account.party_id)  # fmt: skip
    come_in(page, live_server, account)

    page.goto("/cong-dan/du-lieu/ai-da-xem/")
    expect(page.get_by_text("mục đích: Giải quyết hồ sơ")).to_be_visible()
    expect(page.get_by_text("Trần Minh Khoa")).to_have_count(0)
    page_checks(page)
    shot(page, "citizen-who-looked")

    page.goto("/cong-dan/du-lieu/")
    page.get_by_role("button", name="Tạo bản sao mới").click()
    told(page, "Đã nhận yêu cầu")
    run_pending_jobs()
    expect(page.get_by_role("link", name="Tải về")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về").click()
    assert download.value.suggested_filename == "du-lieu-cua-toi.zip"
    page.get_by_text("Gửi yêu cầu xóa").click()
    page.get_by_label("Hồ sơ đang soạn và tệp kèm theo").check()
    page.get_by_role("button", name="Gửi yêu cầu", exact=True).click()
    told(page, "Đã gửi yêu cầu xóa")
    page_checks(page)
    shot(page, "citizen-own-data")

    replace(office)
    page.goto(f"/cong-dan/nhap/{draft.pk}/")
    expect(page.get_by_role("heading", name="Thủ tục đã thay đổi")).to_be_visible()
    page_checks(page)
    shot(page, "citizen-procedure-changed")
    page.get_by_role("button", name="Khai tiếp theo quy định mới").click()
    told(page, "đã theo quy định mới")

    enter(page, "quantri", "/quan-tri/cong-dan/xoa-du-lieu/")
    page_checks(page)
    shot(page, "office-erasures")
    page.get_by_role("link", name=account.party.name).click()
    page_checks(page)
    shot(page, "office-erasure")
    page.get_by_label("Xóa những dữ liệu nêu trên").check()
    page.get_by_label("Căn cứ pháp lý, lý do").fill("Theo yêu cầu của chủ thể dữ liệu")
    page.get_by_role("button", name="Gửi trả lời").click()
    told(page, "Đã trả lời công dân")
    page.goto("/quan-tri/cong-dan/gioi-han/")
    page_checks(page)
    shot(page, "office-limits")

    StoredFile.objects.create(sha256="0" * 64, size=1, media_type="application/pdf", stored_at=clock.now(), scan=ScanState.WAITING)
    dossier.files.create(stored_id="0" * 64, name="anh-giay-to.pdf", added_at=clock.now())
    enter(page, "chuyenvien", f"/ho-so/{dossier.pk}/")
    expect(page.get_by_text("chờ quét mã độc")).to_be_visible()
    page.get_by_role("link", name="anh-giay-to.pdf").click()
    expect(page.get_by_role("heading", name="Tệp chưa được quét mã độc")).to_be_visible()
    page_checks(page)
    shot(page, "office-unscanned-file")
