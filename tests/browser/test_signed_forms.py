"""The receipt of what came online: signed by the registry on its screen, read by the applicant on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.domains.citizens.tests.makers import actor_of, make_account
from congso.domains.dossiers.services import accept_application, ask_supplement
from congso.domains.dossiers.tests.makers import make_application
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import verify_pdf
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.browser.test_own_data import come_in
from tests.outgoing.conftest import authority, authority_folder, make_desk
from tests.signing.conftest import PIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]


def test_the_registry_signs_what_applicants_get_online(page: Page, sign_in: SignIn, live_server: LiveServer, authority: Running) -> None:
    desk = make_desk(authority)
    citizen = make_account()
    dossier = make_application(desk.office, actor_of(citizen))
    accept_application(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None)
    other = make_application(desk.office, actor_of(citizen))
    ask_supplement(actor=desk.office.clerk, dossier_id=other.pk, seen_seq=None, items="Bản sao trích lục", reason="Thiếu giấy tờ")
    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/viec/")
    page.get_by_role("link", name="Ký số biểu mẫu").click()
    expect(page.get_by_role("heading", name="Ký số biểu mẫu điện tử")).to_be_visible()
    page_checks(page)
    shot(page, "dossier-forms-to-sign")

    page.get_by_label("Mã PIN").fill("0000")
    page.get_by_role("button", name="Ký các biểu mẫu đã chọn").click()
    expect(page.get_by_text("Mã PIN không đúng").first).to_be_visible()
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký các biểu mẫu đã chọn").click()
    expect(page.get_by_text("Đã ký số 2 biểu mẫu.")).to_be_visible()
    expect(page.get_by_text("Không có biểu mẫu nào chờ ký số")).to_be_visible()
    page_checks(page, expected_errors=["422"])

    sign_in(Account.objects.get(username="motcua"))
    page.goto(reverse("dossiers:page", args=[dossier.pk]))
    expect(page.get_by_text("đã ký số lúc")).to_be_visible()
    come_in(page, live_server, citizen)
    got = page.request.get(reverse("portal:receipt", args=[dossier.pk]))
    assert [each.signer for each in verify_pdf(got.body())] == ["UBND phường Cao Lãnh"]
