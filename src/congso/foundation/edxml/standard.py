"""The standard as tables: which elements stand where, in their order (QCVN 102:2016/BTTTT, as the golden files show it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from congso.foundation.edxml import messages
from congso.foundation.edxml.errors import EdxmlRefused, not_standard
from congso.foundation.edxml.messages import DocumentMessage, Message, StatusMessage
from congso.foundation.edxml.sentences import MISSING

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = "edXML"
SEEN_NAMESPACES = frozenset({NAMESPACE, "http://www.go.vn/eDoc", ""})
"""Namespaces in which the elements were seen in the field; only the first is the standard's."""
ENVELOPE = "edXMLEnvelope"
HEADER = f"{ENVELOPE}/edXMLHeader"
MESSAGE = f"{HEADER}/MessageHeader"
TRACE = f"{HEADER}/TraceHeaderList"
BODY = f"{ENVELOPE}/edXMLBody"
MANIFEST = f"{BODY}/edXMLManifest"
ENCODED = "AttachmentEncoded"
STREAMED = "ContentTransferEncoded"


class Kind(Enum):
    """What the text of an element is."""

    TEXT = auto()
    ID = auto()
    """Without space around it."""
    DAY = auto()
    MOMENT = auto()
    BUSINESS = auto()
    STATUS = auto()


@dataclass(frozen=True)
class Leaf:
    """An element with text."""

    tag: str
    field: str
    kind: Kind = Kind.TEXT
    many: bool = False


@dataclass(frozen=True)
class Group:
    """An element that only holds others; their fields belong to the object around it."""

    tag: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Nested:
    """An element that is an object of its own."""

    tag: str
    field: str
    of: type[Any]
    parts: tuple[Part, ...]
    many: bool = False


Part = Leaf | Group | Nested

ORGAN: tuple[Part, ...] = (
    Leaf("OrganId", "organ_id", Kind.ID), Leaf("OrganizationInCharge", "in_charge"), Leaf("OrganName", "name"), Leaf("OrganAdd", "address"),
    Leaf("Email", "email"), Leaf("Telephone", "telephone"), Leaf("Fax", "fax"), Leaf("Website", "website"),
)  # fmt: skip
RESPONSE: tuple[Part, ...] = (
    Leaf("OrganId", "organ_id", Kind.ID), Leaf("Code", "code"), Leaf("DocumentId", "document_id", Kind.ID), Leaf("PromulgationDate", "promulgated_on", Kind.DAY),
)  # fmt: skip
STAFF: tuple[Part, ...] = (
    Leaf("Department", "department"), Leaf("DepartmentId", "department_id"), Leaf("Staff", "name"), Leaf("StaffId", "staff_id"),
    Leaf("Email", "email"), Leaf("Mobile", "mobile"),
)  # fmt: skip
SIGNER: tuple[Part, ...] = (Leaf("Competence", "competence"), Leaf("Position", "position"), Leaf("FullName", "full_name"))
OTHER: tuple[Part, ...] = (
    Leaf("Priority", "priority"), Leaf("SphereOfPromulgation", "sphere"), Leaf("TyperNotation", "typer"), Leaf("PromulgationAmount", "amount"),
    Leaf("PageAmount", "pages"), Leaf("Direction", "direction"), Group("Appendixes", (Leaf("Appendix", "appendixes", many=True),)),
)  # fmt: skip
RECEIVER: tuple[Part, ...] = (Leaf("OrganId", "organ_id", Kind.ID), Leaf("ReceiverType", "type"))
REPLACEMENT: tuple[Part, ...] = (
    Leaf("DocumentId", "document_id", Kind.ID), Group("OrganIdList", (Leaf("OrganId", "organ_ids", Kind.ID, many=True),)),
)  # fmt: skip
BUSINESS: tuple[Part, ...] = (
    Leaf("DocumentId", "document_id", Kind.ID), Leaf("BussinessDocType", "type", Kind.BUSINESS), Leaf("BussinessDocReason", "reason"), Leaf("Paper", "paper"),
    Group("BussinessDocumentInfo", (
        Leaf("DocumentInfo", "document_info"), Leaf("DocumentReceiver", "document_receiver"),
        Group("ReceiverList", (Nested("Receiver", "receivers", messages.ReceiverChange, RECEIVER, many=True),)),
    )),
    Group("ReplacementInfoList", (Nested("ReplacementInfo", "replacements", messages.Replacement, REPLACEMENT, many=True),)),
    Nested("StaffInfo", "staff", messages.Staff, STAFF),
)  # fmt: skip
_HOP = Nested(
    "TraceHeader", "trace", messages.TraceHop,
    (Leaf("OrganId", "organ_id", Kind.ID), Leaf("Timestamp", "timestamp", Kind.MOMENT)), many=True,
)  # fmt: skip
_FROM = Nested("From", "sender", messages.Organ, ORGAN)

