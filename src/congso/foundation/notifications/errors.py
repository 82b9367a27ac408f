"""What the room of messages refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class UnknownField(InvalidInput):
    """A wording names a field that its kind of message does not have."""

    code = "unknown_field"
    message = _("Mẫu thư không có trường {%(name)s}. Các trường dùng được: %(known)s.")


class WordingTooLong(InvalidInput):
    """The words of a short message do not fit into one, with usual values in their fields."""

    code = "wording_too_long"
    message = _("Tin nhắn dài %(length)s ký tự; tối đa %(most)s ký tự kể cả phần điền tự động.")


class TemplateMissing(InvalidInput):
    """A Zalo wording names the template that Zalo has approved, and a field a line."""

    code = "template_missing"
    message = _("Tin Zalo cần mã mẫu đã đăng ký và mỗi dòng một trường theo dạng «tên: giá trị».")


class AlreadySent(Conflict):
    """The message has left already."""

    code = "already_sent"
    message = _("Thư này đã được gửi, không gửi lại.")
