"""What other rooms use of edXML."""

from congso.foundation.edxml.checking import verify
from congso.foundation.edxml.codes import (
    BusinessType,
    Priority,
    ReceiverType,
    StatusCode,
    SteeringType,
    is_agency_code,
    is_old_agency_code,
    make_document_id,
    new_code_of,
)
from congso.foundation.edxml.errors import AxisError, EdxmlRefused
from congso.foundation.edxml.messages import (
    Business,
    DocumentMessage,
    Organ,
    OtherInfo,
    ReceiverChange,
    Replacement,
    ResponseFor,
    SignerInfo,
    Staff,
    StatusMessage,
    TraceHop,
    Unknown,
)
from congso.foundation.edxml.parcels import (
    AttachmentSource,
    Parcel,
    ReceivedAttachment,
    SignatureBlock,
    SignatureCheck,
)
from congso.foundation.edxml.reading import read
from congso.foundation.edxml.tracing import write_with_hop
from congso.foundation.edxml.trusting import trusted
from congso.foundation.edxml.walking import Limits
from congso.foundation.edxml.writing import write_document, write_status
from congso.foundation.edxml.xmldsig import Signer

__all__ = [
    "AttachmentSource", "AxisError", "Business", "BusinessType", "DocumentMessage", "EdxmlRefused", "Limits", "Organ", "OtherInfo", "Parcel", "Priority", "ReceivedAttachment",
    "ReceiverChange", "ReceiverType", "Replacement", "ResponseFor", "SignatureBlock", "SignatureCheck", "Signer", "SignerInfo", "Staff", "StatusCode", "StatusMessage",
    "SteeringType", "TraceHop", "Unknown", "is_agency_code", "is_old_agency_code", "make_document_id", "new_code_of", "read", "trusted", "verify", "write_document", "write_status",
    "write_with_hop",
]  # fmt: skip
