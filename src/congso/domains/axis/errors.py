"""Refusals of the axis, with the codes that connected systems know (domain: 10–23)."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, DomainError, InvalidInput


class AxisRefused(DomainError):
    """The axis does not take the message; ``axis_code`` is what the other program reads."""

    code = "axis_refused"
    status = 422
    axis_code: ClassVar[str] = "20"


class NotASystem(AxisRefused):
    """Wrong id or secret."""

    code = "axis_credentials"
    status = 401
    axis_code = "15"
    message = _("Sai SystemId hoặc SecretKey.")


class UnknownReceiver(AxisRefused):
    """No agency with this code takes part."""

    code = "axis_receiver"
    axis_code = "18"
    message = _("Đơn vị nhận %(agency)s không tồn tại trên trục.")


class UnknownSender(AxisRefused):
    """The sender is no agency of this system."""

    code = "axis_sender"
    axis_code = "19"
    message = _("Đơn vị gửi %(agency)s không đăng ký với hệ thống này.")


class NotYours(AxisRefused):
    """The agency is none of this system's."""

    code = "axis_not_yours"
    axis_code = "19"
    message = _("Mã %(agency)s không thuộc các mã mà hệ thống này được nói thay.")


class RegistrationWrong(AxisRefused):
    """What was said of an agency cannot be taken."""

    code = "axis_registration"
    axis_code = "10"
    message = _("Mã định danh, tên hoặc đơn vị kế thừa không hợp lệ.")


class LockedReceiver(AxisRefused):
    """The receiver is locked."""

    code = "axis_locked"
    axis_code = "23"
    message = _("Đơn vị nhận %(agency)s đã khóa: %(reason)s.")


class BadSignature(AxisRefused):
    """The message is not signed as it should be, or was changed after signing."""

    code = "axis_signature"
    axis_code = "22"
    message = _("Chữ ký của gói tin không được chấp nhận: %(reason)s.")


class FieldContradicts(AxisRefused):
    """A field beside the file says otherwise than the signed file."""

    code = "axis_field"
    axis_code = "22"
    message = _("Trường %(name)s gửi kèm khác với nội dung tệp đã ký.")


class Looping(AxisRefused):
    """The message passed this axis before, or too many others."""

    code = "axis_loop"
    axis_code = "18"
    message = _("Gói tin đã đi qua trục này hoặc qua quá nhiều trục: đường đi tới nơi nhận bị vòng.")


class UpperSilent(Conflict):
    """The axis above did not answer."""

    code = "axis_upper_silent"
    message = _("Trục cấp trên không trả lời: %(reason)s.")


class PrefixWrong(InvalidInput):
    """Not a beginning of codes of agencies."""

    code = "axis_prefix_wrong"
    message = _("«%(typed)s» không phải phần đầu của mã định danh (ví dụ G09, H20.15, hoặc một chữ cái A–Y).")


class QuotaReached(AxisRefused):
    """The system has sent as much as it may today."""

    code = "axis_quota"
    status = 429
    axis_code = "20"
    message = _("Hệ thống đã gửi đủ %(count)s gói tin được phép trong ngày.")


class SystemIdTaken(Conflict):
    """An id of a system is never given twice, so that old log lines keep their meaning."""

    code = "axis_system_id_taken"
    message = _("Mã hệ thống %(system_id)s đã có, mời chọn mã khác.")


class CodeTaken(Conflict):
    """A code is never given twice (QĐ 20/2020/QĐ-TTg)."""

    code = "axis_code_taken"
    message = _("Mã %(code_name)s đã được cấp, không cấp lại.")


class CodeWrong(InvalidInput):
    """Not a code of an agency."""

    code = "axis_code_wrong"
    message = _("Mã định danh «%(typed)s» không đúng dạng (ví dụ H20.15.02, tối đa 35 ký tự).")


class CertificateWrong(InvalidInput):
    """Not a certificate, or there already."""

    code = "axis_certificate_wrong"
    message = _("Chứng thư số không nhận được: %(reason)s.")
