"""A morning at the axis and programs that ask: there is something in every state, once, made quickly."""

from __future__ import annotations

import time

import pytest

from congso.domains.axis.facade import System
from congso.domains.clients.facade import Client
from congso.domains.dossiers.tests.makers import SYSTEM, make_office
from congso.flows.demonstration.axis_life import LETTERS, load_axis, load_programs
from congso.foundation.outbox.models import Sending

pytestmark = pytest.mark.django_db


def test_letters_are_taken_waiting_and_refused_and_reported() -> None:
    ward, begun = make_office().units["phuong"], time.process_time()

    assert load_axis(actor=SYSTEM, agency_id=ward) == len(LETTERS) + 3
    assert load_axis(actor=SYSTEM, agency_id=ward) == 0
    assert load_programs(actor=SYSTEM, agency_id=ward) == 2
    assert load_programs(actor=SYSTEM, agency_id=ward) == 0

    from django.apps import apps

    stops = apps.get_model("axis", "Stop").objects
    assert set(stops.values_list("state", flat=True)) == {"taken", "waiting", "dead"}
    assert stops.filter(parcel__kind="status").count() == 3
    assert (System.objects.count(), Client.objects.count()) == (2, 2)
    assert Sending.objects.filter(channel="webhooks", state="waiting").count() == 1
    assert time.process_time() - begun < 10
