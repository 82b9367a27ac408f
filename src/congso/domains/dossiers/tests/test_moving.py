"""Sending a dossier on and back."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import ProposalMissing
from congso.domains.dossiers.queries.case_page import case_page
from congso.domains.dossiers.services import ask_supplement, consult, move_dossier, return_result
from congso.domains.dossiers.tests.expecting import fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.casework.errors import (
    CaseClosed,
    CaseMoved,
    CasePaused,
    HolderNotFit,
    NotYourStep,
    ReasonMissing,
    WaitingForOthers,
    WayNotOpen,
)  # fmt: skip


def test_the_head_gives_it_to_an_officer_who_then_has_it_in_hand(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    assert dossier.case.holder_id == office.accounts["chuyenvien"]
    assert dossier.status == NationalStatus.PROCESSING
    event = last_event(dossier)
    assert (event.action, event.actor_name, event.actor_title) == ("forwarded", "Lê Hoàng Phúc", "Chánh Văn phòng")
    assert event.allotted_minutes == 190
    assert event.used_minutes is not None


def test_others_of_the_unit_do_not_take_it_out_of_the_officers_hand(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    for who in ("chuyenvien2", "truongphong"):
        with refused(NotYourStep, "Trần Minh Khoa"):
            move_dossier(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=None, way_code="return", note="x")


def test_to_others_it_does_not_exist_even_when_their_page_is_stale(office: Office) -> None:
    dossier = make_dossier(office)
    for who in ("motcuaxa", "sochuyenvien", "quantri"):
        with refused(NotVisible):
            move_dossier(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=99, way_code="forward")


def test_a_stale_page_is_told_who_was_quicker(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    with refused(CaseMoved, "Lê Hoàng Phúc"):
        move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=1, way_code="forward")


def test_nothing_goes_up_without_a_proposal(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")

    with refused(ProposalMissing):
        move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")


def test_ways_the_process_does_not_have_and_people_without_the_role_are_refused(office: Office) -> None:
    dossier = make_dossier(office)

    with refused(WayNotOpen, "Phân công xử lý"):
        move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, way_code="jump")
    with refused(HolderNotFit, "Văn phòng HĐND và UBND"):
        move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, way_code="forward",
                     holder_id=office.accounts["vanthu"])  # fmt: skip


def test_back_needs_a_reason_and_goes_to_who_had_it(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "review")

    with refused(ReasonMissing):
        move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, way_code="return", note="  ")
    note = unicodedata.normalize("NFD", "Bổ sung căn cứ.")
    move_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, way_code="return", note=note)

    dossier = fresh(dossier)
    assert dossier.case.holder_id == office.accounts["chuyenvien"]
    assert (last_event(dossier).action, last_event(dossier).note) == ("returned", "Bổ sung căn cứ.")


def test_nothing_moves_while_the_clock_stands_others_are_awaited_or_it_is_over(office: Office) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    consult(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units["phuong-kt"],
            question="Ý kiến?", due_at=clock.now() + timedelta(days=2))  # fmt: skip
    fresh_one = fresh(dossier)
    fresh_one.proposal = "result"
    fresh_one.save(update_fields=["proposal"])
    with refused(WaitingForOthers, "Còn 1 việc phối hợp"):
        move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")

    paused = bring_to(office, make_dossier(office), "work")
    ask_supplement(actor=office.officer, dossier_id=paused.pk, seen_seq=None, items="CCCD", reason="Thiếu")
    with refused(CasePaused):
        move_dossier(actor=office.officer, dossier_id=paused.pk, seen_seq=None, way_code="return", note="x")

    ended = bring_to(office, make_dossier(office), "return")
    return_result(actor=office.clerk, dossier_id=ended.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")
    with refused(CaseClosed):
        move_dossier(actor=office.clerk, dossier_id=ended.pk, seen_seq=None, way_code="forward")


@pytest.mark.parametrize("step", ["review", "sign", "registry", "return"])
def test_who_worked_on_it_keeps_sight_of_it(office: Office, step: str) -> None:
    dossier = bring_to(office, make_dossier(office), step)

    for who in (office.clerk, office.officer, office.head, office.leader, office.registry):
        assert case_page(viewer=who, dossier_id=dossier.pk).dossier.pk == dossier.pk
