"""The catalogue's screens: right words, right people, no query too many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from congso.domains.procedures.models import Procedure, ProcedureVersion, Publication
from congso.domains.procedures.services.editing import edit_version
from congso.domains.procedures.tests.makers import (
    START,
    SYSTEM,
    make_agency,
    make_procedure,
    make_process_version,
    make_publication,
    make_terms,
)
from congso.foundation.audit.models import AuditEntry
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit
from congso.foundation.people.models import Account, Appointment, Position, Role, RoleRight, Scope

pytestmark = pytest.mark.django_db


def _signed_in(unit: Unit, rights: Sequence[str] = (), scope: str = Scope.AGENCY) -> Client:
    """A browser in which somebody of the unit, with these rights, has signed in."""
    number = Account.objects.count() + 1
    role = Role.objects.create(code=f"role-{number}", name="Vai trò")
    RoleRight.objects.bulk_create(RoleRight(role=role, action=right, scope=scope) for right in rights)
    account = Account.objects.create(username=f"user{number}", full_name="Nguyễn Văn Thử", sort_name="x")
    position = Position.objects.create(unit=unit, role=role, title="Chuyên viên", valid_from=START)
    Appointment.objects.create(account=account, position=position, valid_from=START)
    epoch.bump()
    client = Client()
    client.force_login(account, backend="congso.foundation.people.backends.AccountBackend")
    return client


@pytest.fixture
def agency() -> Unit:
    return make_agency("UBND phường Cao Lãnh")


@pytest.fixture
def reader(agency: Unit) -> Client:
    return _signed_in(agency)


@pytest.fixture
def publisher(agency: Unit) -> Client:
    return _signed_in(agency, ["procedures.publish"])


@pytest.fixture
def keeper(agency: Unit) -> Client:
    return _signed_in(agency, ["procedures.manage"], Scope.PROVINCE)


def _text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def _no_fees() -> dict[str, object]:
    return {"fees-TOTAL_FORMS": 0, "fees-INITIAL_FORMS": 0}


def _posted(process: int, **values: object) -> dict[str, object]:
    return {
        "process_version": process, "division_function": "justice", "legal_amount": "1", "legal_unit": "working_day",
        "agency_amount": "", "agency_unit": "working_day", "cutoff": "15:00", "result_kind": "both",
        "valid_from": "2026-01-05", **_no_fees(), **values,
    }  # fmt: skip


def test_the_list_finds_without_tone_marks_and_says_what_is_published(reader: Client) -> None:
    make_publication(version=make_procedure(name="Thủ tục đăng ký khai sinh", code="1.001193"))
    make_procedure(name="Cấp giấy phép xây dựng", code="1.009999", field="Xây dựng")

    found = _text(reader, reverse("procedures:catalogue") + "?q=khai+sinh")
    assert "Thủ tục đăng ký khai sinh" in found
    assert "1 cơ quan" in found
    assert "Cấp giấy phép xây dựng" not in found
    assert "Không có thủ tục nào phù hợp" in _text(reader, reverse("procedures:catalogue") + "?q=zzzzz")
    assert "Chưa công bố" in _text(
        reader, reverse("procedures:catalogue") + "?level=commune&field=khong&agency=9"
    )


def test_the_procedure_page_shows_papers_channels_versions_and_where_published(reader: Client) -> None:
    version = make_procedure(code="1.001193", papers=["Tờ khai đăng ký khai sinh"], requirements="Có mặt")
    make_publication(version=version, agency=make_agency("UBND xã Tân Hồng"))
    edit_version(
        actor=SYSTEM, version_id=version.pk, changes={"requirements": "Không cần có mặt"}, note="NĐ mới"
    )

    page = _text(reader, reverse("procedures:procedure", args=["1.001193"]))
    for words in ("Tờ khai đăng ký khai sinh", "UBND xã Tân Hồng", "1 ngày làm việc", "Không cần có mặt", "NĐ mới",
                  "Theo phiên bản cũ", "8.000 đ"):  # fmt: skip
        assert words in page
    assert "Phiên bản cũ" in _text(
        reader, reverse("procedures:procedure", args=["1.001193"]) + "?phien-ban=1"
    )
    compared = _text(reader, reverse("procedures:compare", args=["1.001193"]) + "?cu=1&moi=2")
    assert "<del>Có mặt</del>" in compared
    assert "<ins>Không cần có mặt</ins>" in compared
    for missing in ("?phien-ban=9", "?phien-ban=x"):
        _text(reader, reverse("procedures:procedure", args=["1.001193"]) + missing, 404)
    _text(reader, reverse("procedures:procedure", args=["9.999999"]), 404)


def test_the_procedure_page_costs_the_same_however_many_agencies(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version, terms = make_procedure(), make_terms()
    for number in range(12):
        make_publication(version=version, agency=make_agency(f"UBND xã số {number}"), terms=terms)
    url = reverse("procedures:procedure", args=[version.procedure.code])
    reader.get(url)

    with django_assert_max_num_queries(11):
        reader.get(url)
    with django_assert_max_num_queries(6):
        reader.get(reverse("procedures:catalogue"))


def test_nobody_reads_without_signing_in() -> None:
    version = make_procedure()

    for url in (reverse("procedures:catalogue"), reverse("procedures:procedure", args=[version.procedure.code]),
                reverse("procedures:import")):  # fmt: skip
        assert Client().get(url).status_code == 302


def test_who_may_not_publish_or_keep_finds_no_such_page_and_no_button(reader: Client, agency: Unit) -> None:
    row = make_publication(agency=agency)
    code = row.procedure.code

    for name, argument in (("publish", code), ("edit", code), ("revise", row.pk), ("withdraw", row.pk)):
        _text(reader, reverse(f"procedures:{name}", args=[argument]), 404)
    _text(reader, reverse("procedures:import"), 404)
    _text(reader, reverse("procedures:steps_sum"), 404)
    page = _text(reader, reverse("procedures:procedure", args=[code]))
    assert "Công bố tại cơ quan" not in page
    assert "Chỉnh sửa" not in page


def test_publishing_by_the_form(publisher: Client, agency: Unit) -> None:
    version, process = make_procedure(code="1.001193"), make_process_version(120, 240)
    other = make_agency("UBND xã Khác")
    url = reverse("procedures:publish", args=["1.001193"])
    page = _text(publisher, url)
    assert "6 giờ làm việc (0,75 ngày làm việc)" in page
    assert "UBND xã Khác" not in page
    fee = {
        "fees-TOTAL_FORMS": 1, "fees-INITIAL_FORMS": 0, "fees-0-name": "Lệ phí hộ tịch", "fees-0-kind": 2,
        "fees-0-amount": 8000, "fees-0-collected": 1,
    }  # fmt: skip

    assert publisher.post(url, _posted(process.pk, agencies=[other.pk])).status_code == 422
    assert not Publication.objects.exists()
    answer = publisher.post(url, _posted(process.pk, agencies=[agency.pk], **fee), follow=True)

    assert "Đã công bố thủ tục tại 1 cơ quan." in answer.content.decode()
    row = Publication.objects.get()
    assert (row.agency_id, row.version_id, row.legal_amount) == (agency.pk, version.pk, Decimal(1))
    assert [(one.name, one.amount) for one in row.fees.all()] == [("Lệ phí hộ tịch", 8000)]


def test_the_form_names_both_figures_when_the_steps_take_too_long(publisher: Client, agency: Unit) -> None:
    make_procedure(code="1.001193")
    process = make_process_version(480, 240)
    url = reverse("procedures:publish", args=["1.001193"])

    answer = publisher.post(url, _posted(process.pk, agencies=[agency.pk]))

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "12 giờ làm việc (1,5 ngày làm việc)" in words
    assert "Vượt thời hạn, không công bố được" in words
    assert not Publication.objects.exists()
    asked: dict[str, str | int] = {
        "process_version": process.pk,
        "legal_amount": 2,
        "legal_unit": "working_day",
    }
    fragment = publisher.get(reverse("procedures:steps_sum"), asked)
    assert "Trong thời hạn" in fragment.content.decode()


def test_only_checking_the_sum_publishes_nothing(publisher: Client, agency: Unit) -> None:
    make_procedure(code="1.001193")

    answer = publisher.post(
        reverse("procedures:publish", args=["1.001193"]),
        _posted(make_process_version(60).pk, agencies=[agency.pk], check="1"),
    )

    assert "Trong thời hạn" in answer.content.decode()
    assert not Publication.objects.exists()


def test_changing_and_withdrawing_a_publication(publisher: Client, agency: Unit) -> None:
    row = make_publication(agency=agency)
    page = _text(publisher, reverse("procedures:revise", args=[row.pk]))
    assert "UBND phường Cao Lãnh" in page
    assert "Lệ phí hộ tịch" in page

    publisher.post(
        reverse("procedures:revise", args=[row.pk]), _posted(row.process_version_id, legal_amount="2")
    )
    new = Publication.objects.get(valid_to=None)
    assert (new.legal_amount, new.valid_from) == (Decimal(2), date(2026, 1, 5))

    url = reverse("procedures:withdraw", args=[new.pk])
    assert publisher.post(url, {"reason": "", "on": "2026-02-02"}).status_code == 422
    answer = publisher.post(url, {"reason": "Bãi bỏ", "on": "2026-02-02"}, follow=True)
    assert "Chưa cơ quan nào công bố" in answer.content.decode()
    foreign = make_publication(agency=make_agency("UBND xã Khác"))
    _text(publisher, reverse("procedures:withdraw", args=[foreign.pk]), 404)


def test_importing_shows_the_report_first_and_writes_only_when_told(keeper: Client) -> None:
    record = {
        "ma_thu_tuc": "1.000003",
        "ten_thu_tuc": "Cấp phép",
        "linh_vuc": "Xây dựng",
        "cap_thuc_hien": ["Cấp xã"],
    }

    def send(mode: str, content: str) -> tuple[int, str]:
        upload = SimpleUploadedFile("danh-muc.jsonl", content.encode())
        answer = keeper.post(reverse("procedures:import"), {"file": upload, "on": "2026-01-05", "mode": mode})
        return answer.status_code, answer.content.decode()

    assert "Nhập danh mục thủ tục" in _text(keeper, reverse("procedures:import"))
    assert "chưa ghi gì" in send("preview", json.dumps(record))[1]
    assert not Procedure.objects.exists()
    assert "Đã nhập danh mục: 1 thủ tục." in send("import", json.dumps(record))[1]
    changed = send("import", json.dumps(record | {"yeu_cau": "Mới"}))[1]
    assert "yêu cầu, điều kiện" in changed
    status, sentence = send("import", json.dumps(record) + "\n{hỏng")
    assert status == 422
    assert "dòng 2" in sentence
    assert ProcedureVersion.objects.count() == 2
    upload = SimpleUploadedFile("virus.exe", b"x")
    assert (
        keeper.post(
            reverse("procedures:import"), {"file": upload, "on": "2026-01-05", "mode": "import"}
        ).status_code
        == 422
    )


def test_correcting_by_the_form_makes_a_version(keeper: Client) -> None:
    version = make_procedure(code="1.001193", papers=["Tờ khai"])
    url = reverse("procedures:edit", args=["1.001193"])
    assert "Tờ khai" in _text(keeper, url)
    form = {
        "name": "Đăng ký khai sinh", "note": "Gọn tên", "valid_from": "2026-01-05", "version_id": version.pk,
        "papers-TOTAL_FORMS": 2, "papers-INITIAL_FORMS": 1, "papers-0-name": "Tờ khai", "papers-0-originals": 1,
        "papers-0-copies": 0, "papers-1-name": "Giấy chứng sinh", "papers-1-originals": 1, "papers-1-copies": 0,
        "channels-TOTAL_FORMS": 2, "channels-INITIAL_FORMS": 1, "channels-0-channel": 1, "channels-0-amount": "1",
        "channels-0-unit": "working_day", "channels-1-channel": 2, "channels-1-amount": "0", "channels-1-unit": "working_day",
        "channels-1-fee_amount": 8000,
    }  # fmt: skip

    answer = keeper.post(url, form, follow=True)

    assert "Đã lưu phiên bản mới" in answer.content.decode()
    new = ProcedureVersion.objects.get(number=2)
    assert [paper.name for paper in new.papers.all()] == ["Tờ khai", "Giấy chứng sinh"]
    assert [(row.channel, str(row.amount), row.fee_amount) for row in new.channels.all()] == [
        (1, "1.00", None), (2, "0.00", 8000),
    ]  # fmt: skip
    assert keeper.post(url, form).status_code == 409
    assert AuditEntry.objects.filter(action="procedures.edit_version", outcome="refused").count() == 1
