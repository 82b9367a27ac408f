"""Part of the work at another agency."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import PartOfAnother
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.queries.case_page import case_page
from congso.domains.dossiers.queries.files import file_for
from congso.domains.dossiers.services import hand_over, move_dossier, propose, stop_dossier
from congso.domains.dossiers.services.intake import PaperIn
from congso.domains.dossiers.tests.expecting import fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import (
    ActionNotInStep,
    CaseMoved,
    NotYourStep,
    ReasonMissing,
    WaitingForOthers,
)


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return bring_to(office, make_dossier(office), "work")


def give(office: Office, dossier: Dossier, who: str = "chuyenvien", reason: str = "Xác minh lý lịch") -> Dossier:
    return hand_over(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=None, reason=reason,
                     publication_id=office.department_publication_id)  # fmt: skip


def work_part(office: Office, part: Dossier, proposal: str = "result") -> None:
    move_dossier(actor=office.actor("sotruong"), dossier_id=part.pk, seen_seq=None, way_code="forward")
    propose(actor=office.actor("sochuyenvien"), dossier_id=part.pk, seen_seq=None, proposal=proposal, summary="Đã tra cứu.")
    for who in ("sochuyenvien", "sotruong", "sogiamdoc", "sovanthu"):
        move_dossier(actor=office.actor(who), dossier_id=part.pk, seen_seq=None, way_code="forward")


def test_the_part_is_a_dossier_there_and_the_first_waits_until_it_is_done(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)
    assert part.code.startswith("H20.03-")
    assert (part.case.parent_id, part.fee_total, part.applicant_name) == (dossier.pk, 0, dossier.applicant_name)
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(WaitingForOthers):
        move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    work_part(office, part)

    part = fresh(part)
    assert (part.case.state, part.case.outcome, part.status) == ("closed", "returned", NationalStatus.RETURNED)
    assert part.finished_at == part.returned_at is not None
    event = last_event(dossier)
    assert (event.action, event.data["code"]) == ("part_finished", part.code)
    move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    assert fresh(dossier).case.seq == event.seq + 1


def test_a_part_refused_there_ends_as_refused(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)

    work_part(office, part, proposal="refusal")

    assert (fresh(part).case.outcome, fresh(part).status) == ("refused", NationalStatus.STOPPED)


def test_who_may_not_hand_over_and_what_is_missing(office: Office, dossier: Dossier) -> None:
    with refused(ReasonMissing):
        give(office, dossier, reason=" ")
    with refused(NotYourStep):
        give(office, dossier, who="chuyenvien2")
    with refused(CaseMoved):
        hand_over(actor=office.officer, dossier_id=dossier.pk, seen_seq=1, reason="x",
                  publication_id=office.department_publication_id)  # fmt: skip
    early = make_dossier(office)
    with refused(ActionNotInStep):
        give(office, early, who="truongphong")


def test_the_part_cannot_be_stopped_alone(office: Office, dossier: Dossier) -> None:
    part = hand_over(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, reason="Xác minh",
                     publication_id=office.same_day_publication_id)  # fmt: skip
    assert part.receiving_unit_id == office.units["phuong-mc"]

    with refused(PartOfAnother, dossier.code):
        stop_dossier(actor=office.clerk, dossier_id=part.pk, seen_seq=None, reason="Công dân đề nghị")

def test_what_one_may_not_open_is_named_without_a_link(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)

    assert case_page(viewer=office.officer, dossier_id=dossier.pk).linked == frozenset()
    assert case_page(viewer=office.actor("sotruong"), dossier_id=part.pk).linked == frozenset()
    assert case_page(viewer=office.actor("theodoi"), dossier_id=dossier.pk).linked == {part.pk}


def test_the_other_agency_opens_the_files_of_the_first_dossier_and_nobody_else_by_them(office: Office) -> None:
    scan = SimpleUploadedFile("to-khai.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF")
    loose = SimpleUploadedFile("kem-theo.pdf", b"%PDF-1.7\n2 0 obj\n%%EOF")
    paper = PaperIn("Tờ khai", 0, uploads=(scan,))
    first = bring_to(office, make_dossier(office, papers=[paper, PaperIn("CCCD", 1)], uploads=(loose,)), "work")

    part = give(office, first)

    theirs = {row.name: row for row in part.files.select_related("paper")}
    assert theirs.keys() == {"to-khai.pdf", "kem-theo.pdf"}
    assert {row.stored_id for row in theirs.values()} == {row.stored_id for row in first.files.all()}
    paper_there = theirs["to-khai.pdf"].paper
    assert paper_there is not None
    assert (paper_there.name, paper_there.dossier_id) == ("Tờ khai", part.pk)
    assert not part.files.filter(reused=True).exists()
    for row in theirs.values():
        assert file_for(viewer=office.actor("sotruong"), file_id=row.pk).stored_id == row.stored_id
        for stranger in ("chuyenvien2", "motcua"):
            with pytest.raises(NotVisible):
                file_for(viewer=office.actor(stranger), file_id=row.pk)
