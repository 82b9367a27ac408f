"""Keys in a device, at a remote service, on their owner's machine: each signs the same way."""

from __future__ import annotations

import pkcs11
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.conf import LazySettings
from pkcs11.util.rsa import decode_rsa_private_key

from congso.core import clock
from congso.entry.simulators.authority.certificates import Subject, new_key
from congso.entry.simulators.authority.remote_keys import certificates_of
from congso.entry.simulators.authority.serving import Running
from congso.foundation.signing.errors import KeyUnusable, PdfRefused, SessionEnded, SignerSilent, WrongPin
from congso.foundation.signing.facade import (
    KeyStore,
    Trust,
    begin_outside,
    finish_outside,
    sign_documents,
    verify_pdf,
)
from congso.foundation.signing.late_stamps import add_stamp
from congso.foundation.signing.models import SigningSession
from congso.foundation.signing.services.keeping import Owner, add_outside_key, add_remote_key
from congso.foundation.signing.timestamps import Authority, timestamper
from tests.signing.conftest import PIN, TOKEN_PIN, Signers, order, paper
from tests.signing.test_pades import both


def test_a_key_in_an_hsm_signs_and_keeps_its_pin(signers: Signers, authority: Running, module: str) -> None:
    key = new_key()
    private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    token = pkcs11.lib(module).get_token(token_label="congso")
    with token.open(rw=True, user_pin=TOKEN_PIN) as session:
        session.create_object(decode_rsa_private_key(private) | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "lanh-dao"})
    made = authority.authority.certify(Subject("Phạm Ngọc Hạnh", "UBND phường A"), key.public_key())
    chain = [each.public_bytes(Encoding.DER) for each in authority.authority.chain()]
    own = add_outside_key(
        actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), store=KeyStore.MODULE,
        certificate=made.public_bytes(Encoding.DER), chain=chain, reference="congso/lanh-dao",
    )  # fmt: skip
    with pytest.raises(WrongPin):
        sign_documents(actor=signers.leader, key_id=own.pk, pin="0000000", orders=[order(paper())])
    (signed,) = sign_documents(actor=signers.leader, key_id=own.pk, pin=TOKEN_PIN, orders=[order(paper())])
    assert [each.trust for each in verify_pdf(signed.content)] == [Trust.TRUSTED]


def _remote(signers: Signers, authority: Running) -> int:
    container = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường A"), PIN)
    authority.keys.add("hanh-01", container, "087190000001")
    authority.keys.show("hanh-01", certificates_of(container, PIN))
    return add_remote_key(actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), credential="hanh-01").pk


def test_a_key_at_a_remote_service_signs_many_by_one_pin(signers: Signers, authority: Running) -> None:
    key_id = _remote(signers, authority)
    orders = [order(paper(), str(number)) for number in range(3)]
    with pytest.raises(WrongPin):
        sign_documents(actor=signers.leader, key_id=key_id, pin="khong-phai", orders=orders)
    signed = sign_documents(actor=signers.leader, key_id=key_id, pin=PIN, orders=orders)
    assert [verify_pdf(each.content)[0].trust for each in signed] == [Trust.TRUSTED] * 3


def test_a_silent_service_signs_nothing_and_says_so(signers: Signers, authority: Running, settings: LazySettings) -> None:
    key_id = _remote(signers, authority)
    settings.CONGSO_CSC_URL = "http://127.0.0.1:9"
    with pytest.raises(SignerSilent, match="từ xa"):
        sign_documents(actor=signers.leader, key_id=key_id, pin=PIN, orders=[order(paper())])


def test_a_silent_timestamp_authority_lets_the_signature_wait_for_its_timestamp(signers: Signers, settings: LazySettings) -> None:
    there, settings.CONGSO_TSA_URL = settings.CONGSO_TSA_URL, "http://127.0.0.1:9/tsa"
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    assert (signed.waits, signed.timestamped) == (True, False)
    (before,) = verify_pdf(signed.content)
    assert (before.trust, before.at_proven) == (Trust.TRUSTED, False)

    settings.CONGSO_TSA_URL = there
    authority = timestamper()
    assert authority is not None
    stamped = add_stamp(signed.content, field_name="NguoiKy", authority=authority)

    assert len(stamped) == len(signed.content), "it lies in the room kept for it"
    (after,) = verify_pdf(stamped)
    assert (after.trust, after.at_proven, after.covers_all) == (Trust.TRUSTED, True, True)


def test_no_timestamp_is_put_under_a_later_signature(signers: Signers) -> None:
    with pytest.raises(PdfRefused, match="đã có chữ ký khác"):
        add_stamp(both(signers, paper()), field_name="NguoiKy", authority=Authority("http://127.0.0.1:9/tsa"))


class Machine:
    """The leader's own machine with a token: hashes in, signatures out."""

    def __init__(self, signers: Signers, authority: Running) -> None:
        container = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường A"), PIN)
        own, *chain = certificates_of(container, PIN)
        self.key = pkcs12.load_pkcs12(container, PIN.encode()).key
        self.key_id = add_outside_key(
            actor=signers.leader, owner=Owner(account_id=signers.leader.account_id), store=KeyStore.TOKEN, certificate=own, chain=chain
        ).pk

    def sign(self, rows: list[SigningSession]) -> dict[str, bytes]:
        """What its driver answers."""
        return {str(row.pk): self.key.sign(bytes(row.digest), padding.PKCS1v15(), Prehashed(hashes.SHA256())) for row in rows}  # type: ignore[union-attr, call-arg, arg-type]


def test_a_token_on_the_owners_machine_signs_hashes(signers: Signers, authority: Running) -> None:
    machine = Machine(signers, authority)
    orders = [order(paper(), str(number)) for number in range(2)]
    rows = begin_outside(actor=signers.leader, key_id=machine.key_id, orders=orders)
    signed = finish_outside(actor=signers.leader, batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)
    assert [verify_pdf(each.content)[0].trust for each in signed] == [Trust.TRUSTED] * 2
    with pytest.raises(SessionEnded):
        finish_outside(actor=signers.leader, batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)


def test_a_foreign_signature_never_reaches_the_document(signers: Signers, authority: Running) -> None:
    machine, orders = Machine(signers, authority), [order(paper())]
    rows = begin_outside(actor=signers.leader, key_id=machine.key_id, orders=orders)
    machine.key = new_key()
    with pytest.raises(KeyUnusable, match="không khớp"):
        finish_outside(actor=signers.leader, batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)
    with pytest.raises(SessionEnded):
        finish_outside(actor=signers.people.actor("khoa"), batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)


def test_a_signing_not_finished_in_ten_minutes_is_over(signers: Signers, authority: Running) -> None:
    machine, orders = Machine(signers, authority), [order(paper())]
    rows = begin_outside(actor=signers.leader, key_id=machine.key_id, orders=orders)
    SigningSession.objects.update(ends_at=clock.now())
    with pytest.raises(SessionEnded):
        finish_outside(actor=signers.leader, batch=rows[0].batch, signatures=machine.sign(rows), orders=orders)
