"""What the room of messages refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class UnknownField(InvalidInput):
    """A wording names a field that its kind of message does not have."""

    code = "unknown_field"
    message = _("Mẫu thư không có trường {%(name)s}. Các trường dùng được: %(known)s.")


class AlreadySent(Conflict):
    """The message has left already."""

    code = "already_sent"
    message = _("Thư này đã được gửi, không gửi lại.")
