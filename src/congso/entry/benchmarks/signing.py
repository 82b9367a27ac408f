"""``congso bench signing``: what a signature, its verification and a batch of fifty cost, beside pyHanko alone."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from congso.entry.benchmarks import machine, stage

PIN = "12345678"
COUNT = 20
BATCH = 50


@contextmanager
def _authority(folder: Path) -> Iterator[str]:
    """The stand-in authority in a process of its own, so that its work is not counted here; and its address."""
    from congso.entry.simulators.authority import serving

    os.environ |= {"CONGSO_CA_PORT": str(stage.free_port()), "CONGSO_CA_FOLDER": str(folder)}
    address = os.environ["CONGSO_CA_URL"] = f"http://127.0.0.1:{os.environ['CONGSO_CA_PORT']}"
    os.environ["CONGSO_CSC_TOKEN"] = serving.KEY
    process = stage.start(serving.command())
    try:
        for _try in range(300):
            try:
                urlopen(address, timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _ms(work: Callable[[], object], count: int) -> tuple[float, float]:
    """CPU and wall milliseconds of one call, after one that is not counted."""
    work()
    cpu, wall = time.process_time(), time.perf_counter()
    for _each in range(count):
        work()
    return round((time.process_time() - cpu) * 1000 / count, 1), round((time.perf_counter() - wall) * 1000 / count, 1)


def bench_signing() -> dict[str, Any]:
    """Make an authority, a person and a page; then measure."""
    with tempfile.TemporaryDirectory(prefix="congso-bench-ca-") as folder, _authority(Path(folder)) as address, stage.own_database():
        from django.conf import settings

        settings.CONGSO_TSA_URL, settings.CONGSO_REVOCATION_HOSTS = f"{address}/tsa", frozenset({address.removeprefix("http://")})
        return {"machine": machine.describe(), **_measured(Path(folder), address)}


def _measured(folder: Path, address: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.serialization import Encoding
    from django.conf import settings
    from django.core.files.base import ContentFile

    from congso.core.actors import Actor, system_actor
    from congso.entry.simulators.authority.certificates import Authority, Subject
    from congso.flows.demonstration.pictures import draw_signature
    from congso.foundation.files.services import store_file
    from congso.foundation.people.models import Account
    from congso.foundation.signing.facade import Owner, add_anchor, add_file_key, sign_documents, verify_pdf
    from congso.foundation.signing.services.trying import trial_order

    authority, system = Authority(folder, address), system_actor("bench")
    root = authority.folder.certificate("root").public_bytes(Encoding.DER)
    add_anchor(actor=system, certificate=root, name="Bench", valid_from=date(2020, 1, 1), source="bench")
    account = Account.objects.create(username="bench", full_name="Phạm Ngọc Hạnh")
    container = authority.issue(Subject(account.full_name, "UBND"), PIN)
    picture = store_file(ContentFile(draw_signature(account.full_name), name="ky.png"), name="ky.png")
    key = add_file_key(actor=system, owner=Owner(account_id=account.pk), container=container, pin=PIN, picture=picture)
    actor, order = Actor(account_id=account.pk, name=account.full_name), trial_order(key)

    def sign(count: int = 1) -> bytes:
        return sign_documents(actor=actor, key_id=key.pk, pin=PIN, orders=[order] * count)[0].content

    signed = sign()
    stamped, verified = _ms(sign, COUNT), _ms(lambda: verify_pdf(signed), COUNT)
    batch = _ms(lambda: sign(BATCH), 1)
    plain_stamped = _ms(_plain(container, order.pdf, f"{address}/tsa"), COUNT)
    settings.CONGSO_TSA_URL = ""
    bare, plain_bare = _ms(sign, COUNT), _ms(_plain(container, order.pdf, ""), COUNT)
    return {
        "signature_with_timestamp_cpu_ms": stamped[0], "… wall_ms": stamped[1], "signature_without_cpu_ms": bare[0],
        "verification_cpu_ms": verified[0], f"batch_of_{BATCH}_s": round(batch[1] / 1000, 2), "batch_cpu_ms_each": round(batch[0] / BATCH, 1),
        "baseline_pyhanko_with_timestamp_cpu_ms": plain_stamped[0], "baseline_pyhanko_without_cpu_ms": plain_bare[0],
        "goal": "with timestamp <= 80 ms CPU, without <= 35, 50 in a batch <= 5 s",
    }  # fmt: skip


def _plain(container: bytes, pdf: bytes, stamps_at: str) -> Callable[[], object]:
    """pyHanko's own signer as its manual shows it: the key parsed once, no drawn look, no check of the signature made."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, fields, signers
    from pyhanko.sign.timestamps import HTTPTimeStamper

    signer = signers.SimpleSigner.load_pkcs12_data(container, other_certs=[], passphrase=PIN.encode())
    metadata = PdfSignatureMetadata(field_name="KyThu", subfilter=fields.SigSeedSubFilter.PADES)
    stamper = HTTPTimeStamper(stamps_at) if stamps_at else None

    def sign() -> object:
        return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer, timestamper=stamper)

    return sign
