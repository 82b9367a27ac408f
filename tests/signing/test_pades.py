"""Signatures that other programs accept, and what must not be accepted."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.cache import cache
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import as_signing_certificate_v2
from pypdf import PdfWriter

from congso.core import clock
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.orgs.epoch import forget_all
from congso.foundation.signing.errors import KeyLocked, KeyUnusable, NotYourKey, PdfRefused, WrongPin
from congso.foundation.signing.facade import (
    Change,
    Signature,
    SigningKey,
    Trust,
    may_be_signed,
    sign_documents,
    verify_pdf,
)
from congso.foundation.signing.models import TrustAnchor
from congso.foundation.signing.services.keeping import Owner, add_file_key
from tests.judges import need
from tests.signing.conftest import PIN, Signers, order, paper, picture, seal_order


def both(signers: Signers, pdf: bytes) -> bytes:
    """Signed by the leader, then sealed."""
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(pdf)])
    (sealed,) = sign_documents(actor=signers.keeper, key_id=signers.seal.pk, pin=PIN, orders=[seal_order(signed.content)])
    return sealed.content


def told_by_pdfsig(path: Path, authority: Running, folder: Path) -> str:
    """What poppler says of a file; it trusts the authority's root."""
    root, database = folder / "root.crt", f"sql:{folder}"
    root.write_bytes(authority.authority.folder.certificate("root").public_bytes(Encoding.DER))
    subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", database, "-n", "goc", "-t", "CT,C,C", "-i", str(root)], check=True)
    return subprocess.run(["pdfsig", "-nssdir", database, str(path)], capture_output=True, text=True, check=True).stdout


def test_a_signed_and_sealed_paper_is_accepted_by_pdfsig(signers: Signers, authority: Running, tmp_path: Path) -> None:
    need("pdfsig", "certutil")
    found = tmp_path / "ky.pdf"
    found.write_bytes(both(signers, paper()))
    told = told_by_pdfsig(found, authority, tmp_path)
    assert told.count("Signature is Valid.") == 2, told
    assert told.count("Certificate is Trusted.") == 2, told
    assert "Phạm Ngọc Hạnh" in told
    assert told.count("ETSI.CAdES.detached") == 2, told


def test_the_verifier_says_who_signed_when_and_that_nothing_else_changed(signers: Signers) -> None:
    before = clock.now().replace(microsecond=0)
    leader, seal = verify_pdf(both(signers, paper()))
    assert (leader.signer, leader.organisation, leader.trust, leader.change) == (
        "Phạm Ngọc Hạnh", "UBND phường A", Trust.TRUSTED, Change.SIGNATURES)  # fmt: skip
    assert (seal.signer, seal.trust, seal.change, seal.covers_all) == ("UBND phường A", Trust.TRUSTED, Change.NONE, True)
    assert leader.at_proven
    assert leader.at is not None
    assert leader.at >= before
    assert leader.reasons == ()


def test_the_signature_names_its_certificate_as_the_library_does(signers: Signers) -> None:
    for signature in PdfFileReader(BytesIO(both(signers, paper()))).embedded_signatures:
        wanted = as_signing_certificate_v2(signature.signer_cert).dump()
        named = [each for each in signature.signer_info["signed_attrs"] if each["type"].native == "signing_certificate_v2"]
        assert [value.dump() for each in named for value in each["values"]] == [wanted]


def test_what_can_have_no_signature_is_seen_without_reading_it(signers: Signers) -> None:
    plain = PdfWriter()
    plain.add_blank_page(200, 200)
    bare = BytesIO()
    plain.write(bare)
    assert not may_be_signed(bare.getvalue())
    assert may_be_signed(both(signers, paper()))
    for hidden in (b"/Acro#46orm 5 0 R", b"/#41croForm 5 0 R", b"/Type /ObjStm", b"/Encrypt 3 0 R"):
        assert may_be_signed(bare.getvalue() + hidden)


def test_one_changed_byte_makes_it_invalid(signers: Signers) -> None:
    content = bytearray(both(signers, paper()))
    content[content.index(b"stream") + 20] ^= 1
    assert {each.trust for each in verify_pdf(bytes(content))} == {Trust.BROKEN}


def test_what_is_added_after_the_signatures_is_seen(signers: Signers) -> None:
    writer = PdfWriter(BytesIO(both(signers, paper())), incremental=True)
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    assert [each.change for each in verify_pdf(out.getvalue())] == [Change.OTHER, Change.OTHER]
    assert {each.trust for each in verify_pdf(out.getvalue())} == {Trust.BROKEN}


def test_nobody_uses_the_key_of_somebody_else(signers: Signers) -> None:
    with pytest.raises(NotYourKey):
        sign_documents(actor=signers.people.actor("khoa"), key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    with pytest.raises(NotYourKey):
        sign_documents(actor=signers.people.actor("khoa"), key_id=signers.seal.pk, pin=PIN, orders=[seal_order(paper())])


def test_five_wrong_pins_lock_the_key_for_a_quarter_of_an_hour(signers: Signers) -> None:
    wanted = [order(paper())]
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongPin) as wrong:
            sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin="khong-phai", orders=wanted)
        assert f"Còn {left} lần thử" in str(wrong.value)
    with pytest.raises(KeyLocked):
        sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=wanted)
    SigningKey.objects.update(locked_until=clock.now())
    assert sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=wanted)


def test_a_revoked_certificate_signs_no_more(signers: Signers, authority: Running) -> None:
    authority.authority.revoke(int(signers.leader_key.serial, 16))
    cache.clear()
    with pytest.raises(KeyUnusable):
        sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])


def test_a_certificate_that_does_not_hold_yet_signs_nothing(signers: Signers, authority: Running) -> None:
    coming = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường A"), PIN, days=10, days_ago=-5)
    key = add_file_key(actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), container=coming, pin=PIN)
    with pytest.raises(KeyUnusable, match="chưa hoặc không còn hiệu lực"):
        sign_documents(actor=signers.leader, key_id=key.pk, pin=PIN, orders=[order(paper())])
    assert not Signature.objects.exists()
    assert AuditEntry.objects.filter(action="signing.use_key", outcome="refused").exists()


def test_an_expired_certificate_signs_no_more(signers: Signers, authority: Running) -> None:
    old = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường A"), PIN, days=10, days_ago=20)
    key = add_file_key(actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), container=old, pin=PIN, picture=picture((0, 0, 9)))
    with pytest.raises(KeyUnusable):
        sign_documents(actor=signers.leader, key_id=key.pk, pin=PIN, orders=[order(paper())])


def test_a_stranger_is_not_trusted(signers: Signers) -> None:

    content = both(signers, paper())
    TrustAnchor.objects.all().delete()
    forget_all()
    found = verify_pdf(content)
    assert {each.trust for each in found} == {Trust.UNTRUSTED}
    assert "không do cơ quan chứng thực được tin cậy cấp" in found[0].reasons[0]


def test_fifty_papers_are_signed_by_one_pin(signers: Signers) -> None:
    orders = [order(paper(f"Giấy mời số {number}"), str(number)) for number in range(10)]
    signed = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=orders)
    assert [each.order.subject_id for each in signed] == [str(number) for number in range(10)]
    assert all(verify_pdf(each.content)[0].trust == Trust.TRUSTED for each in signed)


def test_what_is_no_pdf_is_refused_with_a_sentence(signers: Signers) -> None:
    with pytest.raises(PdfRefused):
        verify_pdf(b"GIF89a not a pdf at all")
    with pytest.raises(PdfRefused):
        sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(b"%PDF-1.7 broken")])
