"""One account does not fill the office; malware does not come in; what was typed survives the end of a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.models import Dossier, DossierMessage
from congso.domains.dossiers.tests.makers import SYSTEM, Office, make_application
from congso.domains.portal.errors import RuleInThePast
from congso.domains.portal.models import Draft, DraftFile, UsageTally
from congso.domains.portal.services.limiting import Limits, forget_old_tallies, set_limits
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.files.tests.clamav import SIGN, StandIn, running
from tests.portal.test_applying import A_PDF, begin, fill

pytestmark = pytest.mark.django_db


def limit(**changes: int) -> None:
    """Set a limit from today."""
    set_limits(actor=SYSTEM, valid_from=clock.today(), limits=Limits(**changes))


def send_file(citizen: Client, draft: Draft, name: str = "a.pdf", content: bytes = A_PDF) -> str:
    """Put a file into the first paper's box; the page that answers."""
    scan = SimpleUploadedFile(name, content)
    step = f"/cong-dan/nhap/{draft.pk}/buoc/giay-to/"
    return citizen.post(step, {"paper_1": scan, "_do": "refresh"}).content.decode()


def test_more_files_than_allowed_in_an_hour_are_refused_with_the_hour_to_come_back(citizen: Client, office: Office) -> None:
    limit(files_hour=1)
    draft = begin(citizen, office)
    send_file(citizen, draft, "mot.pdf", A_PDF + b"%1\n")

    page = send_file(citizen, draft, "hai.pdf", A_PDF + b"%2\n")

    again = clock.local(clock.now() + timedelta(hours=1))
    assert "Mỗi giờ chỉ nhận tối đa 1 tệp" in page
    assert f"Xin thử lại sau {again:%H}:00" in page
    assert DraftFile.objects.get().name == "mot.pdf"


def test_pieces_are_counted_by_the_whole_file_and_programs_hear_429(citizen: Client, office: Office) -> None:
    limit(megabytes_hour=1)
    draft = begin(citizen, office)
    asked = {"name": "lon.pdf", "size": 2 * 1024 * 1024, "box": "paper_1"}

    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/tai-len/", asked)

    assert answer.status_code == 429
    assert "1 MB" in answer.json()["error"]
    assert 0 < int(answer["Retry-After"]) <= 3600


def test_drafts_and_submissions_are_counted(citizen: Client, office: Office) -> None:
    limit(drafts_hour=1, submissions_hour=1)
    draft = begin(citizen, office)
    party = CitizenAccount.objects.get().party_id
    again = citizen.post(f"/nop/{office.publication_id}/", {"as": f"self:{party}", "centre": office.units["phuong-mc"]})
    assert "hồ sơ bắt đầu soạn" in again.content.decode()
    assert Draft.objects.count() == 1

    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    fill(citizen, draft)
    page = citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    assert "lượt nộp hồ sơ" in page.content.decode()
    assert not Dossier.objects.exists()


def test_messages_are_counted_over_all_dossiers(citizen: Client, office: Office, account: CitizenAccount) -> None:
    limit(messages_hour=1)
    first, second = (make_application(office, actor_of(account)) for _time in range(2))
    citizen.post(f"/cong-dan/ho-so/{first.pk}/tin-nhan/", {"text": "Một"})

    answer = citizen.post(f"/cong-dan/ho-so/{second.pk}/tin-nhan/", {"text": "Hai"})

    assert answer.status_code == 429
    assert "Hai" in answer.content.decode(), "what was written is not lost"
    assert DossierMessage.objects.get().text == "Một"


def test_one_persons_limit_is_not_anothers(citizen: Client, office: Office) -> None:
    limit(files_hour=1)
    send_file(citizen, begin(citizen, office))
    other = Client()
    neighbour = make_account(subject="s-2", number="087085000027", name="Nguyễn Văn Kế")
    enter_as(other, neighbour)
    other.post(f"/nop/{office.publication_id}/", {"as": f"self:{neighbour.party_id}", "centre": office.units["phuong-mc"]})

    send_file(other, Draft.objects.get(account=neighbour), "b.pdf", A_PDF + b"%b\n")

    assert DraftFile.objects.count() == 2


