"""Online: sent in, checked, accepted, asked about, refused, withdrawn."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import NationalStatus, ReturnMethod
from congso.domains.dossiers.errors import (
    AlreadyAccepted,
    FormUsedUp,
    NotOnline,
    NotYourCounter,
    NotYourMatter,
)
from congso.domains.dossiers.judging import judge_dossier
from congso.domains.dossiers.models import CheckRule, FilledForm
from congso.domains.dossiers.printing.register import RegisterQuery, register_page
from congso.domains.dossiers.services import (
    PaperIn,
    Submission,
    accept_application,
    ask_supplement,
    change_contact,
    complete_supplement,
    move_dossier,
    refuse_application,
    stop_dossier,
    submit_application,
)
from congso.domains.dossiers.tests.expecting import at, fresh, known, last_event, refused
from congso.domains.dossiers.tests.makers import (
    Office,
    make_application,
    make_citizen,
    make_dossier,
    make_intake,
)
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import CaseClosed, CaseMoved, CasePaused, NotYourStep, ReasonMissing
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.casework.policies import visible_to
from congso.foundation.orgs.epoch import forget_all


@pytest.fixture
def monday() -> datetime:
    """Monday, 9 November 2026, at nine."""
    return at(9, 9)


def test_what_is_sent_in_gets_its_code_and_waits_at_the_counter(office: Office, monday: datetime) -> None:
    citizen = make_citizen()
    with clock.at(monday):
        dossier = make_application(office, citizen)

    assert dossier.status == NationalStatus.REGISTERED
    assert dossier.code.startswith("H20.31-261109-")
    assert (dossier.submitted_at, dossier.received_at, dossier.register_number) == (monday, None, None)
    assert (dossier.promised_at, dossier.case.promised_at) == (None, None)
    assert (dossier.case.holder_unit_id, dossier.case.owner_id) == (office.units["phuong-mc"], citizen.party_id)
    assert known(dossier.case.due_at) == at(10, 9), "eight working hours to check it"
    assert FilledForm.objects.get().answers == {"name": "Trần Thị Ngọc Ẩn"}
    line = AuditEntry.objects.get(action="dossiers.submit_application")
    assert (line.actor_name, line.details["party"]) == ("Trần Thị Ngọc Ẩn", citizen.party_id)


def test_the_time_to_check_is_the_provinces_to_set(office: Office, monday: datetime) -> None:
    CheckRule.objects.create(valid_from=at(1, 0).date(), hours=Decimal(4), citation="QĐ 01/2026")
    forget_all()
    with clock.at(monday):
        assert known(make_application(office).case.due_at) == at(9, 15), "half past eleven to half past one is the break"


def test_sending_twice_makes_one_dossier_and_another_form_is_refused(office: Office) -> None:
    citizen, key = make_citizen(), uuid4()
    first = make_application(office, citizen, key=key)

    assert make_application(office, citizen, key=key).pk == first.pk
    with refused(FormUsedUp):
        make_application(office, make_citizen(identity_number="087290004321", name="Người Khác"), key=key)


def test_nobody_sends_in_for_another_without_a_mandate(office: Office) -> None:
    stranger = make_citizen(identity_number="087290004321", name="Người Khác")

    for kind in ("self", "guardian", "authorised", "staff"):
        with refused(NotYourMatter):
            make_application(office, stranger, kind=kind)
    helped = make_application(office, stranger, kind="helper")
    assert (helped.submitter_kind, helped.submitter_party_id) == ("helper", stranger.party_id)
    assert helped.party_id != stranger.party_id


def test_a_mandate_lets_a_guardian_send_in(office: Office) -> None:
    child = make_citizen()
    parent = make_citizen(identity_number="087290004321", name="Cha Mẹ")
    parent = Actor(None, parent.name, party_id=parent.party_id, parties=parent.parties | child.parties)

    dossier = make_application(office, parent, kind="guardian")

    assert dossier.party_id == child.party_id
    assert Case.objects.filter(visible_to(child)).get() == dossier.case


def test_a_procedure_that_is_not_offered_online_is_refused(office: Office) -> None:
    with refused(NotOnline):
        make_application(office, publication_id=office.department_publication_id)


def test_an_official_cannot_send_in_as_a_citizen(office: Office) -> None:
    sent = Submission(1, "self")
    with refused(NotOnline):
        submit_application(actor=office.clerk, intake=make_intake(office, submission=sent))


def test_accepting_starts_the_clock_and_enters_the_register(office: Office, monday: datetime) -> None:
    with clock.at(monday):
        dossier = make_application(office)
    with clock.at(at(9, 15)):
        accept_application(
            actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, fee_amounts={"Lệ phí hộ tịch": 5000},
            papers=[PaperIn("Giấy chứng sinh", 0)],
        )  # fmt: skip
        counter = make_dossier(office)

    dossier = fresh(dossier)
    assert (dossier.status, dossier.received_at) == (NationalStatus.RECEIVED, at(9, 15))
    assert dossier.promised_at == counter.promised_at == dossier.case.due_at
    assert counter.register_number == (dossier.register_number or 0) + 1
    assert (dossier.received_by_name, dossier.fee_total) == ("Nguyễn Thị Thanh Mai", 5000)
    assert dossier.case.holder_unit_id == counter.case.holder_unit_id, "it goes the way of the counter's dossiers"
    assert dossier.papers.last().name == "Giấy chứng sinh"  # type: ignore[union-attr]
    assert (last_event(dossier).action, last_event(dossier).is_public) == ("accepted", True)
    assert replay(CaseEvent.objects.filter(case=dossier.case)) == standing(dossier.case)


def test_it_is_accepted_once_at_its_own_counter_and_as_it_was_seen(office: Office) -> None:
    dossier = make_application(office)

    with refused(NotVisible):
        accept_application(actor=office.actor("motcuaxa"), dossier_id=dossier.pk, seen_seq=1)
    with refused(NotYourCounter):
        accept_application(actor=office.leader, dossier_id=dossier.pk, seen_seq=1)
    with refused(CaseMoved):
        accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=7)
    accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1)
    with refused(AlreadyAccepted):
        accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=2)


def test_the_citizen_cannot_accept_or_move_it(office: Office) -> None:
    citizen = make_citizen()
    dossier = make_application(office, citizen)

    with refused(NotYourCounter):
        accept_application(actor=citizen, dossier_id=dossier.pk, seen_seq=1)
    with refused(NotYourStep):
        move_dossier(actor=citizen, dossier_id=dossier.pk, seen_seq=1, way_code="forward")


def test_what_is_missing_is_asked_before_the_clock_begins_and_does_not_count_as_late(office: Office, monday: datetime) -> None:
    citizen = make_citizen()
    with clock.at(monday):
        dossier = make_application(office, citizen)
    with clock.at(at(9, 10)):
        ask_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, items="Giấy chứng sinh", reason="Thiếu")
    assert fresh(dossier).status == NationalStatus.SUPPLEMENT
    with refused(CasePaused):
        accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)
    with clock.at(at(12, 9)):
        complete_supplement(actor=citizen, dossier_id=dossier.pk, seen_seq=2, papers=["Giấy chứng sinh"])
    assert fresh(dossier).status == NationalStatus.REGISTERED
    with clock.at(at(12, 14)):
        accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=3)

    dossier = fresh(dossier)
    assert (dossier.supplement_count, dossier.supplement_seconds) == (0, 0)
    assert dossier.promised_at == at(19, 17), "the end of the fifth working day after the acceptance"
    assert judge_dossier(dossier, list(dossier.supplements.all()), at(13, 0)).on_time


def test_strangers_cannot_supplement(office: Office) -> None:
    dossier = make_application(office)
    ask_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, items="Giấy chứng sinh", reason="Thiếu")

    with refused(NotVisible):
        complete_supplement(actor=make_citizen(identity_number="087290004321"), dossier_id=dossier.pk, seen_seq=2, papers=["x"])


def test_refusing_gives_form_three_and_ends_it(office: Office) -> None:
    dossier = make_application(office)

    with refused(ReasonMissing):
        refuse_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, reason=" ")
    form = refuse_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1, reason="Không thuộc thẩm quyền")

    dossier = fresh(dossier)
    assert (dossier.status, dossier.case.outcome) == (NationalStatus.NOT_ACCEPTED, "not_accepted")
    assert (form.form, form.number, form.data["reason"]) == ("03", "01/PTC", "Không thuộc thẩm quyền")
    assert dossier.register_number is None
    with refused(CaseClosed):
        refuse_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=2, reason="lần nữa")


@pytest.mark.parametrize("accepted", [False, True])
def test_the_citizen_withdraws_it_while_nothing_is_decided(office: Office, accepted: bool) -> None:
    citizen = make_citizen()
    dossier = make_application(office, citizen)
    if accepted:
        accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1)

    stop_dossier(actor=citizen, dossier_id=dossier.pk, seen_seq=None, reason="Nộp nhầm")

    assert fresh(dossier).status == NationalStatus.WITHDRAWN


def test_the_applicant_changes_how_to_be_reached(office: Office) -> None:
    citizen = make_citizen()
    dossier = make_application(office, citizen)

    change_contact(actor=citizen, dossier_id=dossier.pk, seen_seq=None, phone="0987654321", email="moi@example.vn",
                   return_method=ReturnMethod.POST, return_address="1 Lê Lợi")  # fmt: skip

    dossier = fresh(dossier)
    assert (dossier.applicant_phone, dossier.return_method) == ("0987654321", "post")
    with refused(NotVisible):
        change_contact(actor=make_citizen(identity_number="087290004321"), dossier_id=dossier.pk, seen_seq=None,
                       phone="", email="", return_method="post")  # fmt: skip


def test_the_register_knows_nothing_of_it_before_it_is_accepted(office: Office) -> None:
    dossier = make_application(office)
    query = RegisterQuery(office.units["phuong-mc"], clock.today().year)

    assert register_page(office.clerk, query)[0] == []
    accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=1)
    assert [line.code for line in register_page(office.clerk, query)[0]] == [dossier.code]
