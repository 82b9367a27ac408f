"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """What leaves for other systems."""

    name = "congso.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Name the right, the actions of the log, and put the page into the menu."""
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.outbox.policies import MANAGE
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation

        register_action(MANAGE, _("Liên thông"), _("Theo dõi và gửi lại bản tin liên thông"))
        register_actions({
            "outbox.settle": _("Ghi kết quả gửi bản tin liên thông"), "outbox.send_again": _("Gửi lại bản tin liên thông"),
            "outbox.send_all_again": _("Gửi lại mọi bản tin chưa gửi được của một kênh"), "outbox.drop": _("Bỏ bản tin, không gửi"),
        })  # fmt: skip
        navigation.register(navigation.NavItem(
            "outbox", _("Bản tin chờ gửi"), "outbox:list", "send", "admin", 74, action=MANAGE))  # fmt: skip
