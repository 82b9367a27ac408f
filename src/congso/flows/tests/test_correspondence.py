"""The demonstration's official documents: letters, drafts in answer, a saved search; each once."""

from __future__ import annotations

import pytest

from congso.domains.documents.facade import Asked, find_documents
from congso.domains.dossiers.tests.makers import make_office
from congso.flows.demonstration.correspondence import LETTERS, PLANS, load_correspondence

pytestmark = pytest.mark.django_db


def test_there_are_letters_and_drafts_and_a_second_run_adds_none() -> None:
    office = make_office()
    agency = office.units["phuong"]
    answers = sum(1 for each in LETTERS if each.answer)

    assert load_correspondence(agency_id=agency) == len(LETTERS)
    load_correspondence(agency_id=agency)

    found = find_documents(viewer=office.leader, asked=Asked())
    assert found.total == len(LETTERS) + len(PLANS) + answers
    first = find_documents(viewer=office.officer, asked=Asked(text="khai sinh qua han")).hits
    assert {hit.line.direction for hit in first} == {"in", "out"}
