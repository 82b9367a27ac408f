"""Asking another unit."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import answer_consultation, consult, hand_over, withdraw_consultation
from congso.domains.dossiers.tests.expecting import last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import (
    ActionNotInStep,
    CaseClosed,
    CaseMoved,
    DateInThePast,
    NobodyThere,
    NotYourStep,
    ReasonMissing,
)  # fmt: skip
from congso.foundation.casework.models import Case


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return bring_to(office, make_dossier(office), "work")


def ask(office: Office, dossier: Dossier, unit: str = "phuong-kt", question: str = "Có tranh chấp không?", days: int = 2) -> Case:
    return consult(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units[unit], question=question,
                   due_at=clock.now() + timedelta(days=days))  # fmt: skip


def test_the_question_lies_with_the_other_unit_and_its_answer_comes_back(office: Office, dossier: Dossier) -> None:
    child = ask(office, dossier)
    assert (child.holder_unit_id, child.parent_id) == (office.units["phuong-kt"], dossier.pk)
    assert last_event(dossier).action == "consulted"

    answer_consultation(
        actor=office.actor("truongkinhte"), case_id=child.pk, seen_seq=child.seq, opinion="Không tranh chấp."
    )

    child.refresh_from_db()
    assert (child.state, child.outcome) == ("closed", "answered")
    event = last_event(dossier)
    assert (event.action, event.note, event.is_public) == ("consultation_answered", "Không tranh chấp.", False)


def test_an_agency_is_asked_too(office: Office, dossier: Dossier) -> None:
    child = ask(office, dossier, unit="so-cm")

    answer_consultation(actor=office.actor("sotruong"), case_id=child.pk, seen_seq=None, opinion="Đồng ý.")

    assert last_event(dossier).actor_name == "Bùi Gia Khánh"


def test_a_question_needs_words_a_coming_date_and_somebody_to_answer(office: Office, dossier: Dossier) -> None:
    with refused(ReasonMissing):
        ask(office, dossier, question="  ")
    with refused(DateInThePast):
        ask(office, dossier, days=-1)
    with refused(NobodyThere):
        ask(office, dossier, unit="xa-mc")
    with refused(NotYourStep):
        consult(actor=office.head, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units["so-cm"], question="?",
                due_at=clock.now() + timedelta(days=1))  # fmt: skip
    signing = bring_to(office, make_dossier(office), "sign")
    with refused(ActionNotInStep):
        consult(actor=office.leader, dossier_id=signing.pk, seen_seq=None, unit_id=office.units["so-cm"], question="?",
                due_at=clock.now() + timedelta(days=1))  # fmt: skip


def test_only_who_was_asked_answers_in_words_and_once(office: Office, dossier: Dossier) -> None:
    child, asked = ask(office, dossier), office.actor("truongkinhte")
    with refused(NotVisible):
        answer_consultation(actor=office.actor("sotruong"), case_id=child.pk, seen_seq=None, opinion="x")
    with refused(ReasonMissing):
        answer_consultation(actor=asked, case_id=child.pk, seen_seq=None, opinion=" ")
    answer_consultation(actor=asked, case_id=child.pk, seen_seq=1, opinion="Có.")
    with refused(CaseMoved):
        answer_consultation(actor=asked, case_id=child.pk, seen_seq=1, opinion="Không.")
    with refused(CaseClosed):
        answer_consultation(actor=asked, case_id=child.pk, seen_seq=None, opinion="Không.")


def test_a_question_is_taken_back_with_a_reason_and_the_work_goes_on(office: Office, dossier: Dossier) -> None:
    child = ask(office, dossier)
    with refused(ReasonMissing):
        withdraw_consultation(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, child_id=child.pk, reason="")
    with refused(NotYourStep):
        withdraw_consultation(actor=office.head, dossier_id=dossier.pk, seen_seq=None, child_id=child.pk, reason="x")
    with refused(NotVisible):
        withdraw_consultation(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, child_id=uuid4(), reason="x")

    withdraw_consultation(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, child_id=child.pk, reason="Đã rõ")

    child.refresh_from_db()
    assert (child.state, child.outcome) == ("closed", "withdrawn")
    assert last_event(dossier).action == "question_withdrawn"


def test_a_handed_over_part_is_not_taken_back_as_a_question(office: Office, dossier: Dossier) -> None:
    part = hand_over(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, reason="Xác minh",
                     publication_id=office.department_publication_id)  # fmt: skip
    with refused(NotVisible):
        withdraw_consultation(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, child_id=part.pk, reason="x")
