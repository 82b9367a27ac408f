"""Anybody has the signatures of a PDF judged."""

from __future__ import annotations

import zlib
from unittest.mock import patch

import pytest
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congso.core import clock
from congso.domains.dossiers.models import DossierResult
from congso.domains.dossiers.services import propose
from congso.domains.dossiers.tests.makers import bring_to, make_dossier, make_office
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.orgs.epoch import forget_all
from congso.foundation.signing import harmless, throttling
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.facade import sign_documents
from congso.foundation.signing.models import TrustAnchor
from congso.foundation.signing.services.keeping import Owner, add_file_key
from tests.signing.conftest import PIN, Signers, order, paper, seal_order

pytestmark = pytest.mark.django_db
PAGE = "/xac-minh/chu-ky/"


@pytest.fixture(autouse=True)
def forget_counts() -> None:
    """Each test begins without tries."""
    cache.clear()


def sent(client: Client, content: bytes, name: str = "quyet-dinh.pdf") -> str:
    answer = client.post(PAGE, {"upload": SimpleUploadedFile(name, content)})
    return f"{answer.status_code} {answer.content.decode()}"


def test_a_signed_and_sealed_paper_is_told_in_plain_words(client: Client, signers: Signers) -> None:
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    (sealed,) = sign_documents(actor=signers.keeper, key_id=signers.seal.pk, pin=PIN, orders=[seal_order(signed.content)])
    files = StoredFile.objects.count()

    page = sent(client, sealed.content)

    assert page.startswith("200")
    assert "Tệp có 2 chữ ký số" in page
    assert page.index("<h3>Phạm Ngọc Hạnh") < page.index("<h3>UBND phường A")
    assert page.count('signature-trusted"') == 2
    assert "có dấu thời gian chứng minh" in page
    assert "Sau đó chỉ có thêm chữ ký" in page
    assert f"{signers.leader_key.serial}" in page
    assert StoredFile.objects.count() == files, "nothing of a stranger's file is kept"


def test_a_changed_paper_and_a_stranger_are_told(client: Client, signers: Signers) -> None:
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    place = signed.content.index(b"/Title")
    changed = signed.content[: place + 9] + bytes([signed.content[place + 9] ^ 1]) + signed.content[place + 10 :]

    assert 'signature-broken"' in sent(client, changed)
    TrustAnchor.objects.all().delete()
    forget_all()
    page = sent(client, signed.content)
    assert 'signature-untrusted"' in page
    assert "không do cơ quan chứng thực được tin cậy cấp" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 khong phai", "không phải tệp PDF"),
        (b"%PDF-1.7\nrac\n%%EOF", "không phải tệp PDF đọc được"),
        (b"", "Tệp"),
    ],
)
def test_what_is_no_pdf_gets_a_sentence(client: Client, content: bytes, sentence: str) -> None:
    page = sent(client, content)

    assert page.startswith("422")
    assert sentence in page


def test_a_pdf_without_signatures_says_so(client: Client) -> None:
    page = sent(client, paper())

    assert page.startswith("200")
    assert "không có chữ ký số nào" in page


def bomb() -> bytes:
    """A PDF whose table of objects unfolds from a few megabytes to several gigabytes."""
    packer, zeros, times = zlib.compressobj(9), b"\0" * 1_000_000, 3_000
    first, each = (packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH) for _part in range(2))
    checksum = (((times * len(zeros)) % 65_521) << 16 | 1).to_bytes(4, "big")  # Adler-32 of nothing but zeros
    packed = first + each * (times - 1) + packer.flush()[:-4] + checksum
    head = b"%PDF-1.7\n"
    table = b"1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return head + table + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def test_a_bomb_is_a_file_that_cannot_be_read(client: Client) -> None:
    page = sent(client, bomb())

    assert page.startswith("422")
    assert "tệp quá phức tạp để kiểm tra" in page


def test_what_takes_too_long_is_given_up(signers: Signers) -> None:
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])

    harmless.require_harmless(signed.content)
    caches["near"].clear()
    with patch.object(harmless, "SECONDS", 0), pytest.raises(PdfRefused, match="quá phức tạp"):
        harmless.require_harmless(signed.content)


def test_one_address_may_not_ask_without_end(client: Client) -> None:
    with patch.object(throttling, "MOST", 2):
        codes = [sent(client, b"%PDF-x")[:3] for _each in range(3)]

    assert codes == ["422", "422", "429"]


def test_the_page_is_reached_from_the_portal(client: Client) -> None:
    assert f'href="{reverse("check_signatures:page")}"' in client.get("/").content.decode()


def test_the_page_behind_a_results_code_lists_the_signatures_of_its_file(client: Client, authority: Running) -> None:
    office = make_office()
    dossier = bring_to(office, make_dossier(office), "work")
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", upload=SimpleUploadedFile("kq.pdf", paper()))
    result = DossierResult.objects.filter(dossier=dossier)
    result.update(approved_at=clock.now(), verify_token="ma-xac-minh")
    assert "Chữ ký số trong tệp kết quả" not in client.get("/xac-minh/ma-xac-minh/").content.decode()

    container = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường"), PIN)
    key = add_file_key(actor=office.officer, owner=Owner(account_id=office.officer.account_id), container=container, pin=PIN)
    (signed,) = sign_documents(actor=office.officer, key_id=key.pk, pin=PIN, orders=[order(paper())])
    result.update(stored=store_file(SimpleUploadedFile("kq.pdf", signed.content), name="kq.pdf"))

    page = client.get("/xac-minh/ma-xac-minh/").content.decode()
    assert "Chữ ký số trong tệp kết quả" in page
    assert 'signature-trusted"' in page
    assert "Phạm Ngọc Hạnh" in page
