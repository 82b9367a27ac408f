"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeesConfig(AppConfig):
    """Payments of fees and charges (phí, lệ phí) and their receipts (biên lai)."""

    name = "congso.domains.fees"
    label = "fees"

    def ready(self) -> None:
        """Name the rights' pages, the receipt book, the gateways and the folder of papers."""
        from congso.domains.fees.gateways import register_gateway
        from congso.domains.fees.gateways.failing import FailingGateway
        from congso.domains.fees.gateways.signed import SignedGateway
        from congso.domains.fees.numbers import RECEIPTS
        from congso.domains.fees.policies import MANAGE, RECONCILE
        from congso.domains.fees.services.settling import BOOK
        from congso.foundation.numbering.keeping import register_keeper
        from congso.foundation.numbering.kinds import register_kind
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.web import navigation

        register_gateway(SignedGateway())
        register_gateway(FailingGateway())
        register_kind(BOOK, _("Biên lai thu phí, lệ phí"))
        register_keeper(BOOK, RECEIPTS)
        register_folder("fees", Path(__file__).resolve().parent / "prints")
        navigation.register(navigation.NavItem(
            "reconcile", _("Đối soát phí, lệ phí"), "fees:reconcile", "cash", "reports", 40, action=RECONCILE))  # fmt: skip
        navigation.register(navigation.NavItem(
            "accounts", _("Tài khoản thu, biên lai"), "fees:accounts", "cash", "admin", 65, action=MANAGE))  # fmt: skip
