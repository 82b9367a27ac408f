"""The stand-ins there are; the demonstration starts each whose real counterpart the environment does not name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from typing import Any

SIMULATE = "simulate "


@dataclass(frozen=True)
class StandIn:
    """A stand-in: the command that starts it alone, its module, and the variables that name its port and address."""

    command: str
    module: str
    port_variable: str
    address_variable: str
    sentence: str
    help: str

    @property
    def short(self) -> str:
        """Its name under ``congso simulate``."""
        return self.command.removeprefix(SIMULATE)

    @property
    def serving(self) -> Any:
        """Its module with ``set_defaults`` and ``command``."""
        return import_module(f"congso.entry.simulators.{self.module}.serving")

    @property
    def announcement(self) -> str:
        """What the terminal says when it runs."""
        return self.sentence.format(os.environ[self.address_variable])


STAND_INS = (
    StandIn("mock-idp", "identity", "CONGSO_IDP_PORT", "CONGSO_OIDC_ISSUER",
            "Citizens log in with the mock identity provider: {}",
            "A stand-in for the national identity with invented people, on the port after the portal's."),
    StandIn("mock-pay", "payment", "CONGSO_PAY_PORT", "CONGSO_PAY_URL", "Citizens pay at the mock gateway: {}",
            "A stand-in for a payment gateway without money, two ports after the portal's."),
    StandIn("mock-sms", "messages", "CONGSO_SMS_PORT", "CONGSO_SMS_GATEWAY",
            "What would be sent by SMS and Zalo is shown at {}/",
            "A stand-in for the SMS and Zalo gateway that shows what it was sent, three ports after the portal's."),
    StandIn("demo-ca", "authority", "CONGSO_CA_PORT", "CONGSO_CA_URL",
            "Signatures are certified, timestamped and revoked by the stand-in authority: {}/",
            "A stand-in for a certification authority: certificates, CRL, OCSP, timestamps, remote keys; four ports after."),
    StandIn("simulate national-portal", "national", "CONGSO_DVCQG_PORT", "CONGSO_DVCQG_URL",
            "Dossiers are reported to the mock national portal: {}",
            "A stand-in for the national portal's synchronisation and catalogue, five ports after; told how to behave at /__control."),
    StandIn("simulate lgsp", "lgsp", "CONGSO_LGSP_PORT", "CONGSO_LGSP_URL",
            "National databases are asked at the mock platform: {}/",
            "A stand-in for the province's platform with six national databases, six ports after; told how to behave at /__control."),
)  # fmt: skip


def set_defaults() -> None:
    """Let the demonstration use the stand-ins, but for what the environment names itself."""
    for each in STAND_INS:
        if not os.environ.get(each.address_variable):
            each.serving.set_defaults()
