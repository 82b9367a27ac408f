"""xmlsec1 as the judge of signed messages, both ways."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.tests.test_signatures import DIGESTS, METHODS, checked, unsigned
from congso.foundation.edxml.xmldsig import DSIG, EXCLUSIVE, INCLUSIVE, INCLUSIVE_11, Algorithm
from tests.judges import need

TEMPLATE = (
    '<ds:Signature xmlns:ds="{dsig}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{form}"/><ds:SignatureMethod Algorithm="{method}"/>'
    '<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="{dsig}enveloped-signature"/><ds:Transform Algorithm="{form}"/></ds:Transforms>'
    '<ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>'
    "<ds:KeyInfo><ds:X509Data/></ds:KeyInfo></ds:Signature>"
)


def signed_by_xmlsec1(algorithm: str, form: str, folder: Path) -> bytes:
    template = TEMPLATE.format(dsig=DSIG, form=form, method=METHODS[algorithm].value, digest=DIGESTS[algorithm].value)
    (folder / "in.xml").write_bytes(unsigned().replace(b"</edXML:edXMLHeader>", template.encode() + b"</edXML:edXMLHeader>"))
    (folder / "key.pem").write_bytes(makers.key().private_pem)
    (folder / "cert.pem").write_bytes(makers.key().certificate_pem)
    command = ["xmlsec1", "--sign", "--privkey-pem", "key.pem,cert.pem", "--output", "out.xml", "in.xml"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "out.xml").read_bytes()


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_xmlsec1_accepts_our_signature(algorithm: Algorithm, tmp_path: Path) -> None:
    need("xmlsec1")
    (tmp_path / "signed.xml").write_bytes(makers.signed(algorithm=algorithm))
    (tmp_path / "cert.pem").write_bytes(makers.key().certificate_pem)
    command = ["xmlsec1", "--verify", "--trusted-pem", "cert.pem", "signed.xml"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "OK" in done.stderr + done.stdout


@pytest.mark.parametrize("form", [EXCLUSIVE, INCLUSIVE, INCLUSIVE_11])
@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_what_xmlsec1_signed_holds(algorithm: str, form: str, tmp_path: Path) -> None:
    need("xmlsec1")
    check = checked(signed_by_xmlsec1(algorithm, form, tmp_path), tmp_path, allow_sha1=True)

    assert (check.intact, check.reason) == (True, "")
