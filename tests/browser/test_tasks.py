"""A task from a letter to its judgement: given, split, reported with evidence, extended, done, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from congso.domains.dossiers.tests.makers import make_office
from congso.domains.tasks.facade import Task
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks
from tests.browser.conftest import SignIn
from tests.browser.walking import press, told
from tests.incoming.makers import make_given
from tests.tasks.makers import working_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def day(after: int) -> str:
    """A working day as it is typed."""
    return f"{working_day(after):%d/%m/%Y}"


def test_a_task_from_a_letter_to_the_figures(page: Page, sign_in: SignIn, tmp_path: Path) -> None:
    office = make_office()
    document = make_given(office)
    scan = tmp_path / "bang-tong-hop.pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n")

    def enter(username: str, path: str) -> None:
        page.goto("about:blank")
        sign_in(Account.objects.get(username=username))
        page.goto(path)

    enter("lanhdao", f"/van-ban/den/{document.pk}/")
    page.get_by_role("link", name="Giao nhiệm vụ").click()
    expect(page.get_by_label("Nhiệm vụ", exact=True)).to_have_value("rà soát việc đăng ký khai sinh quá hạn trên địa bàn")
    page_checks(page)
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.get_by_role("alert")).to_contain_text("Chọn đơn vị chủ trì hoặc người thực hiện.")
    page.get_by_label("Đơn vị chủ trì", exact=True).select_option(label="Văn phòng HĐND và UBND")
    page.get_by_label("Hạn hoàn thành").fill(day(5))
    page.get_by_label("Phòng Kinh tế").check()
    page.get_by_label("Khi báo cáo hoàn thành phải có minh chứng").check()
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    told(page, "Đã giao nhiệm vụ NV01")
    task = Task.objects.get()

    enter("truongphong", f"/nhiem-vu/{task.pk}/")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Chia việc").click()
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Nhiệm vụ", exact=True).fill("Đối chiếu sổ khai sinh")
    page.get_by_label("Giao thẳng cho người").select_option(label="Trần Minh Khoa (Văn phòng HĐND và UBND)")
    page.get_by_label("Hạn hoàn thành").fill(day(4))
    page.get_by_role("button", name="Giao phần việc").click()
    told(page, "Đã giao phần việc NV01-1")
    part = Task.objects.exclude(pk=task.pk).get()

    enter("chuyenvien", "/viec/")
    page.get_by_role("link", name="NV01-1").first.click()
    box = page.locator("details.work-panel").filter(has=page.locator("summary", has_text="Báo cáo tiến độ"))
    box.locator("summary").click()
    box.get_by_label("Tệp minh chứng").set_input_files(scan)
    press(page, "Báo cáo tiến độ", percent="50", text="Đã đối chiếu năm 2025.")
    told(page, "Đã ghi báo cáo.")
    expect(page.get_by_role("link", name="bang-tong-hop.pdf")).to_be_visible()
    press(page, "Báo cáo hoàn thành", text="Đã đối chiếu xong.")
    told(page, "Đã báo cáo hoàn thành.")
    page_checks(page, expected_errors=("422",))

    enter("truongphong", f"/nhiem-vu/{part.pk}/")
    press(page, "Đánh giá, nghiệm thu", quality="Tốt")
    told(page, "Đã đánh giá")
    page.goto(f"/nhiem-vu/{task.pk}/")
    press(page, "Đề nghị gia hạn", new_due_on=day(8), reason="Chờ số liệu của Phòng Kinh tế.")
    told(page, "Đã gửi đề nghị gia hạn.")

    enter("lanhdao", f"/nhiem-vu/{task.pk}/")
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Đồng ý gia hạn").check()
    page.get_by_role("button", name="Trả lời đề nghị").click()
    told(page, "Đã trả lời đề nghị gia hạn.")

    enter("truongphong", f"/nhiem-vu/{task.pk}/")
    press(page, "Báo cáo hoàn thành", text="Đã xong.")
    expect(page.get_by_text("Nhiệm vụ này yêu cầu minh chứng").first).to_be_visible()
    page.locator("#id_complete_uploads").set_input_files(scan)
    press(page, "Báo cáo hoàn thành", text="Đã xong.")
    told(page, "Đã báo cáo hoàn thành.")

    enter("lanhdao", f"/nhiem-vu/{task.pk}/")
    press(page, "Đánh giá, nghiệm thu", quality="Xuất sắc", remark="Đầy đủ, sớm.")
    told(page, "Đã đánh giá, nhiệm vụ hoàn thành.")
    expect(page.get_by_text("Hoàn thành trước hạn; Xuất sắc")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.goto("/nhiem-vu/theo-doi/")
    expect(page.locator("tbody tr").first).to_contain_text("Văn phòng HĐND và UBND")
    page_checks(page, expected_errors=("422",))
    page.locator("tbody td a").first.click()
    expect(page.get_by_role("link", name="NV01/")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    for address in ("/nhiem-vu/?tinh_trang=tat-ca", "/nhiem-vu/bang/", "/nhiem-vu/giao/", f"/van-ban/den/{document.pk}/"):
        page.goto(address)
        page_checks(page, expected_errors=("422",))
