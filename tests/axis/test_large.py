"""A message of 60 MB: neither the client nor the axis holds it in memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from django.http import HttpRequest
from pytest_django.live_server_helper import LiveServer

from congso.domains.axis.models import Parcel, Stop
from congso.foundation.axes.http import NationalClient, ProvincialClient
from congso.foundation.edxml.facade import AttachmentSource, write_document
from tests.axis.conftest import MINISTRY, Axis
from tests.axis.inside import Form, client

pytestmark = pytest.mark.django_db(transaction=True)
SIZE = 60_000_000
MOST = 20_000_000
"""Bytes that client and server together may hold more than before: a third of the message."""


def memory() -> int:
    """Bytes this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def growth() -> Iterator[list[int]]:
    """How much more memory than before was held at the worst moment inside the block (client and server are this process)."""
    before, most, ended = memory(), [0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.005):
            most[0] = max(most[0], memory() - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield most
    ended.set()
    watcher.join()


def large_letter(axis: Axis, target: BinaryIO, folder: Path) -> None:
    """A letter with a file of random bytes, 60 MB once written out."""
    path = folder / "ban-ve.pdf"
    with path.open("wb") as out:
        for _piece in range(45):
            out.write(os.urandom(1_000_000))
    source = AttachmentSource(content_id="cid:0", name=path.name, open=lambda: path.open("rb"), description="", content_type="application/pdf",
                              manifest_type="application/pdf")  # fmt: skip
    write_document(axis.sender().letter(MINISTRY), [source], target, signer=axis.keys["tinh"])


@pytest.mark.parametrize("form", [ProvincialClient, NationalClient], ids=["lgsp", "vxp"])
def test_a_large_message_goes_and_comes_in_flat_memory(axis: Axis, live_server: LiveServer, form: Form, tmp_path: Path,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    whole = HttpRequest.body

    def only_json(request: HttpRequest) -> bytes:
        assert request.content_type == "application/json", "a message was read whole"
        found: bytes = whole.fget(request)  # type: ignore[attr-defined]
        return found

    monkeypatch.setattr(HttpRequest, "body", property(only_json))
    with tempfile.TemporaryFile() as letter, tempfile.TemporaryFile() as back:
        large_letter(axis, letter, tmp_path)
        size = letter.tell()
        assert size >= SIZE
        ours, theirs = client(form, server=live_server), client(form, "bo-mau", server=live_server)
        with growth() as grown:
            ours.send(letter, size, kind="edoc")
            (item,) = theirs.waiting()
            theirs.fetch(item.reference, back)
        assert _digest(back) == _digest(letter)
    assert (Parcel.objects.get().size, Stop.objects.count()) == (size, 1)
    assert grown[0] < MOST, f"{grown[0] / 1e6:.1f} MB more at the worst moment"


def _digest(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").digest()
