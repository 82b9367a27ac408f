"""Giving a dossier from one hand to another."""

from __future__ import annotations

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.services import ask_supplement, assign_dossier
from congso.domains.dossiers.tests.expecting import fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import CaseMoved, CasePaused, HolderNotFit, ReasonMissing


def test_the_head_gives_it_to_another_officer_with_a_reason(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    assign_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=dossier.case.seq,
                   holder_id=office.accounts["chuyenvien2"], reason="Đi công tác")  # fmt: skip

    event = last_event(dossier)
    assert fresh(dossier).case.holder_id == office.accounts["chuyenvien2"]
    assert (event.action, event.note, event.from_holder_id) == ("assigned", "Đi công tác", office.accounts["chuyenvien"])
    assert fresh(dossier).case.step_entered_at == dossier.case.step_entered_at


def test_a_change_of_hands_needs_a_reason_a_fit_person_and_a_head(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    other = office.accounts["chuyenvien2"]

    with refused(ReasonMissing):
        assign_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, holder_id=other)
    with refused(HolderNotFit):
        assign_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None,
                       holder_id=office.accounts["sochuyenvien"], reason="x")  # fmt: skip
    for who in (office.officer, office.clerk, office.registry):
        with refused(NotAllowed):
            assign_dossier(actor=who, dossier_id=dossier.pk, seen_seq=None, holder_id=other, reason="x")
    with refused(NotVisible):
        assign_dossier(actor=office.actor("sotruong"), dossier_id=dossier.pk, seen_seq=None, holder_id=other, reason="x")
    with refused(CaseMoved):
        assign_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=1, holder_id=other, reason="x")


def test_the_first_name_needs_no_reason_and_a_standing_clock_refuses(office: Office) -> None:
    dossier = make_dossier(office)
    assign_dossier(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, holder_id=office.accounts["truongphong"])
    assert fresh(dossier).case.holder_id == office.accounts["truongphong"]

    dossier = bring_to(office, make_dossier(office), "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="CCCD", reason="Thiếu")
    with refused(CasePaused):
        assign_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, holder_id=None, reason="x")
