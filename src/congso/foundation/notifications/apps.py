"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Messages to people: in the application, by e-mail, SMS and Zalo."""

    name = "congso.foundation.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Put the bell into the menu, and letters and their wordings before the administrator."""
        from congso.foundation.notifications.channels import register_channel
        from congso.foundation.notifications.channels.email import EmailChannel
        from congso.foundation.notifications.channels.gateway import SmsChannel, ZaloChannel
        from congso.foundation.notifications.policies import MANAGE
        from congso.foundation.web import navigation

        for made in (EmailChannel(), SmsChannel(), ZaloChannel()):
            register_channel(made)
        navigation.register(navigation.NavItem(
            "notices", _("Thông báo"), "notifications:list", "bell", "work", 20, shortcut="g b",
            count_url_name="notifications:count"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "unsent", _("Thư, tin chưa gửi được"), "notifications:unsent", "mail", "admin", 70, action=MANAGE))  # fmt: skip
        navigation.register(navigation.NavItem(
            "wordings", _("Mẫu thư, tin nhắn"), "notifications:wordings", "file-text", "admin", 71, action=MANAGE))  # fmt: skip
