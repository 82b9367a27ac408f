"""XML signed by the same keys as PDF, accepted by xmlsec1, and judged on the public page in the same words."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from pathlib import Path
from re import search

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pkcs11.util.rsa import decode_rsa_private_key

from congso.core.errors import InvalidInput
from congso.entry.simulators.authority.certificates import Subject, new_key
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.models import StoredFile
from congso.foundation.orgs.epoch import forget_all
from congso.foundation.people.models import Account
from congso.foundation.signing.errors import NotYourKey, WrongPin
from congso.foundation.signing.facade import (
    KeyStore,
    SigningKey,
    Trust,
    begin_outside,
    finish_outside,
    sign_documents,
)
from congso.foundation.signing.judging_xml import judge_xml
from congso.foundation.signing.models import TrustAnchor
from congso.foundation.signing.services.keeping import Owner, add_file_key, add_outside_key
from congso.foundation.signing.services.signing_xml import xml_order
from congso.foundation.signing.xades import XmlRefused
from tests.judges import need
from tests.signing.conftest import PIN, TOKEN_PIN, Signers
from tests.signing.test_public_page import sent
from tests.signing.test_stores import Machine

XML = "<hoSo xmlns='urn:thu'><ma>H20.26.09-261122-0001</ma><ten>Nguyễn Thị Ánh</ten></hoSo>".encode()


def signed_by(signers: Signers, key: SigningKey, *, pin: str = PIN, content: bytes = XML) -> bytes:
    """The XML with the leader's signature, or the keeper's seal."""
    actor = signers.keeper if key.unit_id else signers.leader
    (made,) = sign_documents(actor=actor, key_id=key.pk, pin=pin, orders=[xml_order(key, content)])
    return made.content


def told_by_xmlsec1(content: bytes, authority: Running, folder: Path) -> str:
    """What another program says of it."""
    (folder / "root.pem").write_bytes(authority.authority.folder.certificate("root").public_bytes(Encoding.PEM))
    (folder / "ky.xml").write_bytes(content)
    command = ["xmlsec1", "--verify", "--id-attr:Id", "SignedProperties", "--trusted-pem", str(folder / "root.pem"),
               "--enabled-key-data", "x509", str(folder / "ky.xml")]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"{told.returncode} {told.stderr}{told.stdout}"


def test_a_key_in_a_file_signs_and_xmlsec1_accepts_it(signers: Signers, authority: Running, tmp_path: Path) -> None:
    need("xmlsec1")
    told = told_by_xmlsec1(signed_by(signers, signers.seal), authority, tmp_path)
    assert told.startswith("0"), told
    assert "SignedInfo References (ok/all): 3/3" in told


def test_a_key_on_an_elliptic_curve_signs_too(signers: Signers, authority: Running, tmp_path: Path) -> None:
    need("xmlsec1")
    private = ec.generate_private_key(ec.SECP256R1())
    made = authority.authority.certify(Subject("Phạm Ngọc Hạnh", "UBND phường A"), private.public_key())
    container = pkcs12.serialize_key_and_certificates(b"k", private, made, authority.authority.chain(), BestAvailableEncryption(PIN.encode()))
    own = add_file_key(actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), container=container, pin=PIN)
    content = signed_by(signers, own)
    assert [each.trust for each in judge_xml(content)] == [Trust.TRUSTED]
    assert told_by_xmlsec1(content, authority, tmp_path).startswith("0")


def test_a_key_in_an_hsm_signs_and_xmlsec1_accepts_it(signers: Signers, authority: Running, module: str, tmp_path: Path) -> None:
    need("xmlsec1")
    key = new_key()
    private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(module).get_token(token_label="congso").open(rw=True, user_pin=TOKEN_PIN) as session:
        session.create_object(decode_rsa_private_key(private) | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "lanh-dao-xml"})
    made = authority.authority.certify(Subject("Phạm Ngọc Hạnh", "UBND phường A"), key.public_key())
    own = add_outside_key(
        actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), store=KeyStore.MODULE,
        certificate=made.public_bytes(Encoding.DER), chain=[each.public_bytes(Encoding.DER) for each in authority.authority.chain()],
        reference="congso/lanh-dao-xml",
    )  # fmt: skip
    with pytest.raises(WrongPin):
        signed_by(signers, own, pin="0000000")
    assert told_by_xmlsec1(signed_by(signers, own, pin=TOKEN_PIN), authority, tmp_path).startswith("0")


def test_a_token_on_the_owners_machine_signs_too(signers: Signers, authority: Running) -> None:
    machine = Machine(signers, authority)
    orders = [xml_order(SigningKey.objects.get(pk=machine.key_id), XML)]
    rows = begin_outside(actor=signers.leader, key_id=machine.key_id, orders=orders)
    (signed,) = finish_outside(actor=signers.leader, batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)
    assert [each.trust for each in judge_xml(signed.content)] == [Trust.TRUSTED]


def test_a_person_signs_a_file_on_the_keys_page_and_nothing_is_kept(client: Client, signers: Signers) -> None:
    client.force_login(Account.objects.get(pk=signers.leader.account_id))
    address, files = reverse("signing:sign_xml", args=[signers.leader_key.pk]), StoredFile.objects.count()
    assert "Tệp XML" in client.get(address).content.decode()
    given = {"upload": SimpleUploadedFile("ho-so.xml", XML), "key": signers.leader_key.pk}

    wrong = client.post(address, given | {"pin": "khong-phai"})
    assert (wrong.status_code, "Mã PIN không đúng" in wrong.content.decode()) == (422, True)
    given["upload"] = SimpleUploadedFile("ho-so.xml", XML)
    page = client.post(address, given | {"pin": PIN}).content.decode()

    assert 'signature-trusted"' in page
    assert 'download="ho-so-da-ky.xml"' in page
    found = search(r'base64,([^"]+)"', page)
    assert found is not None
    assert [each.signer for each in judge_xml(b64decode(found[1]))] == ["Phạm Ngọc Hạnh"]
    assert StoredFile.objects.count() == files
    assert AuditEntry.objects.filter(action="signing.sign_xml", outcome="done").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"%PDF-1.7", "không phải tệp XML"), (b"<a>", "không được chấp nhận"), (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "DOCTYPE")],
)
def test_what_is_no_proper_xml_is_not_signed(client: Client, signers: Signers, content: bytes, sentence: str) -> None:
    client.force_login(Account.objects.get(pk=signers.leader.account_id))
    given = {"upload": SimpleUploadedFile("ho-so.xml", content), "key": signers.leader_key.pk, "pin": PIN}
    answer = client.post(reverse("signing:sign_xml", args=[signers.leader_key.pk]), given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AuditEntry.objects.filter(action="signing.use_key").exists()


def test_nobody_signs_by_the_key_of_somebody_else_and_nothing_is_signed_twice(client: Client, signers: Signers) -> None:
    with pytest.raises(NotYourKey):
        sign_documents(actor=signers.people.actor("khoa"), key_id=signers.leader_key.pk, pin=PIN, orders=[xml_order(signers.leader_key, XML)])
    client.force_login(Account.objects.get(pk=signers.people.actor("khoa").account_id))
    assert client.get(reverse("signing:sign_xml", args=[signers.leader_key.pk])).status_code == 404
    with pytest.raises(XmlRefused, match="đã có chữ ký"):
        signed_by(signers, signers.leader_key, content=signed_by(signers, signers.leader_key))


def test_the_public_page_judges_it_in_the_same_words(client: Client, signers: Signers, authority: Running) -> None:
    cache.clear()
    content = signed_by(signers, signers.leader_key)

    page = sent(client, content, "ho-so.xml")
    assert "Tệp có 1 chữ ký số" in page
    assert 'signature-trusted"' in page
    assert "<h3>Phạm Ngọc Hạnh" in page
    assert "theo đồng hồ của người ký, chưa được chứng minh" in page

    changed = sent(client, content.replace("Ánh".encode(), b"Anh"), "ho-so.xml")
    assert 'signature-broken"' in changed
    assert "Nội dung đã bị sửa" in changed
    assert "không có chữ ký số nào" in sent(client, XML, "ho-so.xml")

    authority.authority.revoke(int(signers.leader_key.serial, 16))
    cache.clear()
    assert 'signature-broken"' in sent(client, content, "ho-so.xml")


def test_a_strangers_xml_is_not_trusted_and_a_signature_over_a_piece_is_none(client: Client, signers: Signers) -> None:
    cache.clear()
    content = signed_by(signers, signers.leader_key)
    wrapped = b"<boc>" + content.split(b"?>", 1)[1] + b"<them>1000000000</them></boc>"
    assert judge_xml(wrapped)[0].trust == Trust.BROKEN
    TrustAnchor.objects.all().delete()
    forget_all()
    page = sent(client, content, "ho-so.xml")
    assert 'signature-untrusted"' in page
    assert "không do cơ quan chứng thực được tin cậy cấp" in page


def test_xml_bombs_and_entities_are_refused_in_a_sentence(client: Client, signers: Signers) -> None:
    del signers
    cache.clear()
    for content in (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', b"<a>"):
        with pytest.raises(InvalidInput):
            judge_xml(content)
        page = sent(client, content, "ho-so.xml")
        assert page.startswith("422")
        assert "Tệp XML không được chấp nhận" in page
