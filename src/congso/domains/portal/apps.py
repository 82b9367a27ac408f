"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from congso.foundation.people.actions import register_action
from congso.foundation.web import navigation


class PortalConfig(AppConfig):
    """The public service portal (cổng dịch vụ công): the citizen's half of the one-stop shop."""

    name = "congso.domains.portal"
    label = "portal"

    def ready(self) -> None:
        """Name the right and put the keepers' screens into the menu; payers come back to their dossier."""
        from congso.domains.fees.facade import register_matter_page

        register_matter_page("dossier", "portal:dossier")
        register_action(
            "portal.manage", _("Cổng dịch vụ công"), _("Quản lý trang đầu của người dân, thông báo tạm dừng")
        )
        register_action(
            "portal.answer_data", _("Cổng dịch vụ công"), _("Trả lời yêu cầu của công dân về dữ liệu cá nhân")
        )
        navigation.register(navigation.NavItem(
            "erasures", _("Yêu cầu xóa dữ liệu"), "portal:erasures", "trash", "admin", 62, action="portal.answer_data"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "portal_limits", _("Giới hạn của Cổng"), "portal:limits", "shield-lock", "admin", 63, action="portal.manage"))  # fmt: skip
        for key, label, url_name, icon, order in (
            ("life_events", _("Sự kiện cuộc đời"), "portal:events", "star", 60),
            ("service_notices", _("Thông báo tạm dừng"), "portal:notices", "alert-triangle", 61),
        ):
            navigation.register(
                navigation.NavItem(key=key, label=label, url_name=url_name, icon=icon, group="admin", order=order,
                                   action="portal.manage")
            )  # fmt: skip
