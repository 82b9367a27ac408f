"""A citizen reads who looked at their data and for what it was used, takes a copy, asks for deletion."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.services import set_contact
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.models import Dossier, DossierView
from congso.domains.dossiers.services import PaperIn, consult
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application, make_dossier
from congso.domains.parties.facade import DataUse, look_up
from congso.domains.portal.errors import AlreadyAnswered, AlreadyAsked, DossiersAreKept, GroundMissing
from congso.domains.portal.models import DataExport, Draft, ErasureRequest
from congso.domains.portal.services.erasing import answer_erasure, ask_erasure
from congso.domains.portal.services.exporting import ask_export, forget_old_exports
from congso.domains.portal.services.limiting import Limits, set_limits
from congso.foundation.audit.models import AuditEntry
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.portal.test_applying import A_PDF, begin, fill

pytestmark = pytest.mark.django_db
OFFICIALS = ("Nguyễn Thị Thanh Mai", "Trần Minh Khoa", "Lê Hoàng Phúc")


@pytest.fixture
def dossier(office: Office, account: CitizenAccount) -> Dossier:
    """Her dossier with a scan, in the officer's hands."""
    scan = SimpleUploadedFile("to-khai.pdf", A_PDF)
    del account
    return bring_to(office, make_dossier(office, papers=[PaperIn("Tờ khai", 0, uploads=(scan,))]), "work")


@pytest.fixture
def desk(office: Office) -> Client:
    """The officer's browser."""
    found = Client()
    found.force_login(Account.objects.get(pk=office.accounts["chuyenvien"]))
    return found


def test_opening_a_dossier_leaves_one_line_a_day_and_the_citizen_reads_it(
    citizen: Client, desk: Client, dossier: Dossier
) -> None:
    for _time in range(3):
        desk.get(f"/ho-so/{dossier.pk}/")
    desk.get(f"/ho-so/tep/{dossier.files.get().pk}/")

    assert AuditEntry.objects.filter(action="dossiers.view_dossier").count() == 1
    assert DossierView.objects.count() == 1
    page = citizen.get("/cong-dan/du-lieu/ai-da-xem/").content.decode()
    assert "Mở xem hồ sơ" in page
    assert "Công chức Tư pháp - Hộ tịch" in page
    assert "mục đích: Giải quyết hồ sơ" in page
    assert dossier.code in page
    for name in OFFICIALS:
        assert name not in page, "the unit and the post, not the person"


def test_who_may_not_see_a_dossier_leaves_no_line(office: Office, dossier: Dossier) -> None:
    stranger = Client()
    stranger.force_login(Account.objects.get(pk=office.accounts["sochuyenvien"]))

    assert stranger.get(f"/ho-so/{dossier.pk}/").status_code == 404
    assert not DossierView.objects.exists()


def test_a_look_up_at_the_counter_is_shown_with_its_purpose(citizen: Client, office: Office, account: CitizenAccount) -> None:
    look_up(actor=office.clerk, identity_number=account.party.identity_number, purpose="Tiếp nhận hồ sơ")

    page = citizen.get("/cong-dan/du-lieu/ai-da-xem/").content.decode()
    assert "Tra cứu người dân, tổ chức" in page
    assert "mục đích: Tiếp nhận hồ sơ" in page


def test_nobody_reads_who_looked_at_another_ones_data(office: Office, desk: Client, dossier: Dossier) -> None:
    desk.get(f"/ho-so/{dossier.pk}/")
    other = Client()
    enter_as(other, make_account(subject="s-2", number="087085000027", name="Người Lạ"))

    page = other.get("/cong-dan/du-lieu/ai-da-xem/").content.decode()
    assert dossier.code not in page
    assert "Chưa có ai xem" in page


def test_the_log_is_paged_without_a_question_for_each_line(
    citizen: Client, office: Office, account: CitizenAccount, django_assert_max_num_queries: Any
) -> None:
    for _time in range(52):
        look_up(actor=office.clerk, identity_number=account.party.identity_number, purpose="Tiếp nhận hồ sơ")
    citizen.get("/cong-dan/du-lieu/ai-da-xem/")

    with django_assert_max_num_queries(12):
        page = citizen.get("/cong-dan/du-lieu/ai-da-xem/").content.decode()

    assert page.count("mục đích:") == 50
    older = page.split('href="?after=')[1].split('"')[0]
    assert citizen.get(f"/cong-dan/du-lieu/ai-da-xem/?after={older}").content.decode().count("mục đích:") == 2


