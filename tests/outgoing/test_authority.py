"""Whose decision it is: chosen on the draft, proposed by the kind of agency, kept with the versions."""

from __future__ import annotations

import pytest

from congso.domains.documents.authorities import default_authority, head_title
from congso.domains.documents.enums import Authority
from congso.domains.documents.forms.outgoing import DraftForm
from congso.domains.documents.models import DraftVersion, Outgoing
from congso.domains.documents.services.outgoing import save_draft
from congso.domains.documents.services.outgoing_common import content_of
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_ward_proposes_its_collective_and_a_department_its_head(desk: Desk) -> None:
    units = desk.office.units
    assert DraftForm(agency_id=units["phuong"])["authority"].value() == Authority.AGENCY
    assert DraftForm(agency_id=units["so"])["authority"].value() == Authority.HEAD
    assert Outgoing.objects.get(pk=desk.draft().pk).authority == Authority.AGENCY
    assert default_authority(units["so"]) == Authority.HEAD


def test_the_heads_decision_is_kept_and_seen_between_versions(desk: Desk) -> None:
    document = desk.draft()
    changed = draft_in(desk, authority="head", power="", signed_for="")
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=changed)
    outgoing = Outgoing.objects.select_related("document").get(pk=document.pk)
    assert content_of(outgoing).authority == Authority.HEAD
    kept = [each.content["authority"] for each in DraftVersion.objects.filter(outgoing=outgoing)]
    assert kept == [Authority.AGENCY.label, Authority.HEAD.label]


def test_heads_are_called_as_their_agency_is_named(desk: Desk) -> None:
    units, today = desk.office.units, desk.draft().created_at.date()
    assert head_title(units["phuong"], today) == "Chủ tịch Ủy ban nhân dân phường Cao Lãnh"
    assert head_title(units["so"], today) == "Giám đốc Sở Tư pháp"
