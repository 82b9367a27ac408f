"""A hundred signed files of all kinds, each judged by two verifiers that know nothing of each other: pyHanko and poppler."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import LazySettings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_timestamp

from congso.core import clock
from congso.domains.documents.enums import Power
from congso.domains.documents.layout import SEAL, SIGNER, Content, LaidOut, lay_out
from congso.entry.simulators.authority.serving import Running
from congso.foundation.signing.archive import extend_for_archive
from congso.foundation.signing.facade import (
    Order,
    Place,
    SignatureKind,
    Trust,
    add_fields,
    sign_documents,
    verify_pdf,
)
from congso.foundation.signing.trust import context
from congso.foundation.signing.verifying import certificates_in
from congso.foundation.signing.waiting import wait_for
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)
TYPES = ("NQ", "QĐ", "TB", "BC", "KH", "TTr", "GM", "CĐ", "")
"""Eight named types and the official letter: the nine forms of NĐ 30/2020, Phụ lục III, mục I."""
POWERS = {Power.OWN: "", Power.ON_BEHALF: "Ủy ban nhân dân", Power.ACTING: "", Power.FOR: "Chủ tịch", Power.BY_ORDER: "Chủ tịch",
          Power.DELEGATED: "Chủ tịch"}  # fmt: skip
CORNER = Place("CoQuan", 1, 150, 5, 55, 15)


@dataclass(frozen=True)
class Made:
    """A file and how many signatures and timestamps over the whole it must show."""

    name: str
    pdf: bytes
    signatures: int
    stamps: int = 0


def test_a_hundred_files_are_found_valid_by_both(desk: Desk, authority: Running, settings: LazySettings, tmp_path: Path) -> None:
    need("pdfsig", "certutil")
    made = list(_hundred(desk, settings))
    assert len(made) == 100
    assert sum(each.stamps for each in made) == 5

    _trust_in(authority, tmp_path)
    with ThreadPoolExecutor(2) as others:  # poppler works while pyHanko does
        told = others.map(lambda each: _poppler(each, tmp_path), made)
        for each in made:
            found = verify_pdf(each.pdf)
            assert [one.trust for one in found] == [Trust.TRUSTED] * each.signatures, (each.name, found)
            assert [one.at_proven for one in found] == [not each.name.startswith("own-clock")] * each.signatures, each.name
            assert _stamps(each.pdf) == [True] * each.stamps, each.name
        wrong = [each.name for each, words in zip(made, told, strict=True) if not _as_expected(each, words)]
    assert wrong == []


def _hundred(desk: Desk, settings: LazySettings) -> Iterator[Made]:
    """54 documents, every other one sealed (five kept for an archive), 20 annexes, 14 copies, 12 without a timestamp."""
    kinds = list(product(TYPES, POWERS))
    papers = [_paper(desk, type_code, power) for type_code, power in kinds]
    ready = [add_fields(paper.pdf, paper.places) for paper in papers]
    done = dict(enumerate(_sign(desk, ready, papers)))
    seen = [place for place in done if sum(divmod(place, len(POWERS))) % 2 == 0]
    done |= zip(seen, _seal(desk, [done[place] for place in seen], [papers[place] for place in seen]), strict=True)
    for place, (type_code, power) in enumerate(kinds):
        name, count = f"{type_code or 'CV'}-{power or 'own'}", 2 if place in seen else 1
        if place in seen[:5]:
            yield Made(f"{name}-lta", extend_for_archive(done[place]), count, 1)
        else:
            yield Made(name, done[place], count)
    corner = [add_fields(paper.pdf, [CORNER]) for paper in papers[:34]]
    for place, pdf in enumerate(_in_corner(desk, corner[:20], SignatureKind.ANNEX)):
        yield Made(f"annex-{place}", pdf, 1)
    for place, pdf in enumerate(_in_corner(desk, corner[20:], SignatureKind.COPY)):
        yield Made(f"copy-{place}", pdf, 1)
    settings.CONGSO_TSA_URL = ""
    for place, pdf in enumerate(_sign(desk, ready[:12], papers[:12])):
        yield Made(f"own-clock-{place}", pdf, 1)


def _paper(desk: Desk, type_code: str, power: Power) -> LaidOut:
    return lay_out(Content(
        unit_id=desk.office.units["phuong"], type_code=type_code, subject="việc kiểm tra chữ ký", body="Nội dung thử chữ ký số./.",
        signer_name="Phạm Ngọc Hạnh", signer_position="Chủ tịch", power=power, body_signed_for=POWERS[power], symbol="UBND",
        recipients=["Như trên"], addressees=[] if type_code else ["Sở Tư pháp"], number=7, on=clock.today(),
    ), today=clock.today())  # fmt: skip


def _place(paper: LaidOut, name: str) -> Place:
    return next(each for each in paper.places if each.name == name)


def _sign(desk: Desk, ready: list[bytes], papers: list[LaidOut]) -> list[bytes]:
    """The leader's own signature on each, by one PIN."""
    orders = [
        Order("tests.paper", str(number), pdf, _place(paper, SIGNER), SignatureKind.PERSON, signer_name="Phạm Ngọc Hạnh")
        for number, (pdf, paper) in enumerate(zip(ready, papers, strict=True))
    ]  # fmt: skip
    return [each.content for each in sign_documents(actor=desk.office.leader, key_id=desk.leader_key.pk, pin=PIN, orders=orders)]


