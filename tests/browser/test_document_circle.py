"""The whole circle in one browser: a letter comes in, is given out, answered, signed, numbered, sealed, issued, and both lie in one dossier."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Document
from congso.domains.records.models import WorkDossier
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import ROOT, page_checks, shot
from tests.browser.conftest import SignIn
from tests.browser.walking import press, told
from tests.incoming.makers import letter_pdf
from tests.judges import need
from tests.outgoing.conftest import Desk, authority, authority_folder, make_desk
from tests.outgoing.test_way import pdfsig
from tests.records.makers import entry_in, issued
from tests.signing.conftest import PIN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]
ANSWER = "Về việc triển khai kế hoạch chuyển đổi số"


def test_from_the_letter_that_came_to_the_answer_that_went(page: Page, sign_in: SignIn, authority: Running, tmp_path: Path) -> None:
    need("pdfsig", "certutil", "pdftoppm")
    desk = make_desk(authority)
    issued(desk.office, entry_in(desk.office))
    letter = _comes_in(desk, page, sign_in, tmp_path)
    answer = _is_answered(page, sign_in, letter)
    _is_signed_and_issued(page, sign_in, answer)

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/van-ban/den/{letter.pk}/")
    expect(page.get_by_text("Đã giải quyết xong").first).to_be_visible()
    page_checks(page)
    dossier = _both_are_filed(page, letter, answer)
    page.goto(f"/ho-so-cong-viec/{dossier.pk}/")
    expect(page.get_by_role("link", name="01/UBND-VP").first).to_be_visible()
    expect(page.get_by_role("link", name="1234/QĐ-UBND").first).to_be_visible()
    page_checks(page)
    shot(page, "documents-circle")

    pdf = page.request.get(f"/van-ban/di/{answer.pk}/van-ban.pdf").body()
    told_of = pdfsig(pdf, authority, tmp_path)
    assert told_of.count("Signature is Valid.") == 2, told_of
    assert told_of.count("Certificate is Trusted.") == 2, told_of
    _picture(tmp_path)


def _comes_in(desk: Desk, page: Page, sign_in: SignIn, folder: Path) -> Document:
    """Registered by the registry, given to the office by the leader, to the officer by its head."""
    file = folder / "den.pdf"
    file.write_bytes(letter_pdf(desk.office).read())
    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/van-ban/den/dang-ky/")
    page.locator("#id_upload").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()
    page.get_by_role("button", name="Vào sổ, trình lãnh đạo").press("Enter")
    expect(page.get_by_text("Đã đăng ký: số đến 01.")).to_be_visible()
    letter = Document.objects.get()
    sign_in(Account.objects.get(username="lanhdao"))
    page.goto(f"/van-ban/den/{letter.pk}/")
    page.get_by_label("Câu mẫu", exact=True).select_option(index=1)
    page.get_by_label("Văn phòng HĐND và UBND", exact=True).select_option("main")
    page.get_by_label("Hạn giải quyết", exact=True).fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_role("button", name="Cho ý kiến, phân phối").click()
    expect(page.get_by_text("Đã cho ý kiến và phân phối văn bản.")).to_be_visible()
    sign_in(Account.objects.get(username="truongphong"))
    page.goto(f"/van-ban/den/{letter.pk}/")
    page.get_by_label("Giao cho", exact=True).select_option(label="Trần Minh Khoa")
    page.get_by_role("button", name="Phân công chuyên viên").click()
    expect(page.get_by_text("Lê Hoàng Phúc đã xem lúc")).to_be_visible()
    return letter


def _is_answered(page: Page, sign_in: SignIn, letter: Document) -> Document:
    """The officer writes the answer from the letter's page; head and registry send it on."""
    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/van-ban/den/{letter.pk}/")
    page.get_by_role("link", name="Soạn văn bản trả lời").click()
    page.get_by_label("Tên loại văn bản").select_option(label="Công văn")
    page.get_by_role("button", name="Mở mẫu và soạn").click()
    page.get_by_label("Trích yếu").fill(ANSWER.removeprefix("Về việc "))
    page.get_by_label("Kính gửi").fill("Ủy ban nhân dân tỉnh Đồng Tháp")
    page.get_by_label("Nội dung", exact=True).fill("Thực hiện Quyết định số 1234/QĐ-UBND, Ủy ban nhân dân phường báo cáo đã triển khai./.")
    page.get_by_label("Nơi nhận (in trên văn bản)").fill("Như trên\nLưu: VT, VP")
    page.get_by_label("Người ký", exact=True).select_option(label="Phạm Ngọc Hạnh")
    page.get_by_label("Thẩm quyền ký").select_option("TM.")
    page.get_by_label("Ký thay, thay mặt cho").fill("Ủy ban nhân dân")
    page.get_by_label("Chức vụ in trên văn bản").fill("Chủ tịch")
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    answer = Document.objects.get(direction="out")
    press(page, "Trình duyệt", note="Kính trình")
    for username, words in (("truongphong", "Duyệt nội dung, chuyển văn thư"), ("vanthu", "Đúng thể thức, trình ký")):
        sign_in(Account.objects.get(username=username))
        page.goto(f"/van-ban/di/{answer.pk}/")
        press(page, words)
        told(page, "Đã chuyển văn bản.")
    return answer


def _is_signed_and_issued(page: Page, sign_in: SignIn, answer: Document) -> None:
    for username, address, button, words in (
        ("lanhdao", "/van-ban/di/ky/", "Ký các văn bản đã chọn", "Đã ký 1 văn bản."),
        ("vanthu", "/van-ban/di/dong-dau/", "Đóng dấu các văn bản đã chọn", "Đã đóng dấu 1 văn bản."),
    ):
        sign_in(Account.objects.get(username=username))
        page.goto(address)
        page.get_by_label("Mã PIN").fill(PIN)
        page.get_by_role("button", name=button).click()
        told(page, words)
    page.get_by_role("link", name="01/UBND-VP").click()
    page.get_by_label("Nơi nhận bên ngoài").fill("Công an tỉnh Đồng Tháp")
    page.get_by_role("button", name="Phát hành").click()
    told(page, "Đã phát hành, gửi văn bản.")


def _both_are_filed(page: Page, letter: Document, answer: Document) -> WorkDossier:
    page.goto("/ho-so-cong-viec/danh-muc/")
    page.get_by_role("link", name=f"Năm {clock.today().year}").click()
    page.get_by_role("link", name="Mở hồ sơ 01.HT").click()
    page.get_by_role("button", name="Mở hồ sơ").click()
    dossier = WorkDossier.objects.get()
    for address in (f"/van-ban/den/{letter.pk}/", f"/van-ban/di/{answer.pk}/"):
        page.goto(address)
        page.get_by_label("Hồ sơ đang lập").select_option(value=str(dossier.pk))
        page.get_by_role("button", name="Lưu vào hồ sơ").click()
        expect(page.get_by_text("Đã lưu văn bản vào hồ sơ.")).to_be_visible()
    return dossier


def _picture(folder: Path) -> None:
    """The answer as it left the house, for the eye; kept with the other pictures when those are taken anew."""
    subprocess.run(["pdftoppm", "-png", "-r", "60", "-singlefile", str(folder / "vb.pdf"), str(folder / "trang")], check=True)
    drawn = folder / "trang.png"
    assert drawn.stat().st_size > 5000
    if os.environ.get("CONGSO_SCREENSHOTS") == "1":
        (ROOT / "docs/screenshots/documents-circle-answer.png").write_bytes(drawn.read_bytes())
