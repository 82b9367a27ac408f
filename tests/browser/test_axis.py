"""Who runs the axis connects a system and looks at what travels; the connections of an office."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page, expect

from congso.core.actors import system_actor
from congso.domains.axis.models import Beyond, System, Upper
from congso.domains.axis.services.asking_in import AgencyIn, ask_to_register
from congso.domains.axis.services.carrying import Receipt, settle
from congso.domains.axis.services.taking_in import take_in
from congso.domains.axis.services.taking_part import lock_member
from congso.domains.dossiers.tests.makers import make_office
from congso.domains.exchange.models import Connection
from congso.domains.exchange.services.connecting import ConnectionIn, connect
from congso.foundation.people.models import Account
from tests.axis.conftest import COMMUNE, MINISTRY, RUNS, Axis, axis, axis_keys, member
from tests.axis.test_loading import TABLE
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["axis", "axis_keys"]


def travelled(axis: Axis) -> None:
    """A morning at the axis: taken, waiting, refused by its receiver, reported back."""
    for number, to in (("15", [MINISTRY]), ("16", [MINISTRY, COMMUNE]), ("17", [COMMUNE])):
        parcel = axis.take(*to, number=number)
    settle(system=axis.province, receipts=[Receipt(parcel.stops.get().pk, taken=False, error_code="21", error="Tệp kèm theo không đọc được")])
    first = axis.take(MINISTRY, number="15")
    settle(system=axis.ministry, receipts=[Receipt(first.stops.get().pk, taken=True)])
    take_in(system=axis.ministry, source=io.BytesIO(axis.status(first, "03")))


def _above(page: Page, axis: Axis) -> None:
    """Connect to the nation's axis, which does not answer here, and see that its page says so."""
    page.locator("main").get_by_role("link", name="Trục cấp trên").first.click()
    page_checks(page)
    page.locator("main").get_by_role("link", name="Kết nối trục cấp trên").click()
    page.get_by_label("Tên trục").fill("Trục liên thông văn bản quốc gia")
    page.get_by_label("Địa chỉ trục").fill("http://127.0.0.1:9/truc")
    page.get_by_label("Mã mà trục ấy cấp cho trục này").fill("truc-dong-thap")
    page.get_by_label("Khóa bí mật (SecretKey)").fill("khoa-bi-mat")
    page_checks(page)
    page.get_by_label("Đầu mã định danh đến được").fill("G")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã kết nối trục cấp trên.")).to_be_visible()
    page.get_by_role("button", name="Lấy danh bạ").click()
    expect(page.get_by_text("Trục cấp trên không trả lời").first).to_be_visible()
    page_checks(page)
    upper = Upper.objects.get()
    names = {"G12": "Bộ Tài chính", "G15": "Bộ Tư pháp", "G18": "Bộ Y tế", "H61": "Ủy ban nhân dân tỉnh Vĩnh Long"}
    Beyond.objects.bulk_create(Beyond(upper=upper, code=code, name=name) for code, name in names.items())
    axis.take("G12", number="18", subject="Về việc bố trí kinh phí sắp xếp đơn vị hành chính")
    page.reload()
    expect(page.get_by_text("Chờ chuyển lên trục cấp trên")).to_be_visible()
    page_checks(page)
    shot(page, "axis-above")
    page.goto("/truc/tren/")
    page_checks(page)


def test_systems_log_and_connections(page: Page, sign_in: SignIn, axis: Axis) -> None:
    make_office()
    travelled(axis)
    lock_member(actor=RUNS, member_id=member(MINISTRY).pk, reason="Bảo trì hệ thống đến 15/9")

    sign_in(Account.objects.get(username="quantri"))
    page.goto("/truc/")
    page_checks(page)
    shot(page, "axis-systems")
    page.get_by_role("link", name="Đăng ký hệ thống").click()
    page.get_by_label("Mã hệ thống (SystemId)").fill("so-y-te")
    page.get_by_label("Tên hệ thống").fill("Sở Y tế Đồng Tháp")
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("#secret")).to_be_visible()
    page_checks(page)
    page.get_by_role("link", name="Đã chép xong").click()
    page_checks(page)
    page.get_by_role("link", name="Thêm chứng thư số").click()
    page.get_by_label("Chứng thư số (PEM hoặc DER)").set_input_files({"name": "a.der", "mimeType": "application/pkix-cert", "buffer": axis.keys["tinh"].certificate_der})
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã thêm chứng thư số.")).to_be_visible()
    page_checks(page)

    page.get_by_role("link", name="Trục liên thông").last.click()
    page.locator("main").get_by_role("link", name="Đơn vị", exact=True).first.click()
    page_checks(page)
    shot(page, "axis-agencies")
    _above(page, axis)
    for code, name in (("H20.31.07", "Phòng Văn hóa – Xã hội"), ("000.00.07.H20", "Sở Nội vụ")):
        System.objects.filter(pk=axis.province.pk).update(own_codes=["H20"])
        ask_to_register(system=System.objects.get(pk=axis.province.pk), given=AgencyIn(code, name))
    page.goto("/truc/de-nghi/")
    page_checks(page)
    shot(page, "axis-registrations")
    page.get_by_role("button", name="Duyệt H20.31.07").click()
    expect(page.get_by_text("Đơn vị H20.31.07 tham gia trục từ hôm nay.")).to_be_visible()
    page_checks(page)
    page.goto("/truc/don-vi/nap-bang/")
    page_checks(page)
    page.get_by_label("Nội dung bảng").fill(TABLE)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("button", name="Nạp các thay đổi này")).to_be_visible()
    page_checks(page)
    shot(page, "axis-load")
    page.get_by_role("button", name="Nạp các thay đổi này").click()
    expect(page.get_by_text("Đã nạp bảng hệ thống, đơn vị.")).to_be_visible()
    page_checks(page)
    page.goto("/truc/")
    page.locator("main").get_by_role("link", name="Gói tin lỗi").click()
    page_checks(page)
    page.get_by_role("button", name="Thử lại 17/BM-VP").click()
    expect(page.get_by_text("Gói tin lại nằm chờ nơi nhận lấy.")).to_be_visible()
    page_checks(page)
    page.locator("main").get_by_role("link", name="Số liệu").click()
    page_checks(page)
    shot(page, "axis-figures")

    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/truc/nhat-ky/")
    expect(page.locator("tbody tr")).to_have_count(6)
    page_checks(page)
    shot(page, "axis-log")
    page.get_by_role("link", name="16/BM-VP").first.click()
    expect(page.get_by_role("heading", name="Nơi nhận")).to_be_visible()
    page_checks(page)
    shot(page, "axis-parcel")

    given = ConnectionIn("Trục liên thông tỉnh Đồng Tháp", "lgsp", "https://truc.dongthap.example/truc", "phuong-cao-lanh", "x")
    made = connect(actor=system_actor("tests"), given=given)
    connect(actor=system_actor("tests"), given=ConnectionIn("Trục quốc gia", "vxp", "https://vxp.example", "h20", "x"))
    Connection.objects.filter(pk=made.pk).update(trouble="ConnectionError")
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/lien-thong/ket-noi/")
    page_checks(page)
    shot(page, "exchange-connections")
    page.goto("/quan-tri/ban-tin/")
    page_checks(page)
