"""In what state a key is, from its own row alone."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.core import clock
from congso.foundation.signing.models import SigningKey

WARN_DAYS = 30
"""Days before a certificate's end from which its holder is told."""


def days_left(key: SigningKey) -> int:
    """Whole days until the certificate ends."""
    return (key.valid_to - clock.now()).days


def ends_soon(key: SigningKey) -> bool:
    """Whether the certificate ends within thirty days."""
    return clock.now() <= key.valid_to <= clock.now() + timedelta(days=WARN_DAYS)


def state_of(key: SigningKey) -> tuple[str, str]:
    """(words, colour of the tag) of a key's state; revocation is asked apart."""
    now = clock.now()
    if key.withdrawn_at is not None:
        return _("Đã ngừng sử dụng"), ""
    if now < key.valid_from:
        return _("Chưa có hiệu lực"), "near"
    if now > key.valid_to:
        return _("Đã hết hạn"), "late"
    if key.locked_until and key.locked_until > now:
        return _("Đang khóa do nhập sai mã PIN"), "late"
    if ends_soon(key):
        left = days_left(key)
        return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}, "near"
    return _("Dùng được"), "ok"


def is_usable(key: SigningKey) -> bool:
    """Whether the key may be offered for signing now, as far as its own row tells."""
    now = clock.now()
    resting = key.locked_until is not None and key.locked_until > now
    return key.withdrawn_at is None and key.valid_from <= now <= key.valid_to and not resting
