"""Give the installation the keys with which it signs its messages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.domains.exchange.errors import KeyRefused
from congso.domains.exchange.keys import SystemKey, keep, locked_anew, make_self_signed, path_of
from congso.domains.exchange.policies import require_can_manage
from congso.foundation.audit.writing import WriteAction, write_action


def make_key(*, actor: Actor, name: str, organisation: str) -> SystemKey:
    """Make a key with a certificate of its own, which is then registered at the axis. Raises NotAllowed, KeyRefused for a name in use."""
    with write_action("exchange.make_key", actor=actor) as action:
        _require_free(actor, name)
        return _kept(action, name, make_self_signed(name, organisation))


def take_key(*, actor: Actor, name: str, container: bytes, pin: str) -> SystemKey:
    """Take a key in that a certification authority gave out (PKCS#12). Raises NotAllowed, KeyRefused."""
    with write_action("exchange.take_key", actor=actor) as action:
        _require_free(actor, name)
        try:
            ours = locked_anew(name, container, pin)
        except ValueError as broken:
            raise KeyRefused(reason=_("tệp không phải PKCS#12 có khóa RSA cùng chứng thư, hoặc mã PIN của tệp không đúng."), field="container") from broken
        return _kept(action, name, ours)


def _require_free(actor: Actor, name: str) -> None:
    """A key in use is never written over: the new one gets a name of its own, and the connection is changed when the axis knows it."""
    require_can_manage(actor)
    if path_of(name).exists():
        raise KeyRefused(reason=_("đã có khóa tên này; hãy đặt tên khác rồi đổi kết nối sang khóa mới."), field="name")


def _kept(action: WriteAction, name: str, container: bytes) -> SystemKey:
    found = keep(name, container)
    action.record(("exchange.key", name), certificate=found.fingerprint)
    return found
