"""Refusals of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict


class NotConnected(Conflict):
    """No connection to the portal has been set up."""

    code = "national_not_connected"
    message = _("Chưa có kết nối với Cổng Dịch vụ công quốc gia.")


class PortalSilent(Conflict):
    """The portal does not answer, or not as it should."""

    code = "national_portal_silent"
    message = _("Cổng Dịch vụ công quốc gia không trả lời: %(reason)s.")


class PortalRefused(Conflict):
    """The portal will not do what it was asked."""

    code = "national_portal_refused"
    message = _("Cổng Dịch vụ công quốc gia từ chối (%(error_code)s): %(reason)s.")


class PullRunning(Conflict):
    """The catalogue is being fetched already."""

    code = "national_pull_running"
    message = _("Danh mục đang được tải về; xin chờ lần tải này xong.")


class NoPullRunning(Conflict):
    """There is no fetch to be stopped."""

    code = "national_no_pull"
    message = _("Không có lần tải danh mục nào đang chạy.")


class DifferenceSettled(Conflict):
    """Somebody has decided on this difference."""

    code = "national_difference_settled"
    message = _("Điểm khác này đã được quyết định.")
