"""What the search of documents refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class NameTaken(Conflict):
    """Raised when one's own saved searches have that name already."""

    code = "saved_search_name_taken"
    message = _("Đã có tìm kiếm đã lưu tên «%(name)s»; mời đặt tên khác.")


class NothingAsked(InvalidInput):
    """Raised when a search without words and filters is to be kept."""

    code = "nothing_asked"
    message = _("Chưa có từ khóa hay điều kiện nào để lưu.")


class TooManySaved(Conflict):
    """Raised when somebody keeps as many searches as one may."""

    code = "too_many_saved_searches"
    message = _("Mỗi người lưu được %(most)s tìm kiếm; mời xóa bớt.")
