"""Refusals to programs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, DomainError, InvalidInput, NotAllowed


class NotAClient(DomainError):
    """Wrong id or secret, or closed."""

    code = "invalid_client"
    status = 401
    message = _("Sai mã ứng dụng hoặc khóa bí mật.")


class TokenWrong(DomainError):
    """No key, an unknown one, or one that has ended."""

    code = "invalid_token"
    status = 401
    message = _("Thiếu mã truy cập, hoặc mã đã hết hạn: xin mã mới tại /api/v1/token.")


class ScopeMissing(NotAllowed):
    """The program was not given this for this agency."""

    code = "insufficient_scope"
    message = _("Ứng dụng không được cấp quyền %(scope)s cho cơ quan này.")


class TooOften(DomainError):
    """More calls in a minute than agreed."""

    code = "too_many_requests"
    status = 429
    message = _("Ứng dụng đã gọi quá %(most)s lần trong một phút.")


class TooManyWrong(DomainError):
    """An address has said wrong secrets too often; only right ones are listened to for a while."""

    code = "too_many_wrong_secrets"
    status = 429
    message = _("Địa chỉ này đã gửi sai mã ứng dụng hoặc khóa bí mật quá %(most)s lần. Xin thử lại sau ít phút.")


class HookUrlWrong(InvalidInput):
    """Not an address that may be told."""

    code = "hook_url"
    message = _("Địa chỉ nhận tin phải là https, thuộc máy chủ đã đăng ký của ứng dụng.")


class ClientClosed(Conflict):
    """It was closed before."""

    code = "client_closed"
    message = _("Ứng dụng đã bị thu hồi.")
