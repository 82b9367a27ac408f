"""The one family of errors a person may meet.

    DomainError                     a rule was broken; nothing was changed
    ├─ InvalidInput      422        what was typed is not acceptable (may name the field)
    ├─ NotAllowed        403        the person holds no right for it here
    ├─ NotVisible        404        it does not exist, or the person may not know of it
    └─ Conflict          409        the state of things does not allow it (any more)
       └─ StaleView      409        somebody acted between showing and pressing

Modules derive their own from these. Services and policies raise them; one place answers them.
``message`` is Vietnamese text for ``gettext_lazy`` with named fields; the arguments fill it.
"""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule of the office was broken; the sentence says which, in the reader's language."""

    code: ClassVar[str] = "domain_error"
    status: ClassVar[int] = 409
    message: ClassVar[str | Promise] = _("Không thực hiện được.")

    def __init__(self, *, field: str | None = None, **fields: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.fields = fields

    def __str__(self) -> str:
        """The sentence for the person."""
        return str(self.message % self.fields) if self.fields else str(self.message)


class InvalidInput(DomainError):
    """What was typed cannot be accepted; ``field`` names the box it stands in."""

    code = "invalid_input"
    status = 422
    message = _("Dữ liệu nhập chưa đúng: %(reason)s")


class NotAllowed(DomainError):
    """The person holds no right for this action here."""

    code = "not_allowed"
    status = 403
    message = _("Bạn không có quyền thực hiện việc này.")


class NotVisible(DomainError):
    """It does not exist, or the person may not know that it does."""

    code = "not_found"
    status = 404
    message = _("Không tìm thấy.")


class Conflict(DomainError):
    """The present state does not allow the action."""

    code = "conflict"
    status = 409
    message = _("Trạng thái hiện tại không cho phép thực hiện việc này.")


class StaleView(Conflict):
    """Somebody else acted between showing the page and pressing the button."""

    code = "stale_view"
    message = _("Vừa có người khác xử lý việc này. Trang đã được cập nhật, mời xem lại trước khi làm tiếp.")
