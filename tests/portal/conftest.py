"""The small province, a citizen with an identity of level 2, and her browser."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.tests.makers import enter_as, make_account
from congso.domains.dossiers.tests.makers import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """The small province."""
    return make_office()


@pytest.fixture
def account(office: Office) -> CitizenAccount:
    """The citizen whose matter it is."""
    return make_account()


@pytest.fixture
def citizen(client: Client, account: CitizenAccount) -> Client:
    """Her browser."""
    enter_as(client, account)
    return client
