"""Stopping at the applicant's request (Mẫu 05)."""

from __future__ import annotations

import pytest

from congso.core.errors import NotAllowed
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import DecisionMade
from congso.domains.dossiers.services import ask_supplement, stop_dossier
from congso.domains.dossiers.tests.expecting import fresh, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import CaseClosed, CaseMoved, ReasonMissing
from congso.foundation.casework.models import CasePause


@pytest.mark.parametrize("step", ["assign", "work", "review", "sign"])
def test_before_a_decision_the_applicant_may_have_it_stopped(office: Office, step: str) -> None:
    dossier = bring_to(office, make_dossier(office), step)

    form = stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=dossier.case.seq, reason="Đổi ý", papers_returned="CCCD")

    dossier = fresh(dossier)
    assert (dossier.status, dossier.case.state, dossier.case.outcome) == (NationalStatus.WITHDRAWN, "closed", "withdrawn")
    assert (form.number, form.data["papers_returned"]) == ("01/TBD", "CCCD")
    assert dossier.finished_at is not None


def test_while_the_clock_stands_too_and_the_pause_ends_with_it(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="x", reason="y")

    stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Đổi ý")

    assert CasePause.objects.get().ended_at is not None
    with refused(CaseClosed):
        stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Đổi ý")


@pytest.mark.parametrize("step", ["registry", "return"])
def test_after_a_decision_it_is_too_late(office: Office, step: str) -> None:
    dossier = bring_to(office, make_dossier(office), step)

    with refused(DecisionMade):
        stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Đổi ý")


def test_it_needs_a_reason_and_the_counter(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    with refused(ReasonMissing):
        stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason=" ")
    with refused(NotAllowed):
        stop_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, reason="x")
    with refused(CaseMoved):
        stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, reason="x")
