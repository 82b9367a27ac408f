"""Codes of the messages, of agencies and of documents."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.agency_codes import (
    LONGEST_AGENCY_CODE,
    is_agency_code,
    is_old_agency_code,
    new_code_of,
)

__all__ = [
    "LONGEST_AGENCY_CODE",
    "BusinessType",
    "Code",
    "Priority",
    "ReceiverType",
    "StatusCode",
    "SteeringType",
    "is_agency_code",
    "is_old_agency_code",
    "make_document_id",
    "new_code_of",
]

class Code(StrEnum):
    """A value of a code list with its Vietnamese label."""

    label: str | Promise

    def __new__(cls, value: str, label: str | Promise) -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Priority(Code):
    """Urgency (độ khẩn, ``Priority``)."""

    NORMAL = "0", _("Thường")
    URGENT = "1", _("Khẩn")
    VERY_URGENT = "2", _("Thượng khẩn")
    EXPRESS = "3", _("Hỏa tốc")
    TIMED_EXPRESS = "4", _("Hỏa tốc hẹn giờ")


class SteeringType(Code):
    """Whether the document directs its receivers (loại chỉ đạo, ``SteeringType``)."""

    NOT_STEERING = "1", _("Không phải chỉ đạo")
    STEERING = "2", _("Chỉ đạo")
    STEERING_REPORT = "3", _("Báo cáo chỉ đạo")


class BusinessType(Code):
    """What the message does (nghiệp vụ, ``BussinessDocType``)."""

    NEW = "0", _("Văn bản mới")
    RECALL = "1", _("Thu hồi")
    UPDATE = "2", _("Cập nhật")
    REPLACEMENT = "3", _("Thay thế")


class ReceiverType(Code):
    """Whether an update takes a receiver away or adds one (``ReceiverType``)."""

    REMOVED = "0", _("Bỏ nơi nhận")
    ADDED = "1", _("Thêm nơi nhận")


class StatusCode(Code):
    """Where a document stands with its receiver (trạng thái xử lý, QĐ 28/2018/QĐ-TTg)."""

    ARRIVED = "01", _("Đã đến")
    REJECTED = "02", _("Từ chối tiếp nhận")
    RECEIVED = "03", _("Đã tiếp nhận")
    ASSIGNED = "04", _("Phân công")
    IN_PROGRESS = "05", _("Đang xử lý")
    FINISHED = "06", _("Hoàn thành")
    RECALLED = "13", _("Lấy lại")
    RECALL_AGREED = "15", _("Đồng ý lấy lại, cập nhật")
    RECALL_REFUSED = "16", _("Từ chối lấy lại, cập nhật")


def make_document_id(organ_id: str, day: date, number_text: str) -> str:
    """A document's id on the axis (``DocumentId``): agency code, day, number with notation, e.g. ``H20.15,2026/09/14,15/QĐ-SM``."""
    return f"{organ_id},{day.year:04}/{day.month:02}/{day.day:02},{number_text}"
