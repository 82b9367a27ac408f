"""The demonstration's work dossiers: one in every state, each once."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import SYSTEM, make_office
from congso.domains.records.facade import dossiers_in_states
from congso.flows.demonstration.records import ENTRIES, load_records

pytestmark = pytest.mark.django_db


def test_there_is_a_dossier_in_every_state_and_a_second_load_adds_none() -> None:
    office = make_office()
    for _turn in range(2):
        load_records(actor=SYSTEM)
        assert dossiers_in_states(agency_id=office.units["phuong"]) == {"open": 2, "closed": 1, "handed": 1}
    assert len(ENTRIES) == 6
