"""What an edXML message says, in the words of the office.

Every element may be missing: ``None`` means that it is not there, ``""`` that it stands there empty. Days, moments and
codes of closed lists cannot be ``""``; where such an element, or a list, stands there empty, its path is in ``blank``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from congso.foundation.edxml.codes import BusinessType, StatusCode, make_document_id


@dataclass(frozen=True, kw_only=True)
class Organ:
    """An agency (``From``, ``To``: cơ quan, tổ chức gửi hoặc nhận)."""

    organ_id: str | None = None
    """``OrganId``: mã định danh."""
    in_charge: str | None = None
    """``OrganizationInCharge``: cơ quan chủ quản."""
    name: str | None = None
    """``OrganName``: tên cơ quan."""
    address: str | None = None
    """``OrganAdd``: địa chỉ."""
    email: str | None = None
    telephone: str | None = None
    fax: str | None = None
    website: str | None = None


@dataclass(frozen=True, kw_only=True)
class SignerInfo:
    """Who signed (``SignerInfo``: thông tin người ký)."""

    competence: str | None = None
    """``Competence``: thẩm quyền ký, e.g. ``KT. GIÁM ĐỐC``."""
    position: str | None = None
    """``Position``: chức vụ."""
    full_name: str | None = None
    """``FullName``: họ tên."""


@dataclass(frozen=True, kw_only=True)
class OtherInfo:
    """Further facts (``OtherInfo``: thông tin khác), as they were written."""

    priority: str | None = None
    """``Priority``: độ khẩn, a value of codes.Priority."""
    sphere: str | None = None
    """``SphereOfPromulgation``: phạm vi lưu hành."""
    typer: str | None = None
    """``TyperNotation``: ký hiệu người soạn thảo."""
    amount: str | None = None
    """``PromulgationAmount``: số lượng bản phát hành."""
    pages: str | None = None
    """``PageAmount``: số trang."""
    direction: str | None = None
    """``Direction``: văn bản chỉ đạo, ``true`` or ``false``."""
    appendixes: tuple[str, ...] = ()
    """``Appendixes``: phụ lục."""


@dataclass(frozen=True, kw_only=True)
class ResponseFor:
    """The document that is answered (``ResponseFor``: văn bản được phản hồi)."""

    organ_id: str | None = None
    code: str | None = None
    """``Code``: số, ký hiệu."""
    document_id: str | None = None
    promulgated_on: date | None = None
    """``PromulgationDate``: ngày ban hành."""


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Who did it (``StaffInfo``: cán bộ xử lý)."""

    department: str | None = None
    department_id: str | None = None
    name: str | None = None
    """``Staff``: họ tên."""
    staff_id: str | None = None
    email: str | None = None
    mobile: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiverChange:
    """A receiver added or taken away by an update (``Receiver``)."""

    organ_id: str | None = None
    type: str | None = None
    """``ReceiverType``: a value of codes.ReceiverType."""


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """A document that is replaced, and with whom (``ReplacementInfo``: thông tin thay thế)."""

    document_id: str | None = None
    organ_ids: tuple[str, ...] = ()
    """``OrganIdList``: những cơ quan nhận thay thế."""


@dataclass(frozen=True, kw_only=True)
class Business:
    """What the message does (``Bussiness``: thông tin nghiệp vụ)."""

    document_id: str | None = None
    """The document recalled or updated."""
    type: BusinessType | None = None
    """``BussinessDocType``: loại nghiệp vụ."""
    reason: str | None = None
    """``BussinessDocReason``: lý do."""
    paper: str | None = None
    """``Paper``: ``1`` when paper follows (gửi kèm bản giấy)."""
    document_info: str | None = None
    """``DocumentInfo``: ``1`` when the heading changes."""
    document_receiver: str | None = None
    """``DocumentReceiver``: ``1`` when the receivers change."""
    receivers: tuple[ReceiverChange, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    staff: Staff | None = None


@dataclass(frozen=True, kw_only=True)
class TraceHop:
    """A node that the message passed (``TraceHeader``: vết liên thông)."""

    organ_id: str | None = None
    timestamp: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """An element that the standard does not have, kept to be written again."""

    path: str
    """Its parent, e.g. ``edXMLEnvelope/edXMLHeader/MessageHeader/To[2]``; empty for the outermost element."""
    xml: str
    """Its text in exclusive canonical form."""


@dataclass(frozen=True, kw_only=True)
class DocumentMessage:
    """A document sent (văn bản điện tử)."""

    sender: Organ | None = None
    """``From``."""
    receivers: tuple[Organ, ...] = ()
    """``To``, several."""
    document_id: str | None = None
    """``DocumentId``: see make_document_id."""
    code_number: str | None = None
    """``Code/CodeNumber``: số."""
    code_notation: str | None = None
    """``Code/CodeNotation``: ký hiệu."""
    place: str | None = None
    """``PromulgationInfo/Place``: nơi ban hành."""
    promulgated_on: date | None = None
    """``PromulgationInfo/PromulgationDate``: ngày ban hành."""
    type: str | None = None
    """``DocumentType/Type``: 1 quy phạm pháp luật, 2 hành chính."""
    type_detail: str | None = None
    type_name: str | None = None
    """``DocumentType/TypeName``: tên loại văn bản."""
    subject: str | None = None
    """``Subject``: trích yếu."""
    content: str | None = None
    """``Content``: nội dung tóm tắt."""
    signer: SignerInfo | None = None
    due_on: date | None = None
    """``DueDate``: hạn trả lời."""
    other: OtherInfo | None = None
    response_for: tuple[ResponseFor, ...] = ()
    steering_type: str | None = None
    """``SteeringType``: a value of codes.SteeringType."""
    to_places: tuple[str, ...] = ()
    """``ToPlaces``: nơi nhận, as printed."""
    response_for_task: str | None = None
    """``ResponseForTask/TaskCode``: mã nhiệm vụ."""
    application_type: str | None = None
    """``ApplicationType``."""
    business: Business | None = None
    trace: tuple[TraceHop, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    blank: frozenset[str] = frozenset()

    @property
    def number_text(self) -> str:
        """Number with notation (số, ký hiệu): ``15/QĐ-SM``."""
        return "/".join(part for part in (self.code_number, self.code_notation) if part)

    @property
    def identity(self) -> str:
        """The id told, or the one made of its fields; with the business type it tells a message from its repetition."""
        if self.document_id or self.sender is None or self.promulgated_on is None:
            return self.document_id or ""
        return make_document_id(self.sender.organ_id or "", self.promulgated_on, self.number_text)


@dataclass(frozen=True, kw_only=True)
class StatusMessage:
    """What became of a document with its receiver (trạng thái xử lý văn bản)."""

    sender: Organ | None = None
    response_for: ResponseFor | None = None
    staff: Staff | None = None
    code: StatusCode | None = None
    """``StatusCode``."""
    description: str | None = None
    """``Description``: mô tả, lý do từ chối."""
    timestamp: datetime | None = None
    trace: tuple[TraceHop, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    blank: frozenset[str] = frozenset()


Message = DocumentMessage | StatusMessage