DOCUMENT: tuple[Part, ...] = (
    Group("MessageHeader", (
        _FROM, Nested("To", "receivers", messages.Organ, ORGAN, many=True), Leaf("DocumentId", "document_id", Kind.ID),
        Group("Code", (Leaf("CodeNumber", "code_number"), Leaf("CodeNotation", "code_notation"))),
        Group("PromulgationInfo", (Leaf("Place", "place"), Leaf("PromulgationDate", "promulgated_on", Kind.DAY))),
        Group("DocumentType", (Leaf("Type", "type"), Leaf("TypeDetail", "type_detail"), Leaf("TypeName", "type_name"))),
        Leaf("Subject", "subject"), Leaf("Content", "content"), Nested("SignerInfo", "signer", messages.SignerInfo, SIGNER),
        Leaf("DueDate", "due_on", Kind.DAY), Nested("OtherInfo", "other", messages.OtherInfo, OTHER),
        Nested("ResponseFor", "response_for", messages.ResponseFor, RESPONSE, many=True), Leaf("SteeringType", "steering_type"),
        Group("ToPlaces", (Leaf("Place", "to_places", many=True),)), Group("ResponseForTask", (Leaf("TaskCode", "response_for_task"),)),
        Leaf("ApplicationType", "application_type"),
    )),
    Group("TraceHeaderList", (Nested("Bussiness", "business", messages.Business, BUSINESS), _HOP)),
)  # fmt: skip
STATUS: tuple[Part, ...] = (
    Group("MessageHeader", (
        _FROM, Nested("ResponseFor", "response_for", messages.ResponseFor, RESPONSE), Nested("StaffInfo", "staff", messages.Staff, STAFF),
        Leaf("StatusCode", "code", Kind.STATUS), Leaf("Description", "description"), Leaf("Timestamp", "timestamp", Kind.MOMENT),
    )),
    Group("TraceHeaderList", (_HOP,)),
)  # fmt: skip


def require_complete(message: Message) -> None:
    """Refuse a message that lacks what no receiver can do without."""
    missing = _missing_of_document(message) if isinstance(message, DocumentMessage) else _missing_of_status(message)
    if missing:
        raise _lacks(missing)


def _missing_of_document(message: DocumentMessage) -> str:
    """The first must-have element that is missing; empty when nothing is."""
    named = message.document_id or (message.number_text and message.promulgated_on)
    checks = (
        (message.sender is not None and message.sender.organ_id, "From/OrganId"), (message.receivers, "To"),
        (all(each.organ_id for each in message.receivers), "To/OrganId"), (named, "DocumentId"), (message.subject, "Subject"),
    )  # fmt: skip
    return next((name for present, name in checks if not present), "")


def _missing_of_status(message: StatusMessage) -> str:
    answered = message.response_for
    named = answered is not None and (answered.document_id or (answered.code and answered.promulgated_on))
    checks = (
        (message.sender is not None and message.sender.organ_id, "From/OrganId"), (answered is not None, "ResponseFor"),
        (named, "ResponseFor/DocumentId"), (message.code, "StatusCode"),
    )  # fmt: skip
    return next((name for present, name in checks if not present), "")


def _lacks(name: str) -> EdxmlRefused:
    return not_standard(MISSING % {"name": name})
