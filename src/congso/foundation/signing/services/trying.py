"""Try a key out: sign a page that means nothing, and judge it."""

from __future__ import annotations

from dataclasses import dataclass

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.enums import SignatureKind
from congso.foundation.signing.models import SigningKey
from congso.foundation.signing.pades import Place, add_fields
from congso.foundation.signing.queries import name_in
from congso.foundation.signing.services.signing import Order, Signed
from congso.foundation.signing.verifying import Finding, verify_pdf

_SIGNATURE = Place("KyThu", 1, 110, 90, 50, 25)
_SEAL = Place("KyThu", 1, 110, 85, 38, 38)


@dataclass(frozen=True)
class Trial:
    """A page signed for trial, and what the verification says of it."""

    content: bytes
    findings: list[Finding]


def trial_order(key: SigningKey) -> Order:
    """The signature wanted on a page that says it is a trial."""
    name, is_seal = name_in(key.subject), key.unit_id is not None
    place = _SEAL if is_seal else _SIGNATURE
    pdf = add_fields(render_pdf("signing/trial", {"name": name}), [place])
    kind = SignatureKind.SEAL if is_seal else SignatureKind.PERSON
    return Order("signing.signingkey", str(key.pk), pdf, place, kind, name, kept=False)


def keep_trial(*, actor: Actor, signed: Signed) -> Trial:
    """Note that a key was tried; the page itself is kept nowhere."""
    findings = verify_pdf(signed.content)
    with write_action("signing.try_key", actor=actor) as action:
        action.record(signed.key, serial=signed.key.serial, trust=[each.trust.value for each in findings])
    return Trial(signed.content, findings)
