"""Applicants hear by e-mail what happens to their dossiers: each thing once, and nothing that is not theirs to know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from congso.core import clock
from congso.domains.dossiers.events import DossierReceived
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import (
    apologise,
    ask_payment,
    ask_supplement,
    complete_supplement,
    confirm_payment,
    extend_dossier,
    hand_over,
    return_result,
    stop_dossier,
)  # fmt: skip
from congso.domains.dossiers.subscribers import tell_received
from congso.domains.dossiers.tests.makers import Office, bring_to, make_applicant, make_dossier, make_office
from congso.foundation.jobs.testing import run_pending_jobs

pytestmark = pytest.mark.django_db
OFFICIALS = ("Nguyễn Thị Thanh Mai", "Trần Minh Khoa", "Lê Hoàng Phúc", "Phạm Ngọc Hạnh", "Huỳnh Kim Liên")


@pytest.fixture
def office() -> Office:
    return make_office()


def subjects() -> list[str]:
    """Subjects of the letters that left since the last look, without the code."""
    run_pending_jobs()
    found = [str(letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return found


def test_the_applicant_hears_of_receipt_with_code_date_and_the_page_to_follow(office: Office) -> None:
    dossier = make_dossier(office)
    run_pending_jobs()

    letter = mail.outbox[0]
    assert letter.to == ["ngocan@example.vn"]
    assert dossier.code in letter.subject
    assert f"/tra-cuu/{dossier.public_token}/" in letter.body
    assert dossier.promised_at is not None
    assert f"{clock.local(dossier.promised_at):%d/%m/%Y}" in letter.body
    assert "087190001234" not in letter.body
    assert "Nguyễn Huệ" not in letter.body


def test_without_an_address_nothing_is_written(office: Office) -> None:
    make_dossier(office, applicant=make_applicant(email=""))

    assert subjects() == []


def test_every_change_has_its_letter_and_no_official_is_named(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    code, pk = dossier.code, dossier.pk
    assert subjects() == [f"Đã tiếp nhận hồ sơ {code}"]

    ask_supplement(
        actor=office.officer, dossier_id=pk, seen_seq=None, items="Bản sao hộ chiếu", reason="Thiếu giấy tờ"
    )
    run_pending_jobs()
    assert "Bản sao hộ chiếu" in mail.outbox[0].body
    bodies = [mail.outbox[0].body]
    assert subjects() == [f"Hồ sơ {code} cần bổ sung"]
    complete_supplement(actor=office.clerk, dossier_id=pk, seen_seq=None, papers=["Bản sao hộ chiếu"])
    assert subjects() == [f"Hồ sơ {code} được tiếp tục giải quyết"]
    ask_payment(
        actor=office.officer,
        dossier_id=pk,
        seen_seq=None,
        name="Thuế",
        amount=50_000,
        reason="Theo thông báo",
    )
    assert subjects() == [f"Hồ sơ {code}: cần thực hiện nghĩa vụ tài chính"]
    confirm_payment(actor=office.clerk, dossier_id=pk, seen_seq=None, note="")
    assert subjects() == [f"Hồ sơ {code} được tiếp tục giải quyết"]
    due = Dossier.objects.select_related("case").get(pk=pk).case.due_at
    assert due is not None
    extend_dossier(
        actor=office.leader,
        dossier_id=pk,
        seen_seq=None,
        new_due_at=due + timedelta(days=3),
        reason="Phức tạp",
    )
    assert subjects() == [f"Gia hạn giải quyết hồ sơ {code}"]
    apologise(
        actor=office.leader, dossier_id=pk, seen_seq=None, new_due_at=due + timedelta(days=6), reason="Chậm"
    )
    run_pending_jobs()
    bodies.append(mail.outbox[0].body)
    assert subjects() == [f"Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {code}"]

    assert not [name for name in OFFICIALS if any(name in body for body in bodies)]


def test_finishing_returning_and_stopping_are_told(office: Office) -> None:
    done, stopped = make_dossier(office), make_dossier(office)
    subjects()

    bring_to(office, done, "return")
    assert subjects() == [f"Hồ sơ {done.code} đã có kết quả"]
    return_result(actor=office.clerk, dossier_id=done.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")
    assert subjects() == [f"Đã trả kết quả hồ sơ {done.code}"]
    stop_dossier(actor=office.clerk, dossier_id=stopped.pk, seen_seq=None, reason="Rút hồ sơ")
    assert subjects() == [f"Đã dừng giải quyết hồ sơ {stopped.code}"]


def test_a_job_that_runs_twice_tells_once(office: Office) -> None:
    dossier = make_dossier(office)
    run_pending_jobs()
    tell_received(DossierReceived(dossier_id=str(dossier.pk)))
    run_pending_jobs()

    assert len(mail.outbox) == 1


def test_a_part_handed_over_is_not_announced_as_a_new_dossier(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    subjects()

    hand_over(actor=office.officer, dossier_id=dossier.pk, seen_seq=None,
              publication_id=office.department_publication_id, reason="Cần xác minh")  # fmt: skip

    assert subjects() == []
