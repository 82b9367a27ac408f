"""Whether the office trusts the signer of a message."""

from __future__ import annotations

from collections.abc import Iterable

from congso.foundation.signing.facade import ends_at_trusted_root


def trusted(certificate_der: bytes, chain: Iterable[bytes]) -> bool:
    """Whether the certificate may sign, is not known to be revoked, and its chain ends at a root that the office trusts today."""
    return ends_at_trusted_root(certificate_der, chain)
