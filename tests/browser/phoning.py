"""A citizen with a phone: what is tapped, typed and read from the search to the rating."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from playwright.sync_api import Page, expect

from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import move_dossier, propose, return_result
from congso.domains.dossiers.tests.makers import Office
from congso.domains.ratings.models import Rating
from congso.entry.simulators.identity.people import PEOPLE
from congso.foundation.audit.tests.makers import seal_all
from congso.foundation.jobs.testing import run_pending_jobs
from tests.browser.catching import Post
from tests.browser.checks import page_checks
from tests.browser.walking import enter, told

MAIL = "an.nguyen@example.vn"
AN = PEOPLE[0]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def file(name: str) -> Any:
    """A small PDF of its own content, to be chosen in a box."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + f"%{name}\n".encode()}


def photo(name: str) -> Any:
    """A photograph of some megabytes, as phones take them; it goes in pieces."""
    content = BytesIO()
    Image.effect_noise((1600, 1200), 90 + len(name)).convert("RGB").save(content, "JPEG", quality=90)
    assert len(content.getvalue()) > 1024 * 1024
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue()}


@dataclass
class Journey:
    """A citizen's phone, the letters that reach it, and the office that works."""

    page: Page
    desk: Page
    post: Post
    office: Office

    def checked(self) -> None:
        """Every page stands axe, a quiet console and 320 px."""
        page_checks(self.page, expected_errors=("422",))

    def tap(self, role: Any, name: str, **more: Any) -> None:
        """Tap what is called so."""
        self.page.get_by_role(role, name=name, **more).first.tap()

    def go(self, role: Any, name: str, **more: Any) -> None:
        """Tap what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.tap(role, name, **more)

    def find(self, words: str, code: str, name: str) -> None:
        """Search without tone marks and open the procedure."""
        self.page.goto("/")
        self.page.get_by_label("Bạn cần làm thủ tục gì?").fill(words)
        self.go("button", "Tìm")
        self.checked()
        with self.page.expect_navigation():
            self.page.locator(f"#found a[href='/dich-vu/{code}/']").tap()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)
        self.checked()

    def begin(self) -> None:
        """Choose where to apply, log in with the national identity on the way, and begin."""
        self.go("link", "Nộp trực tuyến Ủy ban nhân dân phường Cao Lãnh")
        self.checked()
        with self.page.expect_navigation():
            self.page.locator("main form button").first.tap()
        self.go("button", AN.name)
        expect(self.page.get_by_text("Hồ sơ này là của ai?")).to_be_visible()
        self.checked()
        self.go("button", "Bắt đầu khai")
        expect(self.page.locator("[name='applicant_name']")).to_have_value(AN.name)
        self.page.locator("[name='applicant_phone']").fill("0912345678")
        self.page.locator("[name='applicant_email']").fill(MAIL)
        self.address("applicant_address", "12 Nguyễn Huệ")

    def address(self, name: str, street: str) -> None:
        """Province, ward, street."""
        self.page.locator(f"[name='{name}-province']").select_option("82")
        wards = self.page.locator(f"[name='{name}-ward']")
        wards.locator("option:not([value=''])").first.wait_for(state="attached")
        wards.select_option(label="Phường Cao Lãnh")
        self.page.locator(f"[name='{name}-street']").fill(street)

    def fill(self, **typed: str) -> None:
        """Type into boxes, choose among choices."""
        for name, value in typed.items():
            box = self.page.locator(f"[name='{name}']")
            if box.first.get_attribute("type") == "radio":
                box.locator(f"xpath=self::*[@value='{value}']").check()
            else:
                box.fill(value)

    def go_on(self) -> None:
        """The step stands every check; on to the next one."""
        self.checked()
        number = self.page.locator(".eform-count").inner_text()
        self.page.locator(".eform-buttons").get_by_role("button", name="Tiếp tục").tap()
        expect(self.page.locator(".eform-count", has_text=number)).to_have_count(0)
        expect(self.page.get_by_role("alert")).to_have_count(0)

    def give(self, box: str, *names: str) -> None:
        """Choose files in a box."""
        self.page.locator(f"[name='{box}']").set_input_files([file(name) for name in names])

    def send_in(self, *expected: str) -> Dossier:
        """Read it again, promise that it is true, send it in; a letter says that it has come in."""
        for words in expected:
            expect(self.page.get_by_role("main")).to_contain_text(words)
        self.checked()
        self.page.locator("[name='_agreed']").check()
        self.go("button", "Nộp hồ sơ")
        told(self.page, "Đã nộp hồ sơ")
        self.checked()
        dossier = Dossier.objects.get()
        self.jobs()
        assert f"Đã nộp hồ sơ {dossier.code}" in self.post.subjects
        assert {letter["To"] for letter in self.post.letters} == {MAIL}
        return dossier

    def jobs(self) -> None:
        """The job process does what waits: letters above all."""
        run_pending_jobs()

    def accept(self, dossier: Dossier) -> None:
        """The clerk takes it in from the queue."""
        enter(self.desk, "motcua", "/ho-so/truc-tuyen/")
        self.desk.locator(f"a[href*='{dossier.pk}']").first.click()
        self.desk.get_by_role("button", name="Tiếp nhận").first.click()
        self.desk.wait_for_url("**/da-tiep-nhan/")
        self.jobs()
        assert "Hẹn trả kết quả: " in self.post.text(f"Đã tiếp nhận hồ sơ {dossier.code}")

    def finish(self, dossier: Dossier, name: str, number: str, *people: str) -> None:
        """The officer proposes the result with its file, the others pass it on up to the counter."""
        propose(actor=self.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", name=name, number=number,
                upload=SimpleUploadedFile("ket-qua.pdf", PDF + b"%ket-qua.pdf\n"))  # fmt: skip
        for person in people:
            move_dossier(
                actor=self.office.actor(person), dossier_id=dossier.pk, seen_seq=None, way_code="forward"
            )
        self.jobs()
        seal_all()

    def fetch(self, dossier: Dossier, number: str) -> None:
        """By the letter's address to the dossier: the result, its file, and the page that proves it."""
        self.page.goto(self.post.link(f"Hồ sơ {dossier.code} đã có kết quả", "/tra-cuu/"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(dossier.code)
        self.checked()
        self.page.goto("/cong-dan/ho-so/")
        self.checked()
        self.go("link", dossier.code)
        self.checked()
        got = self.page.request.get(
            str(self.page.get_by_role("link", name="Tải kết quả").get_attribute("href"))
        )
        assert got.body() == PDF + b"%ket-qua.pdf\n"
        self.go("link", "Trang xác minh")
        expect(self.page.get_by_text(number)).to_be_visible()
        self.checked()
        upload = {"name": "tai-ve.pdf", "mimeType": "application/pdf", "buffer": got.body()}
        self.page.locator("[name='upload']").set_input_files(upload)  # type: ignore[arg-type]
        self.go("button", "Đối chiếu", exact=True)
        expect(self.page.get_by_role("alert")).to_contain_text("Giống hệt")

    def rate(self, dossier: Dossier, level: str) -> Rating:
        """The counter has closed the dossier; the letter asks for an opinion, which is given."""
        return_result(actor=self.office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by=AN.name)
        self.jobs()
        self.page.goto(self.post.link(f"Đã trả kết quả hồ sơ {dossier.code}", "/danh-gia/"))
        self.checked()
        self.go("button", level, exact=True)
        expect(self.page.get_by_text("Cảm ơn, đã nhận đánh giá")).to_be_visible()
        self.checked()
        return Rating.objects.get()
