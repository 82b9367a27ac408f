"""Proposing a result or a refusal, and its approval."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import DossierResult
from congso.domains.dossiers.services import move_dossier, propose, return_result
from congso.domains.dossiers.tests.expecting import fresh, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import ActionNotInStep, CaseMoved, NotYourStep, ReasonMissing
from congso.foundation.files.content import FileRefused


def test_a_refusal_goes_the_whole_way_and_ends_as_one(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="refusal", summary="Điều 9 Luật Hộ tịch")
    for who in (office.officer, office.head, office.leader, office.registry):
        move_dossier(actor=who, dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    assert fresh(dossier).status == NationalStatus.STOPPED
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    dossier = fresh(dossier)
    assert (dossier.case.outcome, dossier.status) == ("refused", NationalStatus.STOPPED)
    assert dossier.result.approved_by_title == "Chủ tịch UBND phường"


def test_a_refusal_without_its_ground_is_not_taken(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    with refused(ReasonMissing):
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="refusal", summary=" ")


def test_only_who_has_it_proposes_and_only_where_the_process_lets_them(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    with refused(NotYourStep):
        propose(actor=office.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(CaseMoved):
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=1, proposal="result")
    dossier = bring_to(office, make_dossier(office), "review")
    with refused(ActionNotInStep, "Lãnh đạo phòng duyệt"):
        propose(actor=office.head, dossier_id=dossier.pk, seen_seq=None, proposal="result")


def test_a_disguised_draft_is_refused(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    draft = SimpleUploadedFile("du-thao.docx", b"PK\x03\x04not a document")

    with refused(FileRefused, "du-thao.docx"):
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", upload=draft)


def test_a_new_proposal_takes_the_approval_away(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "registry")
    assert DossierResult.objects.get().approved_at is not None
    move_dossier(actor=office.registry, dossier_id=dossier.pk, seen_seq=None, way_code="return", note="Sai tên")
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", name="Trích lục")

    result = DossierResult.objects.get()
    assert (result.name, result.approved_at, result.approved_by) == ("Trích lục", None, None)
