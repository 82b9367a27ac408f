"""Refusals of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, DomainError


class PurposeMissing(DomainError):
    """A look-up needs a purpose (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""

    code = "lookups_purpose_missing"
    status = 422
    message = _("Phải nêu mục đích tra cứu.")


class NotConnected(Conflict):
    """The province's platform has not been set up."""

    code = "lookups_not_connected"
    message = _("Chưa có kết nối với nền tảng chia sẻ dữ liệu của tỉnh.")


class NothingFound(Conflict):
    """A paper can only be compared with data that were found."""

    code = "lookups_nothing_found"
    message = _("Lần tra cứu này không có dữ liệu để đối chiếu.")


class NoForwardRule(Conflict):
    """Only dossiers of a procedure that is bound to a system are sent on."""

    code = "lookups_no_forward_rule"
    message = _("Thủ tục của hồ sơ này chưa được gắn với hệ thống nhận nào.")


class AlreadyForwarded(Conflict):
    """A dossier is sent on once, until it is refused or sent back."""

    code = "lookups_already_forwarded"
    message = _("Hồ sơ đã được chuyển; chỉ chuyển lại khi bên nhận từ chối hoặc yêu cầu bổ sung.")


class DossierEnded(Conflict):
    """Only a dossier that was received and is being worked on is sent on."""

    code = "lookups_dossier_ended"
    message = _("Chỉ chuyển hồ sơ đã tiếp nhận và đang giải quyết.")


class ServiceSilent(DomainError):
    """The other system did not help."""

    code = "lookups_service_silent"
    status = 502
    message = _("Hệ thống bên kia chưa trả lời được: %(reason)s")


class PlatformRefused(Conflict):
    """The platform will not have it."""

    code = "lookups_platform_refused"
    message = _("Nền tảng từ chối: %(reason)s")


class DifferenceSettled(Conflict):
    """Somebody has decided on it."""

    code = "lookups_difference_settled"
    message = _("Điểm khác này đã được quyết định.")
