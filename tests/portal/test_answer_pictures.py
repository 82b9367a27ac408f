"""Phone pictures in the answer to a request to supplement: sent in pieces, joined into one PDF, like an application's."""

from __future__ import annotations

import os
import re
import time
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.models import Dossier, PaperFile
from congso.domains.dossiers.services import accept_application, ask_supplement
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application
from congso.domains.portal.services.filing import forget_broken_uploads
from congso.domains.portal.services.pieces import place_of
from congso.foundation.files.services import open_file

pytestmark = pytest.mark.django_db


def picture(colour: str) -> bytes:
    """A small photograph."""
    content = BytesIO()
    Image.new("RGB", (400, 300), colour).save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def base(office: Office, account: CitizenAccount) -> str:
    """The page of a dossier for which a thing is asked."""
    made = make_application(office, actor_of(account))
    accept_application(actor=office.clerk, dossier_id=made.pk, seen_seq=None)
    dossier = bring_to(office, made, "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="- Hộ chiếu", reason="Thiếu")
    return f"/cong-dan/ho-so/{dossier.pk}/bo-sung/"


def send(client: Client, base: str, content: bytes, cut: int) -> str:
    """Send a file in two pieces, the first one twice as after a broken line; its sealed word."""
    began = client.post(f"{base}tai-len/", {"name": "anh.jpg", "size": len(content), "box": "files_1"})
    assert began.status_code == 201
    url = f"{base}tai-len/{began.json()['upload']}/"

    def piece(offset: int, part: bytes) -> tuple[int, dict[str, object]]:
        answer = client.post(url, part, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)})
        return answer.status_code, answer.json()

    assert piece(0, content[:cut]) == (200, {"received": cut, "word": ""})
    again = piece(0, content[:cut])
    assert (again[0], again[1]["received"]) == (409, cut)
    assert client.get(url).json() == {"received": cut}
    assert piece(cut, content[cut:] + b"x")[0] == 422
    status, last = piece(cut, content[cut:])
    assert status == 200
    return str(last["word"])


def test_pictures_come_in_pieces_and_go_as_one_pdf(citizen: Client, base: str) -> None:
    words = [send(citizen, base, picture(colour), 100) for colour in ("red", "blue")]
    seq = Dossier.objects.get().case.seq

    kept = citizen.post(base, {"seq": seq, "kept_1": words, "_do": "keep"})
    assert kept.status_code == 200
    assert "Hãy gửi tệp" not in kept.content.decode()
    joined = citizen.post(base, {"seq": seq, "kept_1": words, "_do": "join:1"}).content.decode()
    names = re.findall(r'name="kept_1" value="([^"]+)"', joined)
    assert len(names) == 1
    assert "Ghép các ảnh" not in joined
    assert not PaperFile.objects.exists(), "nothing is sent before the citizen sends it"

    assert citizen.post(base, {"seq": seq, "kept_1": names}).status_code == 302
    held = PaperFile.objects.select_related("stored").get()
    with open_file(held.stored) as stream:
        assert (held.name, len(PdfReader(stream).pages)) == ("anh.pdf", 2)


def test_strangers_wrong_boxes_and_disguised_files_are_refused(citizen: Client, base: str) -> None:
    stranger = Client()
    enter_as(stranger, make_account(subject="s-9", number="087290004321", name="Người Lạ"))
    asked = {"name": "a.pdf", "size": 10, "box": "files_1"}

    assert stranger.post(f"{base}tai-len/", asked).status_code == 404
    assert citizen.post(f"{base}tai-len/", asked | {"box": "files_9"}).status_code == 422
    assert citizen.post(f"{base}tai-len/", asked | {"size": "²"}).status_code == 422
    assert citizen.post(f"{base}tai-len/", asked | {"size": 10**11}).status_code == 422
    assert citizen.get(f"{base}tai-len/gia-mao/").status_code == 404
    word = citizen.post(f"{base}tai-len/", asked | {"size": 52}).json()["upload"]
    answer = citizen.post(f"{base}tai-len/{word}/", b"MZ" + b"x" * 50, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
    assert answer.status_code == 422
    assert stranger.get(f"{base}tai-len/{word}/").status_code == 404


def test_what_never_arrived_whole_is_thrown_away(settings: object) -> None:
    old, fresh = place_of(UUID(int=1)), place_of(UUID(int=2))
    for place in (old, fresh):
        place.write_bytes(b"x")
    os.utime(old, (time.time() - 3 * 24 * 3600,) * 2)

    forget_broken_uploads()

    assert (old.exists(), fresh.exists()) == (False, True)
    fresh.unlink()
