"""Asking the applicant for papers or money: the clock stands, and runs again."""

from __future__ import annotations

from typing import Any

import pytest

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import NoSupplementOpen, SupplementAgain
from congso.domains.dossiers.models import Dossier, DossierFee, IssuedForm, Supplement
from congso.domains.dossiers.services import ask_payment, ask_supplement, complete_supplement, confirm_payment
from congso.domains.dossiers.tests.expecting import at, fresh, known, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.deadlines import used_minutes
from congso.foundation.casework.errors import (
    ActionNotInStep,
    CaseMoved,
    CasePaused,
    NotYourStep,
    ReasonMissing,
)
from congso.foundation.casework.models import CaseState


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """In the officer's hands since Monday the 9th."""
    with clock.at(at(9, 9, 30)):
        return bring_to(office, make_dossier(office), "work")


def ask(office: Office, dossier: Dossier, **changes: str) -> Supplement:
    values: dict[str, Any] = {"items": "Giấy chứng sinh", "reason": "Thiếu giấy tờ"} | changes
    return ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, **values)


def complete(office: Office, dossier: Dossier) -> Dossier:
    return complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Giấy chứng sinh"])


def test_the_clock_stands_and_then_the_due_time_moves_by_exactly_the_pause(office: Office, dossier: Dossier) -> None:
    old_due = dossier.case.due_at
    with clock.at(at(11, 10)):
        ask(office, dossier)
        paused = fresh(dossier)
        assert (paused.case.state, paused.case.due_at, paused.status) == (CaseState.PAUSED, None, NationalStatus.SUPPLEMENT)
        assert paused.case.promised_at == old_due
    with clock.at(at(13, 10)):
        complete(office, dossier)

    dossier = fresh(dossier)
    assert dossier.case.state == CaseState.OPEN
    assert known(dossier.case.due_at) == at(18, 17)  # two whole working days later
    unit = dossier.receiving_unit_id
    assert used_minutes(unit, known(old_due), known(dossier.case.due_at)) == used_minutes(unit, at(11, 10), at(13, 10))
    supplement = Supplement.objects.get()
    assert (supplement.promised_before, supplement.promised_after) == (old_due, dossier.case.due_at)
    assert dossier.supplement_seconds == 2 * 86400
    assert dossier.papers.filter(name="Giấy chứng sinh").exists()
    assert IssuedForm.objects.get(form="02").number == "01/HDHS"


def test_a_pause_over_a_weekend_gives_back_no_working_time(office: Office, dossier: Dossier) -> None:
    old_due = dossier.case.due_at
    with clock.at(at(13, 17, 0)):
        ask(office, dossier)
    with clock.at(at(15, 20)):
        complete(office, dossier)

    assert fresh(dossier).case.due_at == old_due


def test_two_pauses_add_up_and_the_second_needs_a_reason_and_is_counted(office: Office, dossier: Dossier) -> None:
    with clock.at(at(10, 8)):
        ask(office, dossier)
    with clock.at(at(11, 8)):
        complete(office, dossier)
        with refused(SupplementAgain, "1 lần"):
            ask(office, dossier)
    with clock.at(at(12, 8)):
        ask(office, dossier, repeat_reason="Phát sinh khi xác minh")
    with clock.at(at(13, 8)):
        complete(office, dossier)

    dossier = fresh(dossier)
    assert known(dossier.case.due_at) == at(18, 17)
    assert dossier.supplement_count == 2
    assert list(Supplement.objects.values_list("ordinal", flat=True)) == [1, 2]


def test_what_is_missing_must_be_said_by_who_has_it_where_the_process_lets_them(office: Office, dossier: Dossier) -> None:
    for field in ("items", "reason"):
        with refused(ReasonMissing):
            ask(office, dossier, **{field: "  "})
    with refused(NotYourStep):
        ask_supplement(actor=office.head, dossier_id=dossier.pk, seen_seq=None, items="x", reason="y")
    with refused(CaseMoved):
        ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=1, items="x", reason="y")
    ask(office, dossier)
    with refused(CasePaused):
        ask(office, dossier, repeat_reason="Thêm")
    other = make_dossier(office)
    with refused(ActionNotInStep):
        ask_supplement(actor=office.head, dossier_id=other.pk, seen_seq=None, items="x", reason="y")


def test_papers_are_taken_at_the_counter_when_they_were_asked_for(office: Office, dossier: Dossier) -> None:
    with refused(NoSupplementOpen):
        complete(office, dossier)
    ask(office, dossier)
    with refused(NotAllowed):
        complete_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, papers=["CCCD"])
    with refused(ReasonMissing):
        complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["  "])


def test_money_asked_for_stops_the_clock_until_it_is_paid(office: Office, dossier: Dossier) -> None:
    old_due, old_promise = dossier.case.due_at, dossier.promised_at
    with clock.at(at(11, 8)):
        ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name="Lệ phí trước bạ", amount=500_000, reason="NĐ 10")
        assert fresh(dossier).status == NationalStatus.PAYMENT
        with refused(NoSupplementOpen):
            complete(office, dossier)
    with clock.at(at(12, 8)):
        with refused(NotAllowed):
            confirm_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, note="")
        confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="Biên lai 12")

    dossier = fresh(dossier)
    assert known(old_due) == at(16, 17)
    assert known(dossier.case.due_at) == at(17, 17)
    assert known(dossier.promised_at) - known(old_promise) == known(dossier.case.due_at) - known(old_due)
    assert dossier.fee_total == 508_000
    assert DossierFee.objects.get(amount=500_000).paid_at is not None


def test_a_payment_needs_a_name_and_an_amount_and_is_confirmed_once(office: Office, dossier: Dossier) -> None:
    for name, amount in (("", 1000), ("Phí", 0), ("Phí", -5)):
        with refused(ReasonMissing):
            ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name=name, amount=amount, reason="x")
    with refused(NoSupplementOpen):
        confirm_payment(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, note="")
