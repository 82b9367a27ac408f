"""What other rooms use of signing."""

from congso.foundation.signing.asking import (
    AskForm,
    Begun,
    answer_asked,
    run_asked,
    sign_asked,
)
from congso.foundation.signing.enums import Change, KeyStore, SignatureKind, Trust
from congso.foundation.signing.errors import PdfRefused
from congso.foundation.signing.harmless import require_harmless, require_harmless_pdf
from congso.foundation.signing.kept import signatures_in
from congso.foundation.signing.models import Signature, SigningKey
from congso.foundation.signing.pades import Place, add_fields
from congso.foundation.signing.policies import SEAL
from congso.foundation.signing.queries import has_seal
from congso.foundation.signing.services.keeping import Owner, add_file_key
from congso.foundation.signing.services.signing import (
    Order,
    Signed,
    begin_outside,
    finish_outside,
    record_signature,
    sign_documents,
)
from congso.foundation.signing.services.stamping import on_stamped, told_of, waiting_among, waits_for_stamp
from congso.foundation.signing.services.trusting import add_anchor
from congso.foundation.signing.trust import is_trusted
from congso.foundation.signing.verifying import Finding, may_be_signed, verify_pdf
from congso.foundation.signing.xades import ends_at_trusted_root

__all__ = [
    "SEAL", "AskForm", "Begun", "Change", "Finding", "KeyStore", "Order", "Owner", "PdfRefused", "Place", "Signature", "SignatureKind", "Signed", "SigningKey", "Trust", "add_anchor",
    "add_fields", "add_file_key", "answer_asked", "begin_outside", "ends_at_trusted_root", "finish_outside", "has_seal", "is_trusted", "may_be_signed", "on_stamped", "record_signature", "require_harmless", "require_harmless_pdf", "run_asked", "sign_asked", "sign_documents", "signatures_in", "told_of", "verify_pdf", "waiting_among", "waits_for_stamp",
]  # fmt: skip
