"""What making copies refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, DomainError


class CopyRefused(DomainError):
    """Raised when the decree knows no such copy, or the file does not allow it."""

    code = "copy_refused"
    status = 422
    message = _("Không sao được văn bản này: %(reason)s.")


class CopySigned(Conflict):
    """Raised when a copy has its signature already."""

    code = "copy_signed"
    message = _("Bản sao %(number)s đã được ký số.")
