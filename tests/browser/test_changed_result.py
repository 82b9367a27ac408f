"""What becomes of a dossier's result: replaced by its agency's own document, annulled by the authority above; everybody sees which one holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.domains.citizens import oidc
from congso.domains.documents.models import Document
from congso.domains.documents.services.outgoing import Outside, issue_document
from congso.domains.dossiers.models import Dossier, DossierResult
from congso.domains.dossiers.services import collect_fees, return_result
from congso.domains.dossiers.tests.makers import bring_to, make_applicant, make_dossier
from congso.entry.simulators.authority.serving import Running
from congso.entry.simulators.identity import serving
from congso.entry.simulators.identity.people import PEOPLE
from congso.foundation.audit.tests.makers import seal_all
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot, watch
from tests.browser.conftest import SignIn, open_window
from tests.browser.walking import PASSWORD, told
from tests.outgoing.conftest import BODY, Desk, authority, authority_folder, make_desk
from tests.outgoing.test_dossier_results import _drafted, _sealed
from tests.outgoing.test_from_above import PROVINCE, add_people, decide, send_to

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AN = PEOPLE[0]
SUBJECT = "Về việc đăng ký lại khai sinh, thay thế Quyết định số 01/QĐ-UBND"


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office with its keys; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


@pytest.fixture
def citizen(chromium_browser: Browser, live_server: LiveServer, settings: Any) -> Iterator[Page]:
    """A window of the citizen's own, with the stand-in identity provider behind the portal."""
    with serving.running(live_server.url) as issuer:
        settings.CONGSO_BASE_URL = live_server.url
        settings.CONGSO_OIDC = {"issuer": issuer, "client_id": "congso", "secret": serving.SECRET}
        oidc.forget()
        context = open_window(chromium_browser, live_server.url)
        yield watch(context.new_page())
        context.close()
    oidc.forget()


def _returned(desk: Desk) -> tuple[Dossier, Document]:
    """A dossier of hers whose issued result she has, and the department a copy of it."""
    made = make_dossier(desk.office, applicant=make_applicant(identity_number=AN.number, name=AN.name))
    dossier = bring_to(desk.office, made, "work")
    document = _drafted(desk, dossier)
    _sealed(desk, document)
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["so"]], outside=[Outside(AN.name)])
    run_pending_jobs()
    collect_fees(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None)
    return_result(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by=AN.name, method="counter")
    run_pending_jobs()
    return dossier, document


def _draw_up(page: Page, sign_in: SignIn, document: Document) -> Document:
    """The officer begins a document that replaces the result, from the result's own page."""
    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/van-ban/di/{document.pk}/")
    page.get_by_role("link", name="Thay thế").click()
    expect(page.get_by_text("văn bản có hình thức tương đương")).to_be_visible()
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_label("Căn cứ", exact=True).fill("Căn cứ Luật Hộ tịch")
    page.get_by_label("Nội dung", exact=True).fill(BODY)
    page.get_by_label("Nơi nhận (in trên văn bản)").fill("Như Điều 3\nLưu: VT, VP")
    page.get_by_label("Người ký", exact=True).select_option(label="Phạm Ngọc Hạnh")
    page.get_by_label("Chức vụ in trên văn bản").fill("Chủ tịch")
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    expect(page.locator("dl.facts dt", has_text="Thay thế")).to_be_visible()
    page_checks(page)
    return Document.objects.get(subject=SUBJECT)


def _issue_in_browser(page: Page, sign_in: SignIn, new: Document) -> None:
    """The registry sees who will be told, and issues."""
    sign_in(Account.objects.get(username="vanthu"))
    page.goto(f"/van-ban/di/{new.pk}/phat-hanh/")
    named = page.locator("section", has=page.get_by_role("heading", name="Văn bản này thay thế văn bản 01/QĐ-UBND"))
    expect(named.get_by_role("listitem")).to_have_text(["Sở Tư pháp Trong hệ thống"])
    expect(named).to_contain_text(f"Phiếu gửi chưa ghi đã gửi, nay thôi không gửi nữa: {AN.name}.")
    page_checks(page)
    shot(page, "documents-issue-replacing")
    page.get_by_role("button", name="Phát hành").click()
    told(page, "Đã phát hành, gửi văn bản.")
    expect(page.locator("#phieu-gui")).to_contain_text("Sở Tư pháp")
    run_pending_jobs()
    seal_all()


