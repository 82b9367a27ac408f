"""A small office and people signed in to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.calendar.loading import load_calendar
from congso.foundation.orgs.tests.makers import SYSTEM
from congso.foundation.people.models import Account

SignedIn = Callable[[str], Client]


@pytest.fixture
def office(db: None) -> Office:
    """The small province with its calendar."""
    made = make_office()
    load_calendar(actor=SYSTEM)
    return made


@pytest.fixture
def signed_in(office: Office) -> SignedIn:
    """A client in which somebody of the office has signed in."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def admin(signed_in: SignedIn) -> Client:
    """The administrator's window."""
    return signed_in("quantri")
