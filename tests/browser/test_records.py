"""An officer keeps a dossier: opened after the list, filled from the documents' pages, ended, printed; a stranger sees nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.outgoing import Outside, issue_document
from congso.domains.records.models import WorkDossier
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.incoming.makers import letter_pdf
from tests.outgoing.conftest import authority, authority_folder, make_desk
from tests.records.makers import entry_in, issued, seen_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]


def test_a_dossier_from_the_list_to_its_index(page: Page, sign_in: SignIn, authority: Running) -> None:
    desk = make_desk(authority)
    office = desk.office
    issued(office, entry_in(office), entry_in(office, code="02.HT", title="Hồ sơ họp giao ban", years=5, keeper_id=None))
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office))
    came = seen_document(office, held=held)
    went = desk.bring(desk.draft(), "issue")
    issue_document(actor=office.registry, document_id=went.pk, seen_seq=None, outside=[Outside("Công an phường")])

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto("/ho-so-cong-viec/danh-muc/")
    page_checks(page)
    page.get_by_role("link", name=f"Năm {clock.today().year}").click()
    page_checks(page)
    shot(page, "records-year-list")
    page.get_by_role("link", name="Mở hồ sơ 01.HT").click()
    page.get_by_label("Mức độ tiếp cận").select_option("internal")
    page_checks(page)
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("Đã mở hồ sơ 01.HT.")).to_be_visible()

    for address in (f"/van-ban/den/{came.pk}/", f"/van-ban/di/{went.pk}/"):
        page.goto(address)
        page.get_by_label("Hồ sơ đang lập").select_option(index=1 if page.get_by_label("Hồ sơ đang lập").locator("option").count() > 1 else 0)
        page_checks(page)
        page.get_by_role("button", name="Lưu vào hồ sơ").click()
        expect(page.get_by_text("Đã lưu văn bản vào hồ sơ.")).to_be_visible()
        expect(page.get_by_role("link", name="01.HT", exact=True)).to_be_visible()

    dossier = WorkDossier.objects.get()
    page.goto(f"/ho-so-cong-viec/{dossier.pk}/sap-xep/")
    page_checks(page)
    page.goto(f"/ho-so-cong-viec/{dossier.pk}/them-van-ban/")
    page_checks(page)
    page.goto(f"/ho-so-cong-viec/{dossier.pk}/")
    for summary in page.locator("details.work-panel > summary").all():
        summary.click()
    page_checks(page)
    page.get_by_role("button", name="Đánh số trang tự động").click()
    expect(page.get_by_text("Đã đánh số.")).to_be_visible()
    page.locator("summary", has_text="Kết thúc hồ sơ").click()
    page.get_by_role("button", name="Kết thúc hồ sơ").click()
    expect(page.get_by_text("Đã kết thúc hồ sơ.")).to_be_visible()
    page_checks(page)
    shot(page, "records-page")
    index = page.request.get(f"/ho-so-cong-viec/{dossier.pk}/muc-luc.pdf")
    assert index.body().startswith(b"%PDF-")

    sign_in(Account.objects.get(username="truongphong"))
    page.goto("/ho-so-cong-viec/den-han/")
    page.get_by_label("Chọn hồ sơ 01.HT").check()
    page_checks(page)
    shot(page, "records-due")
    page.get_by_role("button", name="Lập đợt nộp").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Nộp vào lưu trữ").click()
    confirm = page.get_by_role("dialog").get_by_role("button").last
    if confirm.is_visible():
        confirm.click()
    expect(page.get_by_text("Đã nộp hồ sơ vào lưu trữ cơ quan.")).to_be_visible()
    page_checks(page)

    sign_in(Account.objects.get(username="chuyenvien2"))
    page.goto("/ho-so-cong-viec/")
    expect(page.get_by_text("Hồ sơ hạn chế tiếp cận")).to_be_visible()
    expect(page.get_by_text(dossier.title)).to_have_count(0)
    page_checks(page)
    shot(page, "records-list")
    answer = page.request.get(f"/ho-so-cong-viec/{dossier.pk}/")
    assert answer.status == 404
    assert came.number_text not in answer.text()
