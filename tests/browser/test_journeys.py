"""The spine in a real browser: a dossier from the counter to its result, and everything that may come between."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.people.models import Account
from tests.browser.checks import assert_no_sideways_scroll, page_checks, shot, watch
from tests.browser.walking import PASSWORD, enter, open_case, panel, press, tab_to, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def office() -> Office:
    """The small province; everybody has the same password."""
    office = make_office()
    Account.objects.update(password=make_password(PASSWORD))
    return office


def moment(days: int) -> str:
    """A working moment some days from now, as typed."""
    return (clock.now() + timedelta(days=days)).strftime("%d/%m/%Y 10:00")


def choose_procedure(page: Page, words: str = "dang ky lai khai sinh") -> None:
    enter(page, "motcua", "/ho-so/tiep-nhan/")
    page.keyboard.type(words)
    expect(page.locator("#suggestions a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#due-at")).to_be_visible()


def fill_counter(page: Page, name: str = "Trần Thị Ngọc Ẩn") -> None:
    page.locator("[name=identity_number]").fill("087190001234")
    page.locator("[name=name]").fill(name)
    page.locator("[name=address]").fill("12 Nguyễn Huệ, phường Cao Lãnh")
    page.get_by_label("Tờ khai theo mẫu").check()


def save(page: Page) -> Locator:
    return page.get_by_role("button", name="Tiếp nhận và in giấy hẹn")


def read_pdf(page: Page, link: Locator) -> None:
    answer = page.request.get(str(link.get_attribute("href")))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")


def test_from_the_counter_by_keyboard_to_the_result_in_the_citizens_hand(office: Office, page: Page) -> None:
    enter(page, "motcua", "/ho-so/tiep-nhan/")
    page_checks(page)
    page.keyboard.type("khai sinh lai")
    expect(page.locator("#suggestions a").first).to_contain_text("đăng ký lại khai sinh")
    shot(page, "counter-choose")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=identity_number]")).to_be_focused()
    page.keyboard.type("087190001234")
    tab_to(page, "[name=name]")
    page.keyboard.type("Trần Thị Ngọc Ẩn")
    tab_to(page, "[name=address]")
    page.keyboard.type("12 Nguyễn Huệ, phường Cao Lãnh")
    for _paper in range(2):
        tab_to(page, "[type=checkbox]:not(:checked)")
        page.keyboard.press("Space")
    page_checks(page)
    shot(page, "counter")
    tab_to(page, "[name=do][value=receive]")
    page.keyboard.press("Enter")

    expect(page.locator(".code-big")).to_have_text(re.compile(r"^H20\.31-\d{6}-0001$"))
    page_checks(page)
    shot(page, "received")
    read_pdf(page, page.get_by_role("link", name="In giấy tiếp nhận và hẹn trả"))
    dossier = Dossier.objects.get()
    assert dossier.papers.count() == 2

    enter(page, "truongphong")
    expect(page.get_by_text(dossier.code)).to_be_visible()
    page_checks(page)
    open_case(page, "truongphong", dossier)
    press(page, "Phân công xử lý", holder="Trần Minh Khoa")
    told(page, "Đã chuyển hồ sơ.")
    open_case(page, "chuyenvien", dossier)
    shot(page, "case-officer")
    press(page, "Lập đề xuất", proposal="result", summary="Đủ điều kiện.")
    told(page, "Đã lưu đề xuất")
    press(page, "Trình duyệt")
    told(page, "Đã chuyển hồ sơ.")
    open_case(page, "truongphong", dossier)
    press(page, "Duyệt, trình ký")
    told(page, "Đã chuyển hồ sơ.")
    page_checks(page)
    open_case(page, "lanhdao", dossier)
    press(page, "Ký duyệt")
    told(page, "Đã chuyển hồ sơ.")
    open_case(page, "vanthu", dossier)
    expect(page.get_by_text("Phạm Ngọc Hạnh đã ký duyệt")).to_be_visible()
    press(page, "Vào sổ, chuyển trả kết quả")
    told(page, "Đã chuyển hồ sơ.")
    page.goto(f"/tra-cuu/{dossier.public_token}/")
    expect(page.get_by_text("Đã xử lý xong").first).to_be_visible()
    page_checks(page)
    open_case(page, "motcua", dossier)
    press(page, "Trả kết quả", received_by="Trần Thị Ngọc Ẩn")
    told(page, "Đã trả kết quả.")
    expect(page.locator(".case-state")).to_contain_text("Đã trả kết quả")
    page_checks(page)
    shot(page, "case-returned")
    for link in page.locator("#forms-title + ul a").all():
        read_pdf(page, link)
    read_pdf(page, page.get_by_role("link", name="Phiếu kiểm soát"))


def test_a_supplement_stops_the_clock_and_moves_the_day(office: Office, page: Page) -> None:
    with clock.at(clock.now() - timedelta(days=3)):
        dossier = bring_to(office, make_dossier(office), "work")
    assert dossier.case.due_at is not None
    promised = clock.local(dossier.case.due_at)
    open_case(page, "chuyenvien", dossier)
    press(page, "Yêu cầu bổ sung", items="Giấy chứng sinh", reason="Chưa có trong hồ sơ")
    told(page, "thời hạn tạm dừng tính")
    expect(page.locator(".case-state")).to_contain_text("Tạm dừng tính hạn")
    page_checks(page)
    shot(page, "case-paused")

    open_case(page, "motcua", dossier)
    press(page, "Nhận bổ sung")
    expect(page.get_by_role("alert").or_(page.locator(".field-error")).first).to_contain_text("Phải nêu lý do")
    page_checks(page, expected_errors=("422",))
    press(page, "Nhận bổ sung", papers="Giấy chứng sinh")
    told(page, "hạn trả được tính lại")

    case = Case.objects.get(pk=dossier.pk)
    assert case.due_at is not None
    assert clock.local(case.due_at) >= promised
    expect(page.locator("dd", has_text=f"{clock.local(case.due_at):%d/%m/%Y}").first).to_be_visible()
    expect(page.get_by_text("Giấy chứng sinh").first).to_be_visible()
    expect(page.locator(".case-state")).not_to_contain_text("Tạm dừng")


def test_the_counter_refuses_in_writing(office: Office, page: Page) -> None:
    choose_procedure(page)
    fill_counter(page)
    page.get_by_text("Chưa tiếp nhận được?").click()
    page.get_by_role("button", name="Từ chối tiếp nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("Phải nêu lý do.")
    expect(page.locator("[name=name]")).to_have_value("Trần Thị Ngọc Ẩn")
    page_checks(page, expected_errors=("422",))
    page.locator("[name=reason]").fill("Không thuộc phạm vi giải quyết")
    page.get_by_role("button", name="Từ chối tiếp nhận").click()

    expect(page.locator(".code-big")).to_have_text("01/PTC")
    page_checks(page, expected_errors=("422",))
    shot(page, "counter-refused")
    read_pdf(page, page.get_by_role("link", name="In phiếu"))
    assert not Dossier.objects.exists()


def test_a_refusal_is_proposed_approved_and_handed_over(office: Office, page: Page) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    open_case(page, "chuyenvien", dossier)
    press(page, "Lập đề xuất", proposal="refusal")
    expect(page.get_by_text("Phải nêu lý do.").first).to_be_visible()
    page_checks(page, expected_errors=("422",))
    press(page, "Lập đề xuất", proposal="refusal", summary="Điều 9 Luật Hộ tịch")
    told(page, "Đã lưu đề xuất")
    press(page, "Trình duyệt")
    told(page, "Đã chuyển hồ sơ.")
    for who, label in (("truongphong", "Duyệt, trình ký"), ("lanhdao", "Ký duyệt"), ("vanthu", "Vào sổ")):
        open_case(page, who, dossier)
        expect(page.get_by_text("Từ chối giải quyết").first).to_be_visible()
        press(page, label)
        told(page, "Đã chuyển hồ sơ.")
    open_case(page, "motcua", dossier)
    expect(page.locator(".case-state")).to_contain_text("Dừng xử lý")
    press(page, "Trả kết quả", received_by="Trần Thị Ngọc Ẩn")
    told(page, "Đã trả kết quả.")
    assert Case.objects.get(pk=dossier.pk).outcome == "refused"


def test_another_agency_does_its_part_while_the_first_waits(office: Office, page: Page) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    open_case(page, "chuyenvien", dossier)
    box = panel(page, "Chuyển cơ quan khác giải quyết")
    box.locator("[name=publication]").select_option(label="Cấp phiếu lý lịch tư pháp")
    box.locator("[name=reason]").fill("Xác minh lý lịch")
    box.get_by_role("button").click()
    told(page, "Đã lập hồ sơ liên thông.")
    part = Dossier.objects.exclude(pk=dossier.pk).get()
    expect(page.locator("#children-title + ul")).to_contain_text(part.code)
    page_checks(page)
    shot(page, "case-handed-over")
    press(page, "Lập đề xuất", proposal="result", summary="Chờ lý lịch")
    told(page, "Đã lưu đề xuất")
    press(page, "Trình duyệt")
    expect(page.get_by_text("Còn 1 việc phối hợp chưa xong").first).to_be_visible()
    page_checks(page, expected_errors=("409",))

    for who, labels in (
        ("sotruong", ["Phân công xử lý"]), ("sochuyenvien", ["Lập đề xuất", "Trình duyệt"]),
        ("sotruong", ["Duyệt, trình ký"]), ("sogiamdoc", ["Ký duyệt"]), ("sovanthu", ["Vào sổ"]),
    ):  # fmt: skip
        open_case(page, who, part)
        for label in labels:
            press(page, label)
            told(page, "Đã lưu đề xuất" if label == "Lập đề xuất" else "Đã chuyển hồ sơ.")

    open_case(page, "chuyenvien", dossier)
    expect(page.locator(".timeline li").first).to_contain_text("Phần liên thông đã xong")
    press(page, "Trình duyệt")
    told(page, "Đã chuyển hồ sơ.")


def test_an_overdue_dossier_is_apologised_for_with_a_new_day(office: Office, page: Page) -> None:
    with clock.at(datetime(2026, 10, 5, 9, 0, tzinfo=clock.VIETNAM)):
        dossier = bring_to(office, make_dossier(office), "sign")
    open_case(page, "lanhdao", dossier)
    expect(page.locator(".case-state")).to_contain_text("Quá hạn")
    press(page, "Xin lỗi, hẹn lại", new_due=moment(-2), reason="Chờ xác minh")
    expect(page.get_by_text("Thời hạn mới phải sau thời điểm hiện tại").first).to_be_visible()
    page_checks(page, expected_errors=("422",))
    press(page, "Xin lỗi, hẹn lại", new_due=moment(9), reason="Chờ xác minh")
    told(page, "Đã lập văn bản xin lỗi")

    expect(page.locator("#forms-title + ul")).to_contain_text("01/PXL")
    expect(page.locator(".case-state")).to_contain_text("Còn")
    page_checks(page, expected_errors=("422",))
    shot(page, "case-apology")
    read_pdf(page, page.get_by_role("link", name="01/PXL"))


def test_of_two_tabs_one_wins_and_the_other_is_told(
    office: Office, page: Page, chromium_browser: Browser, live_server: LiveServer
) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    other = chromium_browser.new_context(base_url=live_server.url, locale="vi-VN", reduced_motion="reduce")
    leader = watch(other.new_page())
    open_case(page, "truongphong", dossier)
    open_case(leader, "lanhdao", dossier)
    press(page, "Phân công lại", holder="Lý Ngọc Ánh", reason="Đi công tác")
    told(page, "Đã phân công lại.")

    press(leader, "Phân công lại", holder="Trần Minh Khoa", reason="Nhiều việc")

    expect(leader.get_by_text("vừa được Lê Hoàng Phúc xử lý").first).to_be_visible()
    page_checks(leader, expected_errors=("409",))
    shot(leader, "case-two-tabs")
    assert CaseEvent.objects.filter(case_id=dossier.pk, action="assigned").count() == 1
    expect(panel(leader, "Phân công lại").locator("[name=reason]")).to_have_value("Nhiều việc")
    press(leader, "Phân công lại")
    told(leader, "Đã phân công lại.")
    assert Case.objects.get(pk=dossier.pk).holder_id == office.accounts["chuyenvien"]
    other.close()


def test_another_unit_is_asked_and_answers(office: Office, page: Page) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    open_case(page, "chuyenvien", dossier)
    press(page, "Xin ý kiến đơn vị khác", unit="Phòng Kinh tế", question="Đất có tranh chấp không?", answer_by=moment(2))
    told(page, "Đã gửi yêu cầu ý kiến.")
    child = Case.objects.get(kind="consultation")

    open_case(page, "truongkinhte", child)
    expect(page.get_by_text("Đất có tranh chấp không?").first).to_be_visible()
    shot(page, "consultation")
    page.get_by_label("Ý kiến trả lời").fill("Không có tranh chấp.")
    page.get_by_role("button", name="Gửi ý kiến").click()
    told(page, "Đã gửi ý kiến trả lời.")

    open_case(page, "chuyenvien", dossier)
    expect(page.locator(".timeline li").first).to_contain_text("Không có tranh chấp.")
    expect(page.locator("#children-title + ul")).to_contain_text("đã xong")


def test_a_double_click_makes_one_dossier(office: Office, page: Page) -> None:
    choose_procedure(page)
    fill_counter(page)

    save(page).dblclick()

    expect(page.locator(".code-big")).to_be_visible()
    assert Dossier.objects.count() == 1


def test_going_back_to_the_form_does_not_take_the_next_citizen_for_the_last(office: Office, page: Page) -> None:
    choose_procedure(page)
    fill_counter(page)
    save(page).click()
    expect(page.locator(".code-big")).to_be_visible()
    page.go_back()
    fill_counter(page, name="Lê Văn Sáu")
    page.locator("[name=identity_number]").fill("087085004321")
    save(page).click()

    expect(page.get_by_role("alert").or_(page.locator(".code-big")).first).to_be_visible()
    refused = page.get_by_text("Tờ khai này đã lưu thành hồ sơ").count()
    assert refused or Dossier.objects.filter(applicant_name="Lê Văn Sáu").exists()
    assert Dossier.objects.filter(applicant_name="Trần Thị Ngọc Ẩn").count() == 1


def test_a_disguised_file_is_refused_what_was_typed_stays_and_letters_are_composed(office: Office, page: Page) -> None:
    name = "Nguyễn Thị Bưởi"
    choose_procedure(page)
    fill_counter(page, name=unicodedata.normalize("NFD", name))
    scan = page.locator("input[type=file]").first
    scan.set_input_files({"name": "cccd.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + bytes(300)})
    save(page).click()
    expect(page.get_by_role("alert")).to_contain_text("Tệp «cccd.pdf» không nhận được")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("[name=address]")).to_have_value("12 Nguyễn Huệ, phường Cao Lãnh")
    expect(page.get_by_label("Tờ khai theo mẫu")).to_be_checked()
    page_checks(page, expected_errors=("422",))
    shot(page, "counter-file-refused")
    assert not Dossier.objects.exists()

    page.locator("input[type=file]").first.set_input_files(
        {"name": "cccd.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    save(page).click()
    expect(page.locator(".code-big")).to_be_visible()
    dossier = Dossier.objects.get()
    assert dossier.applicant_name == name
    assert dossier.files.get().name == "cccd.pdf"


def test_counter_and_case_work_on_a_phone_without_script(office: Office, window_without_script: BrowserContext) -> None:
    page = window_without_script.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    enter(page, "motcua", "/ho-so/tiep-nhan/")
    page.locator("#procedure-words").fill("khai sinh lai")
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    page.locator("#suggestions a").first.click()
    fill_counter(page)
    assert_no_sideways_scroll(page, 360)
    save(page).click()
    expect(page.locator(".code-big")).to_be_visible()
    dossier = Dossier.objects.get()

    enter(page, "truongphong", f"/ho-so/{dossier.pk}/")
    assert_no_sideways_scroll(page, 360)
    press(page, "Phân công xử lý", holder="Trần Minh Khoa")

    expect(page.get_by_text("Đã chuyển hồ sơ.")).to_be_visible()
    assert Case.objects.get(pk=dossier.pk).holder_id == office.accounts["chuyenvien"]


def test_the_case_page_with_every_panel_open_stands_the_checks_on_a_phone(office: Office, page: Page) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    for who in ("chuyenvien", "truongphong", "motcua"):
        open_case(page, who, dossier)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page_checks(page)
    page.set_viewport_size({"width": 360, "height": 740})
    open_case(page, "chuyenvien", dossier)
