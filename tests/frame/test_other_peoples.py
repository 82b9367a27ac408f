"""Two citizens: what belongs to the first is not found by the second, at every address that names a thing."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from congso.core import clock
from congso.domains.citizens.services import give_mandate
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.portal.models import Draft, DraftFile, PartialUpload
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.files.services import store_file
from tests.frame.asking import code_of, url_of
from tests.frame.test_addresses import _plain_url, table
from tests.frame.world import Address, addresses, make_world

pytestmark = pytest.mark.django_db
_KEY = re.compile(r"<\w+:\w+>")
NOBODYS = {"portal:apply"}
"""Addresses behind the login that name no one's thing: a procedure, as it is offered to everybody."""
NOT_THERE_YET = {"portal:correction", "portal:result"}
"""What its owner does not find either in this world: the result has not left the office."""
STRANGER = {"subject": "s-2", "number": "087085000027", "name": "Nguyễn Văn Lạ"}
THEIR_OWN = {"UsageTally"}
"""What does change: the stranger's tries count against the stranger."""
ROOMS = ("portal", "citizens", "dossiers", "casework", "fees", "parties", "files", "ratings", "notifications")


def guarded() -> list[Address]:
    """Addresses that lead to the citizens' login and name a thing."""
    client, found = Client(), []
    for each in addresses():
        if each.module.startswith("allauth.") or not _KEY.search(each.pattern) or each.name in NOBODYS:
            continue
        way = client.post(_plain_url(each.pattern)).headers.get("Location", "")
        way = way or client.get(_plain_url(each.pattern)).headers.get("Location", "")
        if way.startswith("/cong-dan/dang-nhap/"):
            found.append(each)
    return found


def owners_things(world: dict[str, Any]) -> dict[str, Any]:
    """The world, with a file, an upload on its way and a mandate that really are the first citizen's."""
    account = make_account(number="087190001234")
    draft = Draft.objects.get(pk=world["draft_id"])
    picture = BytesIO()
    Image.new("L", (3, 2)).save(picture, "PNG")
    stored = store_file(SimpleUploadedFile("a.png", picture.getvalue()), name="a.png")
    held = DraftFile.objects.create(draft=draft, stored=stored, name="a.png", added_at=clock.now())
    upload = PartialUpload.objects.create(draft=draft, box="x", name="a.pdf", size=9, began_at=clock.now())
    mandate = give_mandate(actor=actor_of(account), holder_number="087085000035", holder_name="Bảy")
    return world | {"held_id": held.pk, "upload_id": upload.pk, "mandate_id": mandate.pk}


def everything() -> dict[str, str]:
    """A fingerprint of every table of these rooms."""
    found = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model.__name__ in THEIR_OWN:
                continue
            rows = model._default_manager.order_by("pk").values_list()
            found[model.__name__] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return found


def test_what_belongs_to_another_citizen_is_not_found_and_the_try_is_logged() -> None:
    world = owners_things(make_world())
    places = guarded()
    assert len(places) >= 25, "the portal's addresses are really asked"
    owner, stranger = Client(raise_request_exception=False), Client(raise_request_exception=False)
    enter_as(owner, make_account(number="087190001234"))
    enter_as(stranger, make_account(**STRANGER))
    methods, before, wrong = table(), everything(), []
    for place in places:
        url = url_of(place, world)
        for method in ("GET", "POST"):
            if (place.name, method) not in methods:
                continue
            seen = AuditEntry.objects.filter(outcome=Outcome.REFUSED).count()
            code = stranger.generic(method, url).status_code
            if code != 404:
                wrong.append(f"{place.name} {method}: {code}")
            if AuditEntry.objects.filter(outcome=Outcome.REFUSED).count() != seen + 1:
                wrong.append(f"{place.name} {method}: not one line in the log")
    assert wrong == [], "\n".join(wrong)
    assert everything() == before, "nothing has changed"
    for place in places:
        method = "GET" if (place.name, "GET") in methods else "POST"
        if place.name not in NOT_THERE_YET:
            assert code_of(owner, url_of(place, world), method) != 404, f"{place.name}: its owner finds it"
