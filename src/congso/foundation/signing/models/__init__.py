"""Tables of keys, signatures and trust."""

from congso.foundation.signing.models.key import SigningKey
from congso.foundation.signing.models.session import SigningSession
from congso.foundation.signing.models.signature import Signature
from congso.foundation.signing.models.trust import TrustAnchor

__all__ = ["Signature", "SigningKey", "SigningSession", "TrustAnchor"]
