"""Keys of the demonstration: who gets one, what it shows, and that a second start makes none twice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.base import ContentFile
from PIL import Image, ImageChops

from congso.entry.simulators.authority.certificates import Authority, Subject
from congso.flows.demonstration.accounts import PIN
from congso.flows.demonstration.keys import Named, count_of_keys, load_keys
from congso.flows.demonstration.pictures import draw_seal, draw_signature
from congso.foundation.orgs.tests.makers import SYSTEM
from congso.foundation.people.tests.makers import make_people
from congso.foundation.signing.facade import Trust, verify_pdf
from congso.foundation.signing.models import SigningKey, TrustAnchor
from congso.foundation.signing.pictures import take_picture
from congso.foundation.signing.services.signing import sign_documents
from congso.foundation.signing.services.trying import trial_order

pytestmark = pytest.mark.django_db


def test_leaders_and_agencies_get_keys_once_and_can_sign(tmp_path: Path) -> None:
    people = make_people()
    authority = Authority(tmp_path, "http://127.0.0.1:9")
    authority.make()
    root = authority.folder.certificate("root").public_bytes(Encoding.DER)
    asked: list[Named] = []

    def issue(named: Named, pin: str) -> bytes:
        asked.append(named)
        return authority.issue(Subject(named.name, named.organisation, title=named.title), pin)

    made = load_keys(actor=SYSTEM, root=root, issue=issue, most=2)
    assert made == 2
    made += load_keys(actor=SYSTEM, root=root, issue=issue)
    again = load_keys(actor=SYSTEM, root=root, issue=issue)

    assert (made, again) == (count_of_keys(), 0)
    assert TrustAnchor.objects.count() == 1
    assert [each.name for each in asked] == ["Lê Hoàng Phúc", "Ủy ban nhân dân phường Cao Lãnh", "Phạm Ngọc Hạnh"]
    assert SigningKey.objects.filter(unit_id=people.units["a"], picture__isnull=False).count() == 1
    leader = people.actor("hanh")
    key = SigningKey.objects.get(account__username="hanh")
    (signed,) = sign_documents(actor=leader, key_id=key.pk, pin=PIN, orders=[trial_order(key)])
    assert [(each.trust, each.reasons) for each in verify_pdf(signed.content)] == [(Trust.TRUSTED, ("chưa hỏi được cơ quan chứng thực về việc thu hồi",))]


def test_pictures_are_drawn_blue_and_red_on_nothing() -> None:
    for drawn, strong in ((draw_signature("Phạm Ngọc Hạnh"), 2), (draw_seal("Ủy ban nhân dân phường Cao Lãnh"), 0)):
        take_picture(ContentFile(drawn, name="hinh.png"))  # type: ignore[arg-type]
        *colours, alpha = Image.open(BytesIO(drawn)).split()
        others = ImageChops.lighter(*(each for place, each in enumerate(colours) if place != strong))
        weaker = ImageChops.subtract(others, colours[strong]).point(lambda value: 255 if value else 0)
        assert alpha.getextrema() == (0, 255)
        assert ImageChops.darker(weaker, alpha).getextrema() == (0, 0)
