"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingsConfig(AppConfig):
    """Citizens' ratings."""

    name = "congso.domains.ratings"
    label = "ratings"

    def ready(self) -> None:
        """Name the right, put the screens into the menu, and say where a returned dossier is rated."""
        from congso.domains.dossiers.facade import register_rating_page
        from congso.domains.ratings.policies import AT_COUNTER, MODERATE
        from congso.foundation.people.actions import register_action
        from congso.foundation.web.navigation import NavItem, register

        register_rating_page("ratings:rate")
        register_action(MODERATE, _("Một cửa, hồ sơ"), _("Duyệt ý kiến đánh giá của người dân"))
        register(NavItem("ratings", _("Ý kiến đánh giá"), "ratings:queue", "message", "reports", 30, action=MODERATE,
                         count_url_name="ratings:queue_count"))  # fmt: skip
        register(NavItem("tablets", _("Máy tại quầy"), "ratings:tablets", "device-mobile", "counter", 70,
                         action=AT_COUNTER))  # fmt: skip
