"""Three citizens on a phone of 360 px, from the search to the rating, by screens and the letters that reach them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.domains.citizens import oidc
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import ask_payment, ask_supplement, move_dossier
from congso.domains.dossiers.tests.makers import START, SYSTEM, Office, make_office
from congso.domains.fees.services import set_account
from congso.domains.procedures.facade import (
    FeeItem,
    Limit,
    Terms,
    import_catalogue,
    load_shipped_forms,
    publish_procedure,
    shipped_catalogue,
)
from congso.domains.procedures.models import ProcedureVersion
from congso.entry.simulators.identity import serving
from congso.entry.simulators.payment.bank import Bank
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.casework.models import CaseState, ProcessVersion
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.people.models import Account
from tests.browser.catching import Post, post_office
from tests.browser.checks import shot, watch
from tests.browser.conftest import open_window
from tests.browser.phoning import Journey, photo
from tests.browser.walking import PASSWORD, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BIRTH, COPY, BUILDING = "1.001193", "2.000815", "1.013225"
FIELDS = {"Hộ tịch", "Chứng thực", "Hoạt động xây dựng"}


@pytest.fixture(scope="module")
def three_fields(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every procedure of the three fields, as the national catalogue has them."""
    found = tmp_path_factory.mktemp("catalogue") / "three-fields.jsonl"
    with (
        gzip.open(shipped_catalogue(), "rt", encoding="utf-8") as lines,
        found.open("w", encoding="utf-8") as out,
    ):
        out.writelines(line for line in lines if json.loads(line)["linh_vuc"] in FIELDS)
    return found


@pytest.fixture
def office(three_fields: Path, bank: Bank) -> Office:
    """The small province with the three procedures and their real forms, an account for fees, one password for all."""
    del bank
    office = make_office()
    import_catalogue(actor=SYSTEM, path=three_fields, on=START)
    load_shipped_forms(actor=SYSTEM)
    long, short = (ProcessVersion.objects.get(process__code=code).pk for code in ("day-du", "rut-gon"))
    days = TimeUnit.WORKING_DAYS

    def publish(code: str, process: int, amount: int, division: str, **terms: Any) -> None:
        version = ProcedureVersion.objects.get(procedure__code=code, valid_to=None)
        given = Terms(
            process_version_id=process,
            legal_limit=Limit(Decimal(amount), days),
            division_function=division,
            **terms,
        )
        publish_procedure(
            actor=SYSTEM,
            version_id=version.pk,
            agency_ids=[office.units["phuong"]],
            valid_from=START,
            terms=given,
        )

    publish(BIRTH, short, 1, UnitFunction.OFFICE, fees=[FeeItem("Lệ phí hộ tịch", 2, 0)])
    publish(
        COPY,
        short,
        1,
        UnitFunction.OFFICE,
        service_level="partial",
        level_reason="phải đối chiếu bản chính giấy",
    )
    publish(BUILDING, long, 20, UnitFunction.OFFICE)
    Account.objects.update(password=make_password(PASSWORD))
    set_account(actor=SYSTEM, unit_id=office.units["phuong-mc"], valid_from=START, bank_bin="999999", bank_name="Ngân hàng dùng thử",
                account_number="900123456", account_name="TTPVHCC Cao Lãnh", receipt_series="DT-26E", receipt_form="BLT-DT")  # fmt: skip
    return office


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """The mail server of the installation."""
    with post_office() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found


@pytest.fixture
def phone(chromium_browser: Browser, live_server: LiveServer, settings: Any, bank: Bank) -> Iterator[Page]:
    """A phone of 360 px with a touch screen, which also reaches the identity provider and the gateway."""
    del bank
    with serving.running(live_server.url) as issuer:
        settings.CONGSO_BASE_URL = live_server.url
        settings.CONGSO_OIDC = {"issuer": issuer, "client_id": "congso", "secret": serving.SECRET}
        oidc.forget()
        context = chromium_browser.new_context(
            base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 360, "height": 640},
            device_scale_factor=2, is_mobile=True, has_touch=True, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        yield watch(context.new_page())
        context.close()
    oidc.forget()


