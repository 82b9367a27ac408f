"""The local signer answers only pages it was told of, and signs nothing but hashes."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from congso.entry.cli import main
from congso.entry.simulators.authority.certificates import Authority, Subject
from congso.entry.simulators.token import serving
from congso.entry.simulators.token.app import PROTOCOL

PIN, ORIGIN = "12345678", "https://vpdt.example"


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    authority = Authority(tmp_path_factory.mktemp("ca"), "http://127.0.0.1:9")
    authority.make()
    return authority.issue(Subject("Trần Minh Khoa", "UBND phường A"), PIN)


def asked(container: bytes, **changes: object) -> dict[str, Any]:
    certificate = pkcs12.load_pkcs12(container, PIN.encode()).cert
    assert certificate is not None
    named = sha256(certificate.certificate.public_bytes(Encoding.DER)).hexdigest()
    digest = b64encode(sha256(b"van ban").digest()).decode()
    return {"protocol": PROTOCOL, "certificate_sha256": named, "hash_algorithm": "sha256", "hashes": [digest], "pin": PIN} | changes


def test_a_page_it_knows_gets_a_signature_that_fits(container: bytes) -> None:
    with serving.running(container, [ORIGIN], lambda _asked: None) as address:
        before = requests.options(f"{address}/v1/sign", headers={"Origin": ORIGIN, "Access-Control-Request-Private-Network": "true"}, timeout=5)
        answer = requests.post(f"{address}/v1/sign", json=asked(container), headers={"Origin": ORIGIN}, timeout=5)
        info = requests.get(f"{address}/v1/info", headers={"Origin": ORIGIN}, timeout=5).json()

    assert (before.status_code, before.headers["Access-Control-Allow-Private-Network"]) == (204, "true")
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    certificate = pkcs12.load_pkcs12(container, PIN.encode()).cert
    assert certificate is not None
    public: Any = certificate.certificate.public_key()
    signature = b64decode(answer.json()["signatures"][0])
    public.verify(signature, sha256(b"van ban").digest(), padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    assert b64decode(info["certificates"][0]) == certificate.certificate.public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pin": "00000000"}, "wrong_pin"), ({"pin": ""}, "cancelled"), ({"certificate_sha256": "ab"}, "no_such_key"),
        ({"hashes": ["AAAA"]}, "bad_request"), ({"hashes": []}, "bad_request"), ({"protocol": "khac/1"}, "bad_request"),
        ({"hash_algorithm": "sha1"}, "bad_request"), ({"hashes": 7}, "bad_request"),
    ],
)  # fmt: skip
def test_it_refuses_in_words_of_the_protocol(container: bytes, changes: dict[str, object], code: str) -> None:
    with serving.running(container, [ORIGIN], lambda _asked: None) as address:
        answer = requests.post(f"{address}/v1/sign", json=asked(container, **changes), headers={"Origin": ORIGIN}, timeout=5)

    assert 400 <= answer.status_code < 500
    assert answer.json() == {"error": code}


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_a_page_it_does_not_know_gets_nothing(container: bytes, headers: dict[str, str]) -> None:
    with serving.running(container, [ORIGIN], lambda _asked: PIN) as address:
        answer = requests.post(f"{address}/v1/sign", json=asked(container), headers=headers, timeout=5)

    assert answer.status_code == 403
    assert answer.json() == {"error": "unknown_origin"}
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_form_of_another_page_cannot_make_it_sign(container: bytes) -> None:
    with serving.running(container, [ORIGIN], lambda _asked: PIN) as address:
        body, headers = json.dumps(asked(container)), {"Origin": ORIGIN, "Content-Type": "text/plain"}
        assert requests.post(f"{address}/v1/sign", data=body, headers=headers, timeout=5).json() == {"error": "bad_request"}


def test_the_authority_issues_lists_and_revokes_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"CONGSO_DATA": str(tmp_path), "CONGSO_PORT": "18990", "CONGSO_CA_FOLDER": str(tmp_path / "ca")}.items():
        monkeypatch.setenv(name, value)
    for name in ("CONGSO_CA_PORT", "CONGSO_CA_URL", "CONGSO_TSA_URL", "CONGSO_CSC_URL", "CONGSO_CSC_TOKEN", "CONGSO_REVOCATION_HOSTS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    run, target = CliRunner(), tmp_path / "a.p12"

    made = run.invoke(main, ["demo-ca", "issue", "--name", "Nguyễn Văn Thử", "--org", "UBND", "--out", str(target), "--pin", PIN])
    assert made.exit_code == 0, made.output
    assert pkcs12.load_pkcs12(target.read_bytes(), PIN.encode()).cert is not None
    serial = run.invoke(main, ["demo-ca", "list"]).output.split()[0]
    assert serial in made.output
    assert run.invoke(main, ["demo-ca", "revoke", serial]).exit_code == 0
    assert "revoked: key_compromise" in run.invoke(main, ["demo-ca", "list"]).output
    assert run.invoke(main, ["demo-ca", "revoke", "12ab"]).exit_code == 1
    assert run.invoke(main, ["demo-ca", "revoke", serial, "--reason", "vi-thich"]).exit_code == 2
