"""A dossier's way from the counter to its result."""

from __future__ import annotations

from datetime import datetime

import pytest

from congso.core import clock
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import return_result
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.models import CaseEvent, CaseState
from congso.foundation.numbering.models import NumberEntry

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 9, 30, tzinfo=clock.VIETNAM)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_dossier_gets_its_code_register_line_promise_and_first_event(office: Office) -> None:
    with clock.at(MONDAY):
        dossier = make_dossier(office)

    assert dossier.code == "H20.31-261109-0001"
    assert (dossier.register_year, dossier.register_number) == (2026, 1)
    assert dossier.promised_at == datetime(2026, 11, 16, 17, 0, tzinfo=clock.VIETNAM)
    assert dossier.status == NationalStatus.RECEIVED
    case = dossier.case
    assert (case.number, case.holder_unit_id, case.seq) == (dossier.code, office.units["phuong-vp"], 1)
    event = CaseEvent.objects.get(case=case)
    assert (event.action, event.actor_name, event.is_public) == ("opened", "Nguyễn Thị Thanh Mai", True)
    assert AuditEntry.objects.filter(action="dossiers.receive_dossier", outcome="done").count() == 1
    assert dossier.fee_total == 8000


def test_the_same_form_sent_twice_makes_one_dossier_and_takes_no_second_number(office: Office) -> None:
    from congso.domains.dossiers.services import receive_dossier
    from congso.domains.dossiers.tests.makers import make_intake

    intake = make_intake(office)
    first = receive_dossier(actor=office.clerk, intake=intake)
    second = receive_dossier(actor=office.clerk, intake=intake)

    assert first.pk == second.pk
    assert Dossier.objects.count() == 1
    assert NumberEntry.objects.filter(subject=str(first.pk)).count() == NumberEntry.objects.count() == 2


def test_the_whole_way_to_the_result(office: Office) -> None:
    with clock.at(MONDAY):
        dossier = make_dossier(office)
        bring_to(office, dossier, "return")
        dossier.refresh_from_db()
        assert dossier.status == NationalStatus.FINISHED
        assert dossier.result.approved_by_name == "Phạm Ngọc Hạnh"
        slip = return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    dossier.refresh_from_db()
    assert slip.number == "01/PTKQ"
    assert (dossier.status, dossier.case.state) == (NationalStatus.RETURNED, CaseState.CLOSED)
    actions = list(CaseEvent.objects.filter(case_id=dossier.pk).values_list("action", flat=True))
    assert actions == ["opened", "forwarded", "proposed", *["forwarded"] * 4, "returned_result"]