@pytest.fixture
def desk(chromium_browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The office's own window."""
    context = open_window(chromium_browser, live_server.url)
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def journey(phone: Page, desk: Page, post: Post, office: Office) -> Journey:
    """Everything the citizen and the office have in hands."""
    return Journey(phone, desk, post, office)


def test_a_father_registers_a_birth(journey: Journey) -> None:
    page = journey.page
    journey.find("dang ky khai sinh", BIRTH, "Thủ tục đăng ký khai sinh")
    shot(page, "phone-procedure")
    page.get_by_label("Trường hợp trẻ em bị bỏ rơi").check()
    journey.go("button", "Xem giấy tờ của tôi")
    expect(page.get_by_text("giấy tờ của trường hợp khác")).to_be_visible()
    journey.checked()

    journey.begin()
    journey.fill(applicant_relation="Cha")
    journey.go_on()
    journey.fill(
        child_name="Nguyễn Gia Bảo",
        child_birth="15/11/2026",
        child_sex="nam",
        child_ethnicity="Kinh",
        child_nationality="Việt Nam",
    )
    journey.address("birth_place", "Bệnh viện Đa khoa Đồng Tháp")
    journey.address("home_town", "12 Nguyễn Huệ")
    journey.go_on()
    journey.fill(
        mother_known="yes", mother_name="Lê Thị Hoa", mother_birth="1996", mother_nationality="Việt Nam"
    )
    journey.address("mother_address", "12 Nguyễn Huệ")
    journey.fill(
        father_known="yes",
        father_name="Nguyễn Văn An",
        father_birth="14/02/1985",
        father_nationality="Việt Nam",
    )
    journey.address("father_address", "12 Nguyễn Huệ")
    journey.fill(copies="yes", copies_count="2")
    journey.go_on()
    journey.give("paper_4", "giay-chung-sinh.pdf")
    journey.go_on()
    journey.fill(receive="online")
    journey.go_on()
    dossier = journey.send_in("Nguyễn Gia Bảo", "15/11/2026", "Lê Thị Hoa", "giay-chung-sinh.pdf")
    shot(page, "phone-submitted")

    journey.accept(dossier)
    journey.finish(dossier, "Giấy khai sinh", "57/2026", "chuyenvien", "lanhdao", "vanthu")
    journey.fetch(dossier, "57/2026")
    rating = journey.rate(dossier, "Rất hài lòng")
    assert (rating.dossier_id, rating.level) == (dossier.pk, 5)


def test_a_copy_is_certified_after_a_supplement(journey: Journey) -> None:
    page = journey.page
    journey.find("chung thuc ban sao tu ban chinh", COPY, "Chứng thực bản sao từ bản chính")
    expect(page.get_by_role("main")).to_contain_text("phải đối chiếu bản chính giấy")
    journey.begin()
    journey.go_on()
    journey.tap("button", "Thêm giấy tờ")
    page.get_by_label("Tên giấy tờ, văn bản").fill("Bằng tốt nghiệp đại học")
    page.get_by_label("Số bản cần chứng thực").fill("3")
    journey.fill(kind="ca_hai")
    journey.go_on()
    journey.go_on()
    journey.fill(receive="online")
    journey.go_on()
    dossier = journey.send_in("Bằng tốt nghiệp đại học", "Cả hai")
    journey.accept(dossier)
    due = Dossier.objects.get().case.due_at

    ask_supplement(
        actor=journey.office.officer,
        dossier_id=dossier.pk,
        seen_seq=None,
        items="- Bản chụp bằng tốt nghiệp",
        reason="Chưa có bản chụp",
    )
    journey.jobs()
    assert Dossier.objects.get().case.state == CaseState.PAUSED
    assert "Bản chụp bằng tốt nghiệp" in journey.post.text(f"Hồ sơ {dossier.code} cần bổ sung")
    page.goto(journey.post.link("cần bổ sung", "/tra-cuu/"))
    expect(page.get_by_role("main")).to_contain_text("Bản chụp bằng tốt nghiệp")
    journey.checked()
    page.goto("/cong-dan/ho-so/")
    journey.go("link", dossier.code)
    journey.go("link", "Gửi phần bổ sung")
    journey.checked()
    page.locator("[name='files_1']").set_input_files([photo("bang-mat-truoc.jpg"), photo("bang-mat-sau.jpg")])
    expect(page.get_by_text("bang-mat-sau.jpg")).to_be_visible()
    journey.checked()
    shot(page, "phone-supplement")
    journey.go("button", "Ghép các ảnh thành một tệp PDF")
    expect(page.get_by_label("bang-mat-truoc.pdf")).to_be_checked()
    journey.checked()
    journey.go("button", "Gửi phần bổ sung")
    told(page, "Đã gửi phần bổ sung")
    journey.checked()
    journey.jobs()
    again = Dossier.objects.get()
    assert (again.case.state, again.status) == (CaseState.OPEN, NationalStatus.PROCESSING)
    assert again.case.due_at is not None
    assert due is not None
    assert again.case.due_at >= due
    assert "được tiếp tục giải quyết" in journey.post.text(f"Hồ sơ {dossier.code} được tiếp tục")

    journey.finish(dossier, "Bản sao được chứng thực", "812/2026", "chuyenvien", "lanhdao", "vanthu")
    journey.fetch(dossier, "812/2026")
    assert journey.rate(dossier, "Bình thường").level == 3


def test_a_house_is_permitted_once_its_fee_is_paid(journey: Journey) -> None:
    page = journey.page
    journey.find("giay phep xay dung moi nha o", BUILDING, "Cấp giấy phép xây dựng mới")
    journey.begin()
    journey.go_on()
    journey.address("site_address", "Thửa 120, tờ bản đồ 7")
    journey.fill(site_area="120,5", site_certificate="CS 01234, 12/3/2020, Sở Tài nguyên và Môi trường", ground_area="80",
                 floor_area="160", height="8,2", floors="2", designer="Công ty Kiến trúc Sen", adjacent="no", months="8")  # fmt: skip
    journey.go_on()
    journey.give("needed_1", "so-do.pdf")
    journey.give("needed_2", "ban-ve-1.pdf", "ban-ve-2.pdf")
    journey.go_on()
    journey.fill(receive="online")
    journey.go_on()
    dossier = journey.send_in("CS 01234", "120,5", "ban-ve-2.pdf")
    journey.accept(dossier)
    move_dossier(actor=journey.office.head, dossier_id=dossier.pk, seen_seq=None, way_code="forward",
                 holder_id=journey.office.accounts["chuyenvien"])  # fmt: skip

    ask_payment(actor=journey.office.officer, dossier_id=dossier.pk, seen_seq=None, name="Lệ phí cấp giấy phép xây dựng", amount=75_000,
                reason="Lệ phí nhà ở riêng lẻ theo nghị quyết của HĐND tỉnh")  # fmt: skip
    journey.jobs()
    assert Dossier.objects.get().case.state == CaseState.PAUSED
    page.goto("/cong-dan/ho-so/")
    journey.go("link", dossier.code)
    expect(page.get_by_text("Còn phải nộp: 75.000")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Đang tạm dừng")
    journey.checked()
    shot(page, "phone-must-pay")
    page.goto(journey.post.link("cần thực hiện nghĩa vụ tài chính", "/thanh-toan/"))
    journey.checked()
    journey.go("button", "Nộp 75.000 đ")
    journey.go("button", "Nộp ngay")
    expect(page.get_by_role("link", name="Tải biên lai số 0000001")).to_be_visible(timeout=15_000)
    journey.checked()
    journey.jobs()
    again = Dossier.objects.get()
    assert (again.case.state, again.status) == (CaseState.OPEN, NationalStatus.PROCESSING)
    assert "được tiếp tục giải quyết" in journey.post.text(f"Hồ sơ {dossier.code} được tiếp tục")

    journey.finish(dossier, "Giấy phép xây dựng", "31/GPXD", "chuyenvien", "truongphong", "lanhdao", "vanthu")
    journey.fetch(dossier, "31/GPXD")
    assert journey.rate(dossier, "Hài lòng").level == 4
