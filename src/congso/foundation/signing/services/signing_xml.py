"""Sign an XML by any of one's keys, and judge what came of it; the file is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.foundation.audit.writing import write_action
from congso.foundation.signing.enums import SignatureKind
from congso.foundation.signing.judging_xml import judge_xml
from congso.foundation.signing.models import SigningKey
from congso.foundation.signing.pades import Place
from congso.foundation.signing.queries import name_in
from congso.foundation.signing.services.signing import Order, Signed
from congso.foundation.signing.verifying import Finding

_NOWHERE = Place("", 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class SignedXml:
    """An XML with its signature, and what the verification says of it."""

    name: str
    content: bytes
    findings: list[Finding]


def xml_order(key: SigningKey, content: bytes) -> Order:
    """The signature wanted inside an XML (XAdES)."""
    kind = SignatureKind.SEAL if key.unit_id is not None else SignatureKind.PERSON
    return Order("signing.xml", str(key.pk), content, _NOWHERE, kind, name_in(key.subject), is_xml=True)


def note_signed_xml(*, actor: Actor, signed: Signed, name: str) -> SignedXml:
    """Write down which file was signed by which key: by its hash, since the file itself is not kept."""
    findings = judge_xml(signed.content)
    with write_action("signing.sign_xml", actor=actor) as action:
        action.record(signed.key, serial=signed.key.serial, name=nfc(name)[:200], sha256=sha256(signed.content).hexdigest(),
                      trust=[each.trust.value for each in findings])  # fmt: skip
    return SignedXml(name, signed.content, findings)