def _seal(desk: Desk, signed: list[bytes], papers: list[LaidOut]) -> list[bytes]:
    orders = [
        Order("tests.paper", str(number), pdf, _place(paper, SEAL), SignatureKind.SEAL, signer_name="UBND phường Cao Lãnh")
        for number, (pdf, paper) in enumerate(zip(signed, papers, strict=True))
    ]  # fmt: skip
    return [each.content for each in sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=orders)]


def _in_corner(desk: Desk, ready: list[bytes], kind: SignatureKind) -> list[bytes]:
    """The agency's signature without a picture, at the top right."""
    words = ("Sao y", "UBND phường Cao Lãnh") if kind == SignatureKind.COPY else ("7/QĐ-UBND", "UBND phường Cao Lãnh")
    orders = [
        Order("tests.paper", str(number), pdf, CORNER, kind, signer_name="UBND phường Cao Lãnh", words=words)
        for number, pdf in enumerate(ready)
    ]
    return [each.content for each in sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=orders)]


def _trust_in(authority: Running, folder: Path) -> None:
    (folder / "root.crt").write_bytes(authority.authority.folder.certificate("root").public_bytes(Encoding.DER))
    database = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", database, "-n", "goc", "-t", "CT,C,C", "-i", str(folder / "root.crt")], check=True)


def _poppler(made: Made, folder: Path) -> str:
    path = folder / f"{made.name}.pdf".replace("/", "-")
    path.write_bytes(made.pdf)
    return subprocess.run(["pdfsig", "-nssdir", str(folder), str(path)], capture_output=True, text=True, check=True).stdout


def _as_expected(made: Made, words: str) -> bool:
    """Every signature valid and trusted; poppler names the archive's timestamp and leaves it to others to judge."""
    valid, trusted = words.count("Signature is Valid."), words.count("Certificate is Trusted.")
    return valid == trusted == made.signatures and words.count("Field Name: Timestamp-") == made.stamps and "Invalid" not in words


def _stamps(pdf: bytes) -> list[bool]:
    """Of each timestamp over the whole document: whether it is intact and from an authority that is trusted."""
    found = PdfFileReader(BytesIO(pdf), strict=False).embedded_timestamp_signatures
    judged = [wait_for(async_validate_pdf_timestamp(each, context(certificates_in(each)))) for each in found]
    return [each.intact and each.valid and each.trusted for each in judged]
