"""A handed-over part is taken back before it is done."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import PartDecided
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import call_back, consult, move_dossier, propose, stop_dossier
from congso.domains.dossiers.tests.expecting import fresh, last_event, refused
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier
from congso.domains.dossiers.tests.test_handing_over import give, work_part
from congso.foundation.casework.errors import CaseClosed, CaseMoved, NotYourStep, ReasonMissing
from congso.foundation.casework.models import Case
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.people.models import Account


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return bring_to(office, make_dossier(office), "work")


def take(office: Office, dossier: Dossier, child: UUID, who: str = "chuyenvien", reason: str = "Đã rõ") -> Dossier:
    return call_back(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=None, child_id=child, reason=reason)


def decide(office: Office, part: Dossier) -> None:
    """Bring the part past its leader's signature, before the registry sends it back."""
    move_dossier(actor=office.actor("sotruong"), dossier_id=part.pk, seen_seq=None, way_code="forward")
    propose(actor=office.actor("sochuyenvien"), dossier_id=part.pk, seen_seq=None, proposal="result", summary="Xong.")
    for who in ("sochuyenvien", "sotruong", "sogiamdoc"):
        move_dossier(actor=office.actor(who), dossier_id=part.pk, seen_seq=None, way_code="forward")


def test_the_part_ends_and_the_first_goes_on(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)
    numbers = set(NumberEntry.objects.values_list("pk", "voided_at"))

    take(office, dossier, part.pk)

    ended = fresh(part)
    assert (ended.case.state, ended.case.outcome, ended.status) == ("closed", "called_back", NationalStatus.WITHDRAWN)
    assert ended.finished_at is not None
    assert (last_event(part).action, last_event(part).note, last_event(part).is_public) == ("called_back", "Đã rõ", False)
    assert (last_event(dossier).action, last_event(dossier).data["code"]) == ("part_called_back", part.code)
    assert set(NumberEntry.objects.values_list("pk", "voided_at")) == numbers
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    move_dossier(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    with refused(CaseClosed):
        move_dossier(actor=office.actor("sotruong"), dossier_id=part.pk, seen_seq=None, way_code="forward")


def test_who_may_not_call_back_and_what_is_no_part(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)
    question = consult(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units["so-cm"],
                       question="Có đúng không?", due_at=clock.now() + timedelta(days=3))  # fmt: skip

    with refused(NotYourStep):
        take(office, dossier, part.pk, who="chuyenvien2")
    with refused(NotVisible):
        take(office, dossier, part.pk, who="sotruong")
    with refused(ReasonMissing):
        take(office, dossier, part.pk, reason="  ")
    with refused(CaseMoved):
        call_back(actor=office.officer, dossier_id=dossier.pk, seen_seq=1, child_id=part.pk, reason="x")
    for other in (question.pk, make_dossier(office).pk):
        with refused(NotVisible):
            take(office, dossier, other)
    assert fresh(part).case.state == "open"


def test_what_the_other_agency_has_decided_or_finished_stays(office: Office, dossier: Dossier) -> None:
    decided, finished = give(office, dossier), give(office, dossier)
    decide(office, decided)
    work_part(office, finished)

    with refused(PartDecided, decided.code):
        take(office, dossier, decided.pk)
    with refused(CaseClosed):
        take(office, dossier, finished.pk)
    with refused(PartDecided):
        stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Công dân đề nghị")
    assert fresh(dossier).case.state == "open"


def test_stopping_the_first_calls_its_parts_back_with_what_they_had_asked(office: Office, dossier: Dossier) -> None:
    part = give(office, dossier)
    move_dossier(actor=office.actor("sotruong"), dossier_id=part.pk, seen_seq=None, way_code="forward")
    consult(actor=office.actor("sochuyenvien"), dossier_id=part.pk, seen_seq=None, unit_id=office.units["so-cm"],
            question="Có đúng không?", due_at=clock.now() + timedelta(days=3))  # fmt: skip

    stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Công dân đề nghị")

    assert (fresh(dossier).case.state, fresh(dossier).status) == ("closed", NationalStatus.WITHDRAWN)
    assert (fresh(part).case.outcome, last_event(part).note) == ("called_back", "Công dân đề nghị")
    assert Case.objects.get(parent_id=part.pk).outcome == "withdrawn"


def test_the_page_offers_it_to_the_sender_alone(office: Office, dossier: Dossier, client: Client) -> None:
    part = give(office, dossier)
    address = reverse("dossiers:action", args=[dossier.pk, "goi-lai"])

    client.force_login(Account.objects.get(username="truongphong"))
    assert address not in client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert address in client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()

    seq = fresh(dossier).case.seq
    assert client.post(address, {"child": uuid4(), "reason": "Đã rõ", "seq": seq}).status_code == 404
    assert client.post(address, {"child": part.pk, "reason": "", "seq": seq}).status_code == 422
    assert client.post(address, {"child": part.pk, "reason": "Đã rõ", "seq": seq}).status_code == 302
    page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    assert "đã gọi lại" in page
    assert address not in page
