"""Refusals of the exchange."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, DomainError, InvalidInput


class ArrivalRefused(DomainError):
    """A message that came is not taken in; ``axis_code`` goes back to the axis."""

    code = "exchange_arrival_refused"
    status = 422
    axis_code: ClassVar[str] = "20"


class SignatureRefused(ArrivalRefused):
    """Not signed, not by the sender, or changed after signing."""

    code = "exchange_signature_refused"
    axis_code = "22"
    message = _("Chữ ký của gói tin không được chấp nhận: %(reason)s.")


class NotOurs(ArrivalRefused):
    """Addressed to no agency of this installation."""

    code = "exchange_not_ours"
    axis_code = "18"
    message = _("Không có đơn vị nhận %(codes)s trong hệ thống này.")


class UnknownDocument(ArrivalRefused):
    """It tells of a document we neither sent nor received."""

    code = "exchange_unknown_document"
    axis_code = "10"
    message = _("Không có văn bản %(document)s mà gói tin nói đến.")


class AttachmentRefused(ArrivalRefused):
    """What it brings cannot be kept."""

    code = "exchange_attachment_refused"
    axis_code = "21"
    message = _("Tệp kèm theo không nhận được: %(reason)s.")


class KeyRefused(InvalidInput):
    """A key with which messages are to be signed cannot be kept."""

    code = "exchange_key_refused"
    message = _("Không nhận được khóa: %(reason)s")


class AxisRefusedAgency(Conflict):
    """The axis does not do what was asked for an agency of ours."""

    code = "exchange_axis_refused_agency"
    message = _("Trục không nhận (mã %(code_name)s): %(reason)s")


class AxisSilent(Conflict):
    """The axis does not answer, or not as it should."""

    code = "exchange_axis_silent"
    message = _("Trục liên thông không trả lời: %(reason)s.")
