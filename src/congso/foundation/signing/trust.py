"""Whom the office trusts, and whether a certificate was revoked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import requests
from asn1crypto import crl, ocsp, pem, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import load_der_x509_certificate
from cryptography.x509.ocsp import OCSPRequestBuilder
from django.conf import settings
from django.core.cache import cache
from pyhanko_certvalidator import ValidationContext

from congso.core import clock
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import valid_on
from congso.foundation.signing.models import TrustAnchor

SECONDS = 5
KEPT = timedelta(minutes=10)
"""How long an answer about revocation is believed here, though the authority's own may hold longer."""
LARGEST_LIST = 8_000_000


@remembered(largest=8)
def _anchors(on: date) -> tuple[bytes, ...]:
    rows = TrustAnchor.objects.filter(valid_on(on)).values_list("certificate", flat=True)
    return tuple(bytes(each) for each in rows)


def anchors(on: date | None = None) -> list[x509.Certificate]:
    """Roots trusted on a day."""
    return [x509.Certificate.load(each) for each in _anchors(on or clock.today())]


def is_trusted(root: bytes) -> bool:
    """Whether this certificate (DER) is among today's roots."""
    return root in _anchors(clock.today())


def certificate_of(content: bytes) -> x509.Certificate:
    """A certificate from PEM or DER; raises ValueError."""
    if pem.detect(content):
        _kind, _headers, content = pem.unarmor(content)
    found = x509.Certificate.load(content)
    if not found.subject.native:  # reads it, so that what is no certificate is seen here
        raise ValueError("subject")
    return found


