"""Later promises: extensions, and apologies (Mẫu 04)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.dossiers.errors import ApologyAgain, PromiseKept
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.services import apologise, ask_supplement, extend_dossier
from congso.domains.dossiers.tests.expecting import at, fresh, known, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.foundation.calendar.services import add_day_off
from congso.foundation.casework.errors import CaseMoved, CasePaused, DateInThePast, ReasonMissing
from congso.foundation.casework.models import CaseExtension


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """Promised for Monday the 16th, 17:00."""
    with clock.at(at(9, 9, 30)):
        return bring_to(office, make_dossier(office), "work")


def test_the_leader_apologises_before_the_day_and_names_a_new_one(office: Office, dossier: Dossier) -> None:
    with clock.at(at(13, 9)):
        form = apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=dossier.case.seq, new_due_at=at(20, 17),
                         reason="Chờ xác minh")  # fmt: skip

    dossier = fresh(dossier)
    assert (form.number, form.data["was_late"], form.unit_id) == ("01/PXL", False, office.units["phuong"])
    assert dossier.case.due_at == dossier.case.promised_at == dossier.promised_at == at(20, 17)
    assert (dossier.apology_count, known(dossier.first_promised_at)) == (1, at(16, 17))
    assert (last_event(dossier).action, last_event(dossier).is_public) == ("apologised", True)


def test_a_day_off_added_later_leaves_the_promise_and_counts_for_the_next(office: Office, dossier: Dossier) -> None:
    with clock.at(at(10, 9)):
        add_day_off(actor=office.actor("quantri"), day=at(16, 9).date(), name="Nghỉ bù", source="QĐ")
        later = make_dossier(office)

    assert known(fresh(dossier).case.due_at) == known(fresh(dossier).promised_at) == at(16, 17)
    assert known(later.promised_at) == at(18, 17)


def test_an_apology_after_the_day_says_so(office: Office, dossier: Dossier) -> None:
    with clock.at(at(18, 9)):
        form = apologise(actor=office.head, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(20, 17), reason="Quá tải")
    assert form.data["was_late"] is True


def test_the_new_day_lies_ahead_of_now_and_of_the_old_one(office: Office, dossier: Dossier) -> None:
    with clock.at(at(18, 9)):
        for wrong in (at(17, 17), at(18, 9), at(16, 17)):
            with refused(DateInThePast):
                apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=wrong, reason="x")
    with clock.at(at(10, 9)), refused(DateInThePast):
        extend_dossier(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(16, 16), reason="x")


def test_a_second_apology_needs_a_special_reason(office: Office, dossier: Dossier) -> None:
    with clock.at(at(13, 9)):
        apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(20, 17), reason="Chờ")
    with clock.at(at(20, 9)):
        with refused(ApologyAgain):
            apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(25, 17), reason="Chờ")
        apologise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(25, 17), reason="Chờ",
                  special_reason="Bão số 9")  # fmt: skip

    assert fresh(dossier).apology_count == 2
    assert [form.number for form in IssuedForm.objects.filter(form="04")] == ["01/PXL", "02/PXL"]


@pytest.mark.parametrize("promise", [apologise, extend_dossier])
def test_heads_and_leaders_of_the_deciding_agency_promise_with_a_reason(office: Office, dossier: Dossier, promise: object) -> None:
    def press(who: str, reason: str = "Chờ", seen: int | None = None) -> None:
        promise(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=seen,  # type: ignore[operator]
                new_due_at=clock.now() + timedelta(days=30), reason=reason)  # fmt: skip

    with clock.at(at(10, 9)):
        for who in ("chuyenvien", "motcua", "vanthu"):
            with refused(NotAllowed):
                press(who)
        with refused(NotVisible):
            press("sogiamdoc")
        with refused(ReasonMissing):
            press("lanhdao", reason="  ")
        with refused(CaseMoved):
            press("lanhdao", seen=1)
        ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="x", reason="y")
        with refused(CasePaused):
            press("lanhdao")


@pytest.mark.parametrize("promise", [apologise, extend_dossier])
def test_what_was_finished_late_stays_late(office: Office, promise: object) -> None:
    with clock.at(at(9, 9, 30)):
        dossier = make_dossier(office)
    with clock.at(at(18, 9)):
        bring_to(office, dossier, "return")
        with refused(PromiseKept):
            promise(actor=office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(20, 17), reason="x")  # type: ignore[operator]


def test_an_extension_is_kept_with_its_reason(office: Office, dossier: Dossier) -> None:
    with clock.at(at(10, 9)):
        extend_dossier(actor=office.head, dossier_id=dossier.pk, seen_seq=None, new_due_at=at(19, 17), reason="Luật cho phép")

    row = CaseExtension.objects.get()
    assert (row.new_due_at, clock.local(row.previous_due_at), row.reason) == (at(19, 17), at(16, 17), "Luật cho phép")
    assert fresh(dossier).promised_at == at(19, 17)
    assert not IssuedForm.objects.filter(form="04").exists()
