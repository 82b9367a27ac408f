"""What other rooms use of signing."""

from congso.foundation.signing.enums import Change, KeyStore, SignatureKind, Trust
from congso.foundation.signing.models import Signature, SigningKey
from congso.foundation.signing.pades import Place, add_fields
from congso.foundation.signing.services.signing import (
    Order,
    Signed,
    begin_outside,
    finish_outside,
    record_signature,
    sign_documents,
)
from congso.foundation.signing.verifying import Finding, verify_pdf

__all__ = [
    "Change", "Finding", "KeyStore", "Order", "Place", "Signature", "SignatureKind", "Signed", "SigningKey", "Trust", "add_fields",
    "begin_outside", "finish_outside", "record_signature", "sign_documents", "verify_pdf",
]  # fmt: skip