def test_sending_in_records_purpose_and_legal_ground(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    assert "Mục đích: cơ quan dùng dữ liệu" in citizen.get(f"/cong-dan/nhap/{draft.pk}/xem-lai/").content.decode()
    assert not DataUse.objects.exists()

    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    use = DataUse.objects.get()
    assert (use.kind, use.agreed, use.subject) == ("submission", True, Dossier.objects.get().code)
    assert "91/2025/QH15" in use.legal_basis
    page = citizen.get("/cong-dan/du-lieu/").content.decode()
    assert "Giải quyết thủ tục: Thủ tục đăng ký lại khai sinh" in page
    assert "bạn đã được báo và xác nhận" in page


def test_asking_another_agency_is_recorded_and_within_the_agency_is_not(office: Office, dossier: Dossier) -> None:
    for unit in ("phuong-kt", "so-cm"):
        consult(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units[unit], question="?",
                due_at=clock.now() + timedelta(days=2))  # fmt: skip

    use = DataUse.objects.get()
    assert (use.kind, use.unit_id, use.party_id) == ("sharing", office.units["so"], dossier.party_id)


def test_the_copy_is_packed_by_the_worker_and_holds_everything(citizen: Client, dossier: Dossier, account: CitizenAccount) -> None:
    page = citizen.post("/cong-dan/du-lieu/ban-sao/", follow=True).content.decode()
    assert "Đang chờ" in page
    export = DataExport.objects.get()
    assert citizen.get(f"/cong-dan/du-lieu/ban-sao/{export.pk}/tai/").status_code == 409

    run_pending_jobs()

    export.refresh_from_db()
    assert (export.state, export.done, export.total) == ("ready", 2, 2)
    assert "Tải về" in citizen.get(f"/cong-dan/du-lieu/ban-sao/{export.pk}/").content.decode()
    answer = citizen.get(f"/cong-dan/du-lieu/ban-sao/{export.pk}/tai/")
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        data = json.loads(archive.read("du-lieu.json"))
        paper = archive.read(data["dossiers"][0]["files"][0])
    assert paper == A_PDF
    assert data["identity_number"] == account.party.identity_number
    assert data["dossiers"][0]["code"] == dossier.code
    assert {"portal.ask_export", "portal.fetch_export"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_a_second_copy_waits_for_the_first_and_old_ones_are_thrown_away(account: CitizenAccount, office: Office) -> None:
    del office
    export = ask_export(actor=actor_of(account), account=account)
    with pytest.raises(AlreadyAsked):
        ask_export(actor=actor_of(account), account=account)
    run_pending_jobs()
    DataExport.objects.update(asked_at=clock.now() - timedelta(days=4))

    assert forget_old_exports() == 1
    export.refresh_from_db()
    assert export.state == "gone"


def test_a_dossier_one_may_only_act_in_is_not_ones_own_data(account: CitizenAccount, office: Office) -> None:
    from congso.domains.citizens.services import give_mandate
    from congso.domains.dossiers.facade import own_dossier_data

    other = make_account(subject="s-2", number="087085000027", name="Lê Văn Bảy")
    give_mandate(actor=actor_of(other), holder_number=account.party.identity_number, holder_name="x")
    make_application(office, actor_of(other), applicant=_applicant(other))

    assert list(own_dossier_data(viewer=actor_of(account))) == []
    assert len(list(own_dossier_data(viewer=actor_of(other)))) == 1


def _applicant(account: CitizenAccount) -> Any:
    from congso.domains.dossiers.tests.makers import make_applicant

    return make_applicant(identity_number=account.party.identity_number, name=account.party.name)


def answer(office: Office, row: ErasureRequest, *, grant: bool = True, words: str = "Điều 14 Luật 91/2025/QH15") -> None:
    """The administrator answers."""
    answer_erasure(actor=office.actor("quantri"), erasure_id=row.pk, grant=grant, answer=words)


def test_asking_gives_a_deadline_by_the_rule_and_the_citizen_sees_it(citizen: Client, office: Office) -> None:
    set_limits(actor=office.actor("quantri"), valid_from=clock.today(), limits=Limits(answer_days=9))

    page = citizen.post("/cong-dan/du-lieu/", {"what": "drafts", "words": "Không nộp nữa"}, follow=True).content.decode()

    row = ErasureRequest.objects.get()
    assert clock.local(row.due_at).date() >= clock.today() + timedelta(days=9)
    assert "Đang chờ trả lời" in page
    again = citizen.post("/cong-dan/du-lieu/", {"what": "drafts"})
    assert again.status_code == 409
    assert ErasureRequest.objects.count() == 1


def test_granting_deletes_drafts_and_says_why(citizen: Client, office: Office, account: CitizenAccount) -> None:
    begin(citizen, office)
    row = ask_erasure(actor=actor_of(account), account=account, what="drafts")

    answer(office, row)

    assert not Draft.objects.exists()
    page = citizen.get("/cong-dan/du-lieu/").content.decode()
    assert "Điều 14 Luật 91/2025/QH15" in page
    assert "Bùi Đức Long" not in page
    with pytest.raises(AlreadyAnswered):
        answer(office, row)


def test_refusing_deletes_nothing(citizen: Client, office: Office, account: CitizenAccount) -> None:
    begin(citizen, office)
    row = ask_erasure(actor=actor_of(account), account=account, what="drafts")
    with pytest.raises(GroundMissing):
        answer(office, row, words=" ")
    with pytest.raises(NotAllowed):
        answer_erasure(actor=office.clerk, erasure_id=row.pk, grant=True, answer="Được")

    answer(office, row, grant=False, words="Đang có tranh chấp")

    assert Draft.objects.count() == 1
    assert "Đang có tranh chấp" in citizen.get("/cong-dan/du-lieu/").content.decode()


def test_dossiers_are_never_deleted(office: Office, account: CitizenAccount, dossier: Dossier) -> None:
    row = ask_erasure(actor=actor_of(account), account=account, what="dossiers")

    with pytest.raises(DossiersAreKept):
        answer(office, row)

    assert Dossier.objects.filter(pk=dossier.pk).exists()
    row.refresh_from_db()
    assert row.state == "asked"


def test_contact_data_and_the_store_are_emptied(
    citizen: Client, office: Office, account: CitizenAccount, dossier: Dossier
) -> None:
    set_contact(actor=actor_of(account), phone="0912345678", email="an@example.vn")
    assert "to-khai.pdf" in citizen.get("/cong-dan/giay-to/").content.decode()

    for what in ("contact", "store"):
        answer(office, ask_erasure(actor=actor_of(account), account=account, what=what))

    account.refresh_from_db()
    account.party.refresh_from_db()
    assert (account.phone, account.email, account.party.phone, account.party.email) == ("", "", "", "")
    assert Dossier.objects.get(pk=dossier.pk).applicant_phone == "0912345678", "what was written on papers stays"
    assert "to-khai.pdf" not in citizen.get("/cong-dan/giay-to/").content.decode()
    assert citizen.get(f"/cong-dan/giay-to/{dossier.files.get().pk}/").status_code == 200, "the dossier keeps it"


def test_a_closed_account_is_out_and_begins_anew_at_the_next_login(citizen: Client, office: Office, account: CitizenAccount) -> None:
    begin(citizen, office)
    answer(office, ask_erasure(actor=actor_of(account), account=account, what="account"))

    assert citizen.get("/cong-dan/ho-so/").status_code == 302
    assert not Draft.objects.exists()
    again = make_account()
    assert (again.pk, again.closed_at) == (account.pk, None)


def test_the_office_answers_on_its_screens(office: Office, account: CitizenAccount) -> None:
    row = ask_erasure(actor=actor_of(account), account=account, what="contact", words="Đổi số")
    admin = Client()
    admin.force_login(Account.objects.get(pk=office.accounts["quantri"]))

    page = admin.get("/quan-tri/cong-dan/xoa-du-lieu/").content.decode()
    assert account.party.name in page
    assert account.party.identity_number not in page, "masked"
    admin.post(f"/quan-tri/cong-dan/xoa-du-lieu/{row.pk}/", {"grant": "yes", "answer": "Theo yêu cầu của chủ thể"})

    row.refresh_from_db()
    assert row.state == "granted"
    line = AuditEntry.objects.get(action="portal.answer_erasure")
    assert line.details["reason"] == "Theo yêu cầu của chủ thể"
