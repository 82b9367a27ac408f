"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AxisConfig(AppConfig):
    """The axis between agencies."""

    name = "congso.domains.axis"
    label = "axis"

    def ready(self) -> None:
        """Be a channel and rounds of the carrier, name the right and the actions of the log, put the pages into the menu."""
        from congso.domains.axis import policies
        from congso.domains.axis.services import going_up
        from congso.domains.axis.services.coming_down import ask_all
        from congso.domains.axis.services.connecting_up import refresh_all_above
        from congso.domains.axis.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.outbox.channels import Channel, register_channel
        from congso.foundation.outbox.rounds import Round, register_round
        from congso.foundation.people.actions import register_action
        from congso.foundation.web import navigation

        register_channel(Channel(going_up.CHANNEL, _("Gói tin chuyển lên trục cấp trên"), going_up.send, going_up.settle))
        register_round(Round("axis.above", ask_all, 2.0))
        register_round(Round("axis.above_directory", refresh_all_above, 60.0))
        register_action(policies.MANAGE, _("Liên thông"), _("Quản trị trục liên thông"))
        register_actions(ACTIONS)
        navigation.register(navigation.NavItem(
            "axis", _("Trục liên thông"), "axis:systems", "sitemap", "admin", 75, action=policies.MANAGE))  # fmt: skip
        navigation.register(navigation.NavItem(
            "axis_log", _("Nhật ký trục liên thông"), "axis:log", "history", "documents", 61, action=policies.SEE))  # fmt: skip
