"""What the kinds of number books are called; rooms above add theirs in ``apps.ready()``."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_labels: dict[str, str | Promise] = {
    "dossier-code": _("Mã hồ sơ thủ tục hành chính (theo ngày)"),
    "register": _("Sổ theo dõi hồ sơ (Mẫu 07)"),
}


def register_kind(kind: str, label: str | Promise) -> None:
    """Give a kind of book its name."""
    _labels[kind] = label


def label_of(kind: str) -> str:
    """The name of a kind of book; its code when nobody named it."""
    return str(_labels.get(kind, kind))


def kinds() -> list[tuple[str, str]]:
    """All kinds with their names."""
    return [(kind, str(label)) for kind, label in _labels.items()]
