"""Start of the room."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

_ACTIONS = {
    "signing.add_anchor": _("Thêm chứng thư số gốc được tin cậy"),
    "signing.add_key": _("Thêm khóa ký"),
    "signing.begin_outside": _("Bắt đầu ký bằng khóa trên máy người dùng"),
    "signing.change_picture": _("Đổi hình chữ ký, con dấu"),
    "signing.end_anchor": _("Ngừng tin cậy chứng thư số gốc"),
    "signing.try_key": _("Ký thử"),
    "signing.warn_of_ending_keys": _("Nhắc chứng thư số sắp hết hạn"),
    "signing.withdraw_key": _("Ngừng sử dụng khóa ký"),
}
"""Audited actions in the words of the office."""


class SigningConfig(AppConfig):
    """Chữ ký số."""

    name = "congso.foundation.signing"
    label = "signing"
    verbose_name = _("Chữ ký số")

    def ready(self) -> None:
        """Make the look of signatures known to the printer."""
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web.navigation import NavItem, register

        group = _("Chữ ký số")
        register_action("signing.seal", group, _("Giữ, sử dụng con dấu số của cơ quan"))
        register_action("signing.manage", group, _("Quản lý khóa ký, chứng thư số gốc được tin cậy"))
        register(NavItem("signing-keys", _("Khóa ký"), "signing:keys", "key", "work", 95))
        register(
            NavItem(
                "all-keys", _("Khóa ký toàn tỉnh"), "trust:keys", "key", "admin", 70, action="signing.manage"
            )
        )
        register(
            NavItem(
                "trust",
                _("Chứng thư số gốc"),
                "trust:anchors",
                "certificate",
                "admin",
                71,
                action="signing.manage",
            )
        )
        register_actions(_ACTIONS)
        register_folder("signing", Path(__file__).resolve().parent / "prints")
