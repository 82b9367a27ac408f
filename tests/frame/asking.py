"""Ask an address as somebody, and undo what it did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from congso.domains.citizens.tests.makers import enter_as, make_account
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account
from tests.frame.world import ROLES, Address

_ARGUMENT = re.compile(r"<\w+:(\w+)>")


def clients() -> dict[str, Client]:
    """A client signed in for each role, and one for nobody."""
    found = {}
    for role, username in ROLES.items():
        found[role] = Client(raise_request_exception=False)
        if username:
            found[role].force_login(Account.objects.get(username=username))
    enter_as(found["citizen"], make_account(number="087190001234"))
    return found


def url_of(address: Address, world: Mapping[str, Any]) -> str:
    """The address with the world's arguments."""
    room, _colon, _name = address.name.partition(":")
    values = dict(world) | world.get(room, {})
    if address.name == "numbering:void":
        values["entry_id"] = world["number_id"]
    if address.name == "portal:end_notice":
        values["notice_id"] = world["stop_id"]
    return reverse(address.name, kwargs={name: values[name] for name in _ARGUMENT.findall(address.pattern)})


def code_of(client: Client, url: str, method: str) -> int:
    """The status of the answer; whatever was written is taken back."""
    cookies, before = deepcopy(client.cookies), _version()
    with transaction.atomic():
        status = client.generic(method, url).status_code
        raised = _version() != before
        transaction.set_rollback(True)
    client.cookies = cookies
    if raised:  # the version of the reference data was taken back too, and will be given to other data
        epoch.forget_all()
    return status


def _version() -> int:
    epoch.know(None)
    return epoch.current()