def certificates_of_file(content: bytes) -> list[x509.Certificate]:
    """All certificates of a file, the signer's first: PEM with its chain, or one in DER; raises ValueError."""
    if not pem.detect(content):
        return [certificate_of(content)]
    return [certificate_of(found) for _kind, _headers, found in pem.unarmor(content, multiple=True)]


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, hex."""
    return sha256(certificate.dump()).hexdigest()


@dataclass(frozen=True)
class Revocation:
    """A certificate taken back by its authority (thu hồi chứng thư), and since when its signatures are worth nothing."""

    at: datetime
    since: datetime
    """The day the key may have been in other hands (RFC 5280, invalidityDate) when the authority names it, else ``at``."""


def context(
    certificates: Iterable[x509.Certificate], *, moment: datetime | None = None, kept: Iterable[Any] = ()
) -> ValidationContext:
    """What a judgement stands on: roots, the certificates at hand, what their authorities say of them.

    Authorities are asked only at hosts the office has named (``CONGSO_REVOCATION_HOSTS``): an address in somebody's
    certificate may not make this server call wherever it likes. What a document itself has ``kept`` of their answers
    counts only for certificates whose authority says nothing now.
    """
    roots, known = anchors(), list(certificates)
    told: list[Any] = []
    silent: set[int] = set()
    for one in known:
        answers = _told_of(one, [*known, *roots])
        told += [each for each in answers if not _revoked_after(each, moment)]
        silent |= set() if answers else {one.serial_number}
    told += [each for each in kept if _speaks_of(each, silent)]
    return ValidationContext(
        trust_roots=roots, other_certs=known, moment=moment, allow_fetching=False, revocation_mode="soft-fail",
        ocsps=[each for each in told if isinstance(each, ocsp.OCSPResponse)],
        crls=[each for each in told if isinstance(each, crl.CertificateList)],
        retroactive_revinfo=True,
    )  # fmt: skip


def revocation_known(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> bool:
    """Whether its authority was asked and answered."""
    return bool(_told_of(certificate, [*others, *anchors()]))


def _revoked_after(answer: Any, moment: datetime | None) -> bool:
    """Whether a responder says that a certificate was taken back later than a moment: for that moment it says no more than good.

    pyHanko takes such an answer for none at all, and refuses.
    """
    if moment is None or not isinstance(answer, ocsp.OCSPResponse):
        return False
    state = answer.response_data["responses"][0]["cert_status"]
    return bool(state.name == "revoked" and state.chosen["revocation_time"].native > moment)


def _speaks_of(answer: Any, serials: set[int]) -> bool:
    if isinstance(answer, ocsp.OCSPResponse):
        return any(each["cert_id"]["serial_number"].native in serials for each in answer.response_data["responses"])
    return bool(serials)


def revocation_of(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> Revocation | None:
    """When its authority took the certificate back; none when it did not, or could not be asked.

    A responder tells the moment of revocation; since when the key was unsafe stands mostly in the list alone, so that is read too.
    """
    known = [*others, *anchors()]
    if revocation_state(certificate, known) != "revoked":
        return None
    moments = [each for told in (*_told_of(certificate, known), *_lists_of(certificate)) if (each := _moments(told, certificate))]
    if not moments:
        return None
    at = min(at for at, _since in moments)
    return Revocation(at, min([at, *(since for _at, since in moments if since is not None)]))


def _moments(told: Any, certificate: x509.Certificate) -> tuple[datetime, datetime | None] | None:
    """(revoked at, unsafe since) as one answer has it."""
    if isinstance(told, ocsp.OCSPResponse):
        found = told.response_data["responses"][0]
        if found["cert_status"].name != "revoked":
            return None
        at = found["cert_status"].chosen["revocation_time"].native
    else:
        found = _row_of(told, certificate)
        if found is None:
            return None
        at = found["revocation_date"].native
    since = found.invalidity_date_value
    return at, since.native if since is not None else None


def _row_of(told: crl.CertificateList, certificate: x509.Certificate) -> crl.RevokedCertificate | None:
    rows = told["tbs_cert_list"]["revoked_certificates"]
    return next((row for row in rows if row["user_certificate"].native == certificate.serial_number), None)


def revocation_state(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> str:
    """``good``, ``revoked``, or ``unknown`` when its authority could not be asked."""
    told = _told_of(certificate, [*others, *anchors()])
    for each in told:
        if isinstance(each, ocsp.OCSPResponse):
            single = each.response_data["responses"][0]
            return str(single["cert_status"].name)
        return "revoked" if _row_of(each, certificate) is not None else "good"
    return "unknown"


def _told_of(certificate: x509.Certificate, others: list[x509.Certificate]) -> list[Any]:
    """The answer of its OCSP responder, else its list of revoked certificates."""
    issuer = next((each for each in others if each.subject == certificate.issuer), None)
    if issuer is None or certificate.self_signed != "no":
        return []
    for address in certificate.ocsp_urls:
        answer = _ask(address, partial(_request, certificate, issuer), ("ocsp", fingerprint(certificate)))
        if answer and (found := ocsp.OCSPResponse.load(answer))["response_status"].native == "successful":
            return [found]
    return _lists_of(certificate)


def _lists_of(certificate: x509.Certificate) -> list[crl.CertificateList]:
    """The list of revoked certificates that its authority keeps."""
    for address in (
        point["distribution_point"].chosen[0].native for point in certificate.crl_distribution_points
    ):
        if answer := _ask(address, None, ("crl", address)):
            return [crl.CertificateList.load(answer)]
    return []


def _request(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    own, above = (load_der_x509_certificate(each.dump()) for each in (certificate, issuer))
    built = OCSPRequestBuilder().add_certificate(own, above, hashes.SHA1()).build()  # noqa: S303 - RFC 5019 asks for it
    return built.public_bytes(serialization.Encoding.DER)


def _ask(address: str, question: Callable[[], bytes] | None, key: tuple[str, str]) -> bytes:
    """An authority's answer, kept for some minutes; empty when it may not be asked or does not answer."""
    if urlsplit(address).netloc not in settings.CONGSO_REVOCATION_HOSTS:
        return b""
    name = f"revocation:{sha256('|'.join(key).encode()).hexdigest()}"
    kept: bytes | None = cache.get(name)
    if kept is not None:
        return kept
    answer = _fetch(address, question() if question else None)
    if answer:
        cache.set(name, answer, KEPT.total_seconds())
    return answer


def _fetch(address: str, content: bytes | None) -> bytes:
    try:
        if content is None:
            answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        else:
            headers = {"Content-Type": "application/ocsp-request"}
            answer = requests.post(
                address, data=content, headers=headers, timeout=SECONDS, allow_redirects=False
            )
    except requests.RequestException:
        return b""
    return answer.content if answer.ok and len(answer.content) <= LARGEST_LIST else b""
