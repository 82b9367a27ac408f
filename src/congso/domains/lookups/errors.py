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