def _log_in(page: Page) -> None:
    page.goto("/cong-dan/ho-so/")
    page.locator("main form button").first.click()
    page.get_by_role("button", name=AN.name).click()
    page.wait_for_url("**/cong-dan/ho-so/")


def test_a_replaced_result_is_the_new_one_for_everybody(desk: Desk, page: Page, sign_in: SignIn, citizen: Page) -> None:
    dossier, old = _returned(desk)
    old_token = DossierResult.objects.get().verify_token
    new = _draw_up(page, sign_in, old)
    desk.bring(new, "issue")
    _issue_in_browser(page, sign_in, new)

    _log_in(citizen)
    citizen.goto(f"/cong-dan/ho-so/{dossier.pk}/")
    result = citizen.locator("#ket-qua")
    expect(result).to_contain_text("02/QĐ-UBND")
    expect(result.locator("li", has_text="01/QĐ-UBND")).to_contain_text("Đã được thay thế")
    expect(result.locator("li", has_text="01/QĐ-UBND")).to_contain_text("bởi 02/QĐ-UBND")
    page_checks(citizen)
    shot(citizen, "citizen-result-replaced")
    new.refresh_from_db()
    file = citizen.request.get(str(citizen.get_by_role("link", name="Tải kết quả").get_attribute("href"))).body()
    assert new.file is not None
    with open_file(new.file) as stream:
        assert file == stream.read()
    citizen.get_by_role("link", name="Trang xác minh", exact=True).click()
    expect(citizen.get_by_text("Có thật trong hệ thống")).to_be_visible()
    expect(citizen.get_by_text("02/QĐ-UBND").first).to_be_visible()
    page_checks(citizen)
    citizen.goto(f"/xac-minh/{old_token}/")
    expect(citizen.get_by_text("Văn bản này không còn giá trị.")).to_be_visible()
    expect(citizen.get_by_text("bởi 02/QĐ-UBND")).to_be_visible()
    page_checks(citizen)
    citizen.goto(f"/tra-cuu/{dossier.public_token}/")
    expect(citizen.get_by_text("Kết quả được thay thế bằng văn bản mới")).to_be_visible()
    page_checks(citizen)

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/ho-so/{dossier.pk}/")
    changed = page.locator("dl.facts dd", has_text="Đã được thay thế")
    expect(changed.get_by_role("link", name="01/QĐ-UBND")).to_be_visible()
    expect(changed).to_contain_text("bởi 02/QĐ-UBND")
    page_checks(page)


def test_a_result_annulled_by_the_province_says_who_did_it(desk: Desk, page: Page, sign_in: SignIn) -> None:
    dossier, old = _returned(desk)
    token = DossierResult.objects.get().verify_token
    add_people(desk, "tinh", "registry", "head", "leader")
    copy = send_to(desk, old, "tinh", "registry-tinh")
    sign_in(Account.objects.get(username="registry-tinh"))
    page.goto(f"/van-ban/den/{copy.pk}/")
    expect(page.get_by_role("link", name="Soạn văn bản: Hủy bỏ, thu hồi")).to_be_visible()
    page_checks(page)
    new = decide(desk, "registry-tinh", "recalls", copy)

    page.context.clear_cookies()
    page.goto(f"/xac-minh/{token}/")
    expect(page.get_by_text(f"bởi {new.number_text} của {PROVINCE}")).to_be_visible()
    page_checks(page)
    page.goto(f"/tra-cuu/{dossier.public_token}/")
    expect(page.locator("li", has_text="thu hồi").get_by_text(PROVINCE)).to_be_visible()
    page_checks(page)
    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/ho-so/{dossier.pk}/")
    expect(page.locator("dl.facts dd", has_text="Đã bị thu hồi")).to_contain_text(f"bởi {new.number_text} của {PROVINCE}")
    page_checks(page)
    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/thong-bao/")
    expect(page.get_by_text(f"{PROVINCE} thu hồi văn bản 01/QĐ-UBND", exact=True)).to_be_visible()