def test_only_who_may_sets_limits_and_never_backwards(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_limits(actor=office.clerk, valid_from=clock.today(), limits=Limits())
    with pytest.raises(RuleInThePast):
        set_limits(actor=SYSTEM, valid_from=clock.today() - timedelta(days=1), limits=Limits())


def test_old_tallies_are_forgotten(account: CitizenAccount) -> None:
    UsageTally.objects.create(account_id=account.pk, hour=clock.now() - timedelta(hours=5))

    assert forget_old_tallies() == 1


@pytest.fixture
def scanner(settings: LazySettings) -> Iterator[StandIn]:
    """A virus scanner."""
    with running() as found:
        settings.CONGSO_CLAMD = found.address
        yield found


@pytest.mark.usefixtures("scanner")
def test_malware_from_a_citizen_is_refused_and_logged_with_their_name(citizen: Client, office: Office) -> None:
    page = send_file(citizen, begin(citizen, office), "xau.pdf", A_PDF + SIGN + b"\n%%EOF\n")

    assert "có mã độc" in page
    assert not StoredFile.objects.exists()
    line = AuditEntry.objects.get(action="portal.upload_file")
    assert (line.outcome, line.actor_name) == ("refused", "Trần Thị Ngọc Ẩn")
    assert line.details["found"] == "Eicar-Signature"


def test_the_office_sees_that_a_file_is_unscanned_and_is_warned(
    citizen: Client, office: Office, settings: LazySettings
) -> None:
    settings.CONGSO_CLAMD = "127.0.0.1:9"
    draft = begin(citizen, office)
    fill(citizen, draft)
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    dossier, desk = Dossier.objects.get(), Client()
    desk.force_login(_account(office.accounts["motcua"]))

    assert "chờ quét mã độc" in desk.get(f"/ho-so/truc-tuyen/{dossier.pk}/").content.decode()
    url = f"/ho-so/tep/{dossier.files.latest('pk').pk}/"
    warned = desk.get(url)
    assert "chưa được quét mã độc" in warned.content.decode()
    assert "Content-Disposition" not in warned
    assert desk.get(url + "?van-tai=1")["Content-Disposition"].startswith("attachment")
    StoredFile.objects.update(scan=ScanState.INFECTED)
    assert desk.get(url + "?van-tai=1").status_code == 409


def _account(key: int) -> object:
    from congso.foundation.people.models import Account

    return Account.objects.get(pk=key)


def expire(citizen: Client) -> None:
    """The session ends; the browser keeps its cookies."""
    citizen.session.flush()


STEP = "buoc/noi-dung/"


def test_what_was_typed_when_the_session_ended_is_there_after_the_login(
    citizen: Client, office: Office, account: CitizenAccount
) -> None:
    draft = begin(citizen, office)
    url = f"/cong-dan/nhap/{draft.pk}/{STEP}"
    expire(citizen)

    answer = citizen.post(url, {"request": "Câu viết rất lâu", "_do": "next"})
    assert answer["Location"] == f"/cong-dan/dang-nhap/?next={url.replace('/', '%2F')}"
    draft.refresh_from_db()
    assert "request" not in draft.answers, "nobody is logged in: nothing is saved yet"
    session = citizen.session
    session["citizen"] = account.pk
    session.save()
    page = citizen.get(url).content.decode()

    assert "Câu viết rất lâu" in page
    assert "nội dung vừa nhập đã được giữ" in page
    draft.refresh_from_db()
    assert draft.answers["request"] == "Câu viết rất lâu"
    assert "typed_without_session" not in citizen.session


def test_what_was_typed_is_not_given_to_somebody_else_who_logs_in_there(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    url = f"/cong-dan/nhap/{draft.pk}/{STEP}"
    expire(citizen)
    citizen.post(url, {"request": "Chuyện riêng", "_do": "next"})
    session = citizen.session
    session["citizen"] = make_account(subject="s-2", number="087085000027", name="Người Sau").pk
    session.save()

    answer = citizen.get(url)

    assert answer.status_code == 404
    assert "Chuyện riêng" not in answer.content.decode()
    assert "typed_without_session" not in citizen.session, "and it is thrown away"
    draft.refresh_from_db()
    assert "request" not in draft.answers


def test_nothing_but_a_drafts_step_waits_for_the_login(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    expire(citizen)

    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    assert "typed_without_session" not in citizen.session
    assert not Dossier.objects.exists()


def test_a_forged_post_changes_nothing(office: Office, account: CitizenAccount) -> None:
    strict = Client(enforce_csrf_checks=True)
    enter_as(strict, account)
    plain = Client()
    enter_as(plain, account)
    draft = begin(plain, office)

    for path, data in (
        (f"/cong-dan/nhap/{draft.pk}/{STEP}", {"request": "giả", "_do": "next"}),
        (f"/cong-dan/nhap/{draft.pk}/xoa/", {}),
        ("/cong-dan/du-lieu/", {"what": "account"}),
        ("/cong-dan/du-lieu/ban-sao/", {}),
        ("/cong-dan/tai-khoan/lien-he/", {"phone": "0900000000"}),
    ):
        assert strict.post(path, data).status_code == 403, path
    strict.session.flush()
    assert strict.post(f"/cong-dan/nhap/{draft.pk}/{STEP}", {"request": "giả"}).status_code == 403
    assert "typed_without_session" not in strict.session
    draft.refresh_from_db()
    assert "request" not in draft.answers


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "http:///x"]
)
def test_the_login_leads_nowhere_else(citizen: Client, target: str) -> None:
    assert citizen.get("/cong-dan/dang-nhap/", {"next": target})["Location"] == "/cong-dan/tai-khoan/"
