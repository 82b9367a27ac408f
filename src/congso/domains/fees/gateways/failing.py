"""A gateway that fails on purpose, to show and to test what people see when one does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from congso.domains.fees.errors import BadSignature, GatewayDown
from congso.domains.fees.gateways.base import Heard, Order


class FailingGateway:
    """Nothing works; ``is_offered`` lets payers choose it all the same."""

    key = "hong"
    label = _("Cổng luôn báo lỗi (để thử)")

    def __init__(self, *, is_offered: bool = False) -> None:
        self.is_offered = is_offered

    def check_config(self) -> list[str]:
        """It says so, unless it is offered."""
        return [] if self.is_offered else [str(_("Cổng này dùng để thử lỗi, không dùng để thu."))]

    def start(self, order: Order) -> str:
        """Refuse."""
        raise GatewayDown

    def read_callback(self, body: bytes, headers: Mapping[str, str]) -> Heard:
        """Believe nobody."""
        raise BadSignature

    def ask(self, reference: str) -> list[Heard]:
        """Do not answer."""
        raise GatewayDown

    def payments_of(self, day: date) -> list[Heard]:
        """Do not answer."""
        raise GatewayDown

    def browser_origin(self) -> str:
        """It leads nowhere."""
        return ""
