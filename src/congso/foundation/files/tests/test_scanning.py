"""Files pass a virus scanner before they are kept; while it is silent they wait, and everybody sees so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.content import FileInfected, FileWithheld
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.files.responses import file_response
from congso.foundation.files.scanning import scan_waiting
from congso.foundation.files.services import open_file, store_file
from congso.foundation.files.tasks import scan_files
from congso.foundation.files.tests.clamav import SIGN, StandIn, running

pytestmark = pytest.mark.django_db
CLEAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
BAD = CLEAN + SIGN + b"%%EOF\n"


@pytest.fixture
def scanner(settings: Settings) -> Iterator[StandIn]:
    """A scanner that this installation uses."""
    with running() as found:
        settings.CONGSO_CLAMD = found.address
        yield found


def keep(content: bytes = CLEAN) -> StoredFile:
    return store_file(SimpleUploadedFile("a.pdf", content), name="a.pdf")


def test_without_a_scanner_a_file_is_kept_and_said_to_be_unscanned() -> None:
    assert keep().scan_warning == "chưa quét"


def test_a_clean_file_is_kept_and_asked_about_once(scanner: StandIn) -> None:
    first, second = keep(), keep()

    assert (first.scan, second.scan_warning, scanner.asked) == (ScanState.CLEAN, "", 1)
    with open_file(first) as stream:
        assert stream.read() == CLEAN, "scanning does not eat the content"


@pytest.mark.usefixtures("scanner")
def test_an_infected_file_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(FileInfected, match="có mã độc"):
        keep(BAD)

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "/no/such/socket", "nonsense"])
def test_a_file_waits_while_the_scanner_is_silent(settings: Settings, address: str) -> None:
    settings.CONGSO_CLAMD = address

    assert keep().scan_warning == "chờ quét mã độc"
    assert scan_waiting() == 0


def test_a_scanner_in_trouble_counts_as_silent(scanner: StandIn) -> None:
    scanner.error = b"INSTREAM size limit exceeded. ERROR\0"

    assert keep().scan == ScanState.WAITING


def test_the_worker_scans_later_what_waited_and_withholds_what_is_infected(scanner: StandIn) -> None:
    scanner.error = b"stream: Can't allocate memory ERROR\0"
    good, bad = keep(), keep(BAD)
    scanner.error = b""

    scan_files(0)

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan, bad.scan) == (ScanState.CLEAN, ScanState.INFECTED)
    assert AuditEntry.objects.get(action="files.find_infected").details["malware"] == "Eicar-Signature"
    with pytest.raises(FileWithheld, match="đơn"):
        file_response(bad, name="đơn.pdf")
    with pytest.raises(FileInfected):
        keep(BAD)


def test_what_came_before_there_was_a_scanner_is_scanned_too(settings: Settings) -> None:
    stored = keep()
    with running() as found:
        settings.CONGSO_CLAMD = found.address
        assert scan_waiting() == 1

    stored.refresh_from_db()
    assert stored.scan == ScanState.CLEAN


def test_the_scanner_listens_on_a_unix_socket_as_well(settings: Settings, tmp_path: object) -> None:
    import socket
    import threading

    found = StandIn()
    found.line.close()
    path = f"{tmp_path}/clamd.sock"
    found.line = socket.socket(socket.AF_UNIX)
    found.line.bind(path)
    found.line.listen()
    thread = threading.Thread(target=found.serve, daemon=True)
    thread.start()
    settings.CONGSO_CLAMD = path

    assert keep().scan == ScanState.CLEAN
    found.line.shutdown(socket.SHUT_RDWR)
    found.line.close()
    thread.join(5)


def test_every_file_is_an_attachment_without_any_right() -> None:
    answer = file_response(keep(), name="Tờ khai.pdf")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
