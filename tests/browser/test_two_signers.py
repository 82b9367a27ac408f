"""A contract in a real browser: both sides are named, our side signs, the other side's file comes back, then the seal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Document
from congso.entry.simulators.authority.serving import Running
from tests.browser.checks import page_checks, shot
from tests.browser.test_outgoing import desk
from tests.browser.walking import enter, told
from tests.outgoing.conftest import Desk
from tests.outgoing.test_second_signer import outside_pen, signed_outside
from tests.outgoing.test_way import content
from tests.signing.conftest import PIN, authority, authority_folder

__all__ = ["authority", "authority_folder", "desk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "Điều 1. Bên B cấp nước sạch cho bên A theo bảng:\n| STT | Địa điểm | Khối lượng (m3) |\n| 1 | Trụ sở Ủy ban nhân dân phường | 1.200 |\n\nĐiều 2. Hợp đồng có hiệu lực kể từ ngày ký./."


def test_a_contract_is_signed_by_both_sides(desk: Desk, authority: Running, page: Page) -> None:
    enter(page, "chuyenvien", "/van-ban/di/moi/?loai=HĐ")
    page.get_by_label("Trích yếu").fill("Cung cấp nước sạch năm 2027")
    page.get_by_label("Căn cứ", exact=True).fill("Căn cứ Bộ luật Dân sự")
    page.get_by_label("Nội dung", exact=True).fill(BODY)
    page.get_by_label("Người ký", exact=True).select_option(label="Phạm Ngọc Hạnh")
    page.get_by_label("Chức vụ in trên văn bản").fill("Chủ tịch")
    page.get_by_label("Người ký thứ hai là").select_option("party")
    page.get_by_label("Người đại diện bên kia").fill("Trần Văn Bền")
    page.get_by_label("Chức vụ người ký thứ hai").fill("Giám đốc")
    page_checks(page)
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_text("chưa ghi tên bên kia").first).to_be_visible()
    page.get_by_label("Tên bên kia").fill("Công ty Cấp nước Đồng Tháp")
    page.get_by_label("Nơi nhận (in trên văn bản)").fill("Bên B\nLưu: VT")
    shot(page, "documents/soan-hop-dong")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    expect(page.get_by_role("heading", name="Người ký thứ hai")).to_be_visible()
    document = Document.objects.get()
    desk.bring(document, "seal")
    enter(page, "vanthu", f"/van-ban/di/{document.pk}/")
    shot(page, "documents/hop-dong-cho-ben-kia")
    page_checks(page, expected_errors=("422",))
    page.goto("/van-ban/di/dong-dau/")
    expect(page.get_by_role("heading", name="Chờ bên kia ký, gửi lại")).to_be_visible()
    shot(page, "documents/dong-dau-cho-ben-kia")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Cung cấp nước sạch năm 2027").click()
    page.get_by_role("link", name="Gửi bên kia ký, nhận lại tệp").first.click()
    page_checks(page, expected_errors=("422",))
    upload = page.get_by_label("Tệp PDF bên kia đã ký số")
    upload.set_input_files({"name": "hop-dong.pdf", "mimeType": "application/pdf", "buffer": content(document)})
    page.get_by_role("button", name="Kiểm tra và nhận tệp").click()
    expect(page.get_by_text("tệp chưa có chữ ký số của bên kia").first).to_be_visible()
    shot(page, "documents/ben-kia-ky")
    page_checks(page, expected_errors=("422",))
    upload.set_input_files({"name": "hop-dong.pdf", "mimeType": "application/pdf", "buffer": signed_outside(content(document), outside_pen(authority))})
    page.get_by_role("button", name="Kiểm tra và nhận tệp").click()
    told(page, "Đã nhận tệp có chữ ký của bên kia; mời đóng dấu.")
    expect(page.get_by_text("Chứng thư số").first).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Đóng dấu cơ quan").click()
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Đóng dấu các văn bản đã chọn").click()
    told(page, "Đã đóng dấu 1 văn bản.")


def test_an_invitation_with_its_hour_and_the_address_line(desk: Desk, page: Page) -> None:
    enter(page, "vanthu", "/van-ban/di/so/ky-hieu/")
    page_checks(page)
    address = page.locator("#dia-chi")
    address.get_by_label("Địa chỉ", exact=True).fill("Số 1 đường Lý Thường Kiệt")
    address.get_by_label("Điện thoại").fill("0277 385 1234")
    address.get_by_label("Cơ quan").select_option(label="Ủy ban nhân dân phường Cao Lãnh")
    address.get_by_label("Áp dụng từ ngày").fill("01/01/2026")
    address.get_by_role("button", name="Lưu địa chỉ").click()
    told(page, "Đã lưu địa chỉ.")
    expect(address).to_contain_text("Địa chỉ: Số 1 đường Lý Thường Kiệt; Điện thoại: 0277 385 1234")
    shot(page, "documents/dia-chi-co-quan")
    page_checks(page)
    enter(page, "chuyenvien", "/van-ban/di/moi/?loai=GM")
    page.get_by_label("Trích yếu").fill("Dự họp giao ban")
    page.get_by_label("Kính gửi").fill("Ông Trần Văn An\nBà Lê Thị Bình")
    page.get_by_label("Mức độ khẩn", exact=True).select_option(label="Hỏa tốc hẹn giờ")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_text("hỏa tốc hẹn giờ phải ghi ngày, giờ văn bản phải đến nơi").first).to_be_visible()
    page.get_by_label("Hỏa tốc hẹn giờ: phải đến nơi ngày").fill(f"{clock.today() + timedelta(days=1):%d/%m/%Y}")
    page.get_by_label("Trước giờ").fill("14:30")
    page.get_by_label("In địa chỉ cơ quan ở chân trang đầu").check()
    shot(page, "documents/soan-giay-moi")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    expect(page.get_by_text("Phải đến nơi trước")).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.goto("/viec/")
    expect(page.locator("tr", has_text="Dự họp giao ban")).to_contain_text("phải đến nơi trước 14 giờ 30")
    shot(page, "documents/viec-hen-gio")
