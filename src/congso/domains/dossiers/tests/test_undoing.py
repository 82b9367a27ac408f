"""Taking back one's own last hand-over."""

from __future__ import annotations

import pytest

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import DossierResult
from congso.domains.dossiers.services import assign_dossier, move_dossier, propose, undo_move
from congso.domains.dossiers.tests.expecting import at, fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import CaseMoved, NothingToUndo


def test_it_comes_back_with_the_deadline_of_its_step(office: Office) -> None:
    with clock.at(at(9, 8)):
        dossier = bring_to(office, make_dossier(office), "work")
        propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    before = fresh(dossier).case
    with clock.at(at(10, 9)):
        move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
        assert fresh(dossier).case.step_due_at != before.step_due_at
        undo_move(actor=office.officer, dossier_id=dossier.pk, seen_seq=before.seq + 1)

    after = fresh(dossier).case
    for name in ("step_id", "holder_id", "holder_unit_id", "step_entered_at", "step_due_at", "due_at", "division_id"):
        assert getattr(after, name) == getattr(before, name), name
    assert (last_event(dossier).action, after.seq) == ("undone", before.seq + 2)


def test_a_head_takes_back_what_lies_on_the_leaders_desk(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "sign")

    undo_move(actor=office.head, dossier_id=dossier.pk, seen_seq=None)

    assert fresh(dossier).case.holder_unit_id == office.units["phuong-vp"]


def test_a_signature_taken_back_is_none(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "registry")

    undo_move(actor=office.leader, dossier_id=dossier.pk, seen_seq=None)

    result = DossierResult.objects.get()
    assert (result.approved_at, result.approved_by_name) == (None, "")


def test_a_result_taken_back_from_the_counter_is_not_finished(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "return")

    undo_move(actor=office.registry, dossier_id=dossier.pk, seen_seq=None)

    assert fresh(dossier).finished_at is None


@pytest.mark.parametrize("who", ["chuyenvien", "motcua", "lanhdao"])
def test_others_do_not_take_it_back(office: Office, who: str) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    with refused(NothingToUndo):
        undo_move(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=None)


def test_once_somebody_acted_it_is_too_late_and_never_twice(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    with refused(CaseMoved):
        undo_move(actor=office.head, dossier_id=dossier.pk, seen_seq=1)
    with refused(NotVisible):
        undo_move(actor=office.actor("sotruong"), dossier_id=dossier.pk, seen_seq=None)
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(NothingToUndo):
        undo_move(actor=office.head, dossier_id=dossier.pk, seen_seq=None)

    other = bring_to(office, make_dossier(office), "work")
    undo_move(actor=office.head, dossier_id=other.pk, seen_seq=None)
    with refused(NothingToUndo):
        undo_move(actor=office.head, dossier_id=other.pk, seen_seq=None)
    assign_dossier(actor=office.head, dossier_id=other.pk, seen_seq=None, holder_id=office.accounts["truongphong"])
    with refused(NothingToUndo):
        undo_move(actor=office.head, dossier_id=other.pk, seen_seq=None)
