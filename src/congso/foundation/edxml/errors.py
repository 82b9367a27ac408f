"""Why an edXML file is not accepted."""

from __future__ import annotations

from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput


class AxisError(IntEnum):
    """The axis's own number for the fault (mã lỗi của trục liên thông), told to the sender."""

    INVALID_FILE = 10
    BROKEN_ATTACHMENT = 21
    NOT_STANDARD = 22


class EdxmlRefused(InvalidInput):
    """The file is no edXML that may be taken in; ``axis_code`` is what the axis calls the fault."""

    code = "edxml_refused"
    message = _("Tệp edXML không được chấp nhận: %(reason)s.")

    def __init__(self, axis_code: AxisError, reason: str | Promise) -> None:
        super().__init__(reason=str(reason))
        self.axis_code = axis_code
        self.reason = str(reason)


def invalid_file(reason: str | Promise) -> EdxmlRefused:
    """Not XML that may be read at all (10)."""
    return EdxmlRefused(AxisError.INVALID_FILE, reason)


def broken_attachment(reason: str | Promise) -> EdxmlRefused:
    """An attachment cannot be taken out (21)."""
    return EdxmlRefused(AxisError.BROKEN_ATTACHMENT, reason)


def not_standard(reason: str | Promise) -> EdxmlRefused:
    """XML, but not as QCVN 102:2016 wants it (22)."""
    return EdxmlRefused(AxisError.NOT_STANDARD, reason)
