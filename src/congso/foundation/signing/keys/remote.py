"""A key at a remote signing service (ký số từ xa) that speaks the API of the Cloud Signature Consortium, version 2."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

import requests
from asn1crypto import x509

from congso.core.outside import Silent
from congso.foundation.signing.keys.held import BadPin

SECONDS = 20
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
_REFUSED_PIN = frozenset({"invalid_pin", "invalid_otp"})


class RemoteService:
    """The service's address and what the office shows to be let in."""

    def __init__(self, address: str, token: str) -> None:
        self._address, self._token = address.rstrip("/"), token

    def ask(self, what: str, content: dict[str, Any]) -> dict[str, Any]:
        """One call; raises BadPin or Silent."""
        try:
            answer = requests.post(f"{self._address}/csc/v2/{what}", json=content, timeout=SECONDS,
                                   headers={"Authorization": f"Bearer {self._token}"})  # fmt: skip
            found: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as broken:
            raise Silent(str(broken)) from broken
        if answer.status_code >= 400 and found.get("error") in _REFUSED_PIN:
            raise BadPin
        if answer.status_code >= 400:
            raise Silent(str(found.get("error_description") or found.get("error") or answer.status_code))
        return found

    def credentials(self, person: str) -> list[str]:
        """Ids of the credentials that the service keeps for somebody, by their number there."""
        return [
            str(each)[:200]
            for each in self.ask("credentials/list", {"userID": person}).get("credentialIDs", [])
        ]

    def certificates(self, credential: str) -> list[x509.Certificate]:
        """The signer's certificate and its chain."""
        found = self.ask("credentials/info", {"credentialID": credential, "certificates": "chain"})
        return [x509.Certificate.load(b64decode(each)) for each in found["cert"]["certificates"]]


class RemoteKey:
    """A credential of the service; the PIN authorises exactly the hashes of one confirmation (SCAL 2)."""

    def __init__(self, service: RemoteService, credential: str, pin: str, *, is_rsa: bool) -> None:
        self._service, self._credential, self._pin = service, credential, pin
        self._algorithm = RSA_SHA256 if is_rsa else ECDSA_SHA256

    def sign_hashes(self, digests: Sequence[bytes]) -> list[bytes]:
        """Authorise the hashes, then have them signed; a service is asked for no PIN without a hash."""
        if not digests:
            return []
        hashes = [b64encode(each).decode() for each in digests]
        base = {"credentialID": self._credential, "hashes": hashes, "hashAlgorithmOID": SHA256}
        allowed = self._service.ask("credentials/authorize", base | {
            "numSignatures": len(hashes), "authData": [{"id": "PIN", "value": self._pin}]})  # fmt: skip
        signed = self._service.ask(
            "signatures/signHash", base | {"SAD": allowed["SAD"], "signAlgo": self._algorithm}
        )
        found = [b64decode(each) for each in signed.get("signatures", [])]
        if len(found) != len(hashes):
            raise Silent("signatures")
        return found
