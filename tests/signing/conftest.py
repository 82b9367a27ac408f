"""An authority, people and a seal for the tests of signing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from congso.core.actors import Actor, system_actor
from congso.entry.simulators.authority import certificates, serving
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.orgs.epoch import forget_all
from congso.foundation.orgs.tests.makers import START
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.tests.makers import People, make_people
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.facade import Order, Place, SignatureKind, SigningKey, add_fields
from congso.foundation.signing.models import TrustAnchor
from congso.foundation.signing.services.keeping import Owner, add_file_key
from tests.judges import need

SYSTEM = system_actor("tests")
PIN = "So-hieu-8421"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
TOKEN_PIN = "2468135"
HERE = Path(__file__).parent
SIGNER = Place("NguoiKy", 1, 110, 100, 50, 25)
SEAL = Place("CoQuan", 1, 96, 98, 38, 38)


@pytest.fixture(scope="session")
def authority_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: keys take time."""
    return tmp_path_factory.mktemp("authority")


_places, _new_key = cycle(range(8)), certificates.new_key


@lru_cache
def _key(_place: int) -> RSAPrivateKey:
    """Signers' keys are lent out in turn and made at the first turn alone: certificates are new each time, keys need not be."""
    return _new_key()


@pytest.fixture
def authority(
    authority_folder: Path, settings: LazySettings, db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    """A certification authority that the office trusts and may ask."""
    del db
    with serving.running(authority_folder) as running:
        monkeypatch.setattr(certificates, "new_key", lambda: _key(next(_places)))
        settings.CONGSO_TSA_URL = f"{running.address}/tsa"
        settings.CONGSO_CSC_URL, settings.CONGSO_CSC_TOKEN = running.address, serving.KEY
        settings.CONGSO_REVOCATION_HOSTS = frozenset({urlsplit(running.address).netloc})
        root = running.authority.folder.certificate("root").public_bytes(Encoding.DER)
        # a row of its own, without a line in the log: so the small office, which writes lines, can be kept from test to test
        TrustAnchor.objects.create(name="Gốc dùng thử", certificate=root, sha256=sha256(root).hexdigest(), valid_from=date(2020, 1, 1), source="Kiểm thử")
        cache.clear()
        forget_all()
        yield running


@pytest.fixture(scope="session")
def software_hsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A software HSM with an empty token; its library reads once a process where the tokens lie."""
    found = next((each for each in MODULES if Path(each).exists()), "")
    need("softhsm2-util")
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(config))
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", "congso", "--pin", TOKEN_PIN, "--so-pin", "13572468"],
            check=True, capture_output=True,
        )  # fmt: skip
        yield found


@pytest.fixture
def module(software_hsm: str, settings: LazySettings) -> str:
    """The office has the device."""
    settings.CONGSO_PKCS11_MODULE = software_hsm
    return software_hsm


def picture(colour: tuple[int, int, int]) -> StoredFile:
    """A drawn signature or seal with a transparent ground."""
    image = Image.new("RGBA", (300, 150), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(10, 120), (80, 20), (140, 130), (220, 30), (290, 90)], fill=(*colour, 255), width=6)
    out = BytesIO()
    image.save(out, "PNG")
    return store_file(SimpleUploadedFile("ky.png", out.getvalue(), "image/png"), name="ky.png")


@dataclass
class Signers:
    """The people of a ward with the leader's key and the ward's seal."""

    people: People
    leader_key: SigningKey
    seal: SigningKey

    @property
    def leader(self) -> Actor:
        """Phạm Ngọc Hạnh, who leads the ward."""
        return self.people.actor("hanh")

    @property
    def keeper(self) -> Actor:
        """Who keeps the seal."""
        return self.people.actor("vanthu")


@pytest.fixture
def signers(authority: Running) -> Signers:
    """A leader with a key of their own and a clerk with the seal."""
    people = make_people()
    ward = people.units["a"]
    keeper = OfficialSpec("vanthu", "Huỳnh Kim Liên", people.units["a-vp"], "registry", "Văn thư", START)
    people.accounts |= load_officials(actor=SYSTEM, officials=[keeper], password_hash="!")
    leader = people.actor("hanh")
    mine = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường A", title="Chủ tịch", identifier="CCCD:087190000001"), PIN)
    seal = authority.authority.issue(Subject("UBND phường A", "Tỉnh Đồng Tháp", identifier="MST:1400000001"), PIN)
    own = add_file_key(actor=leader, owner=Owner(account_id=leader.account_id), container=mine, pin=PIN, picture=picture((29, 63, 143)))
    unit = add_file_key(actor=SYSTEM, owner=Owner(unit_id=ward), container=seal, pin=PIN, picture=picture((200, 16, 46)))
    return Signers(people, own, unit)


def paper(text: str = "Quyết định về việc khen thưởng") -> bytes:
    """A page with two empty fields."""
    return add_fields(render_pdf(HERE / "paper.typ", {"text": text}), [SIGNER, SEAL])


def order(pdf: bytes, number: str = "1", **changes: object) -> Order:
    """The leader's signature on a paper."""
    wanted: dict[str, object] = {
        "subject_kind": "tests.paper", "subject_id": number, "pdf": pdf, "place": SIGNER, "kind": SignatureKind.PERSON,
        "signer_name": "Phạm Ngọc Hạnh", "signer_title": "CHỦ TỊCH",
    }  # fmt: skip
    return Order(**(wanted | changes))  # type: ignore[arg-type]


def seal_order(pdf: bytes, number: str = "1") -> Order:
    """The ward's seal on the same paper."""
    return order(pdf, number, place=SEAL, kind=SignatureKind.SEAL, signer_name="UBND phường A", signer_title="")
