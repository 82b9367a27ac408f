"""A gateway that speaks signed JSON: each message carries its time and an HMAC-SHA256 over time and body.

The stand-in of the demonstration speaks it. The national payment platform (domain D, "Payment platform") has fields
of its own, which could not be verified; its adapter belongs beside this one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.domains.fees.errors import BadMessage, BadSignature, GatewayDown
from congso.domains.fees.gateways.base import Heard, Order

TIMEOUT = 8
"""Seconds for each question."""
FRESH = 300
"""Seconds for which a signature holds; older messages may be replays."""
TIME, SIGNATURE = "X-Pay-Time", "X-Pay-Signature"


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over “time.body”, in hexadecimal."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


class SignedGateway:
    """The adapter of settings.CONGSO_PAY (url, merchant, secret)."""

    key = "cong"
    label = gettext_lazy("Cổng thanh toán trực tuyến")

    def check_config(self) -> list[str]:
        """Address, merchant and secret must be set."""
        return [_("Chưa đặt %(name)s của cổng thanh toán.") % {"name": name}
                for name in ("url", "merchant", "secret") if not self._config(name)]  # fmt: skip

    def start(self, order: Order) -> str:
        """Announce an order; the address of its page at the gateway."""
        told = {
            "merchant": self._config("merchant"), "reference": order.reference, "amount": order.amount, "text": order.text,
            "expires_at": order.expires_at.isoformat(), "return_url": order.return_url, "callback_url": order.callback_url,
        }  # fmt: skip
        url = str(self._send("/orders", told).get("url", ""))
        if not url.startswith(f"{self.browser_origin()}/"):
            raise GatewayDown
        return url

    def read_callback(self, body: bytes, headers: Mapping[str, str]) -> Heard:
        """Check the signature and its age, then read."""
        moment = headers.get(TIME, "")
        good = signature(self._config("secret"), moment, body)
        fresh = moment.isdecimal() and abs(time.time() - int(moment)) <= FRESH
        if (
            not self._config("secret")
            or not fresh
            or not hmac.compare_digest(good, headers.get(SIGNATURE, ""))
        ):
            raise BadSignature
        try:
            return _heard(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise BadMessage(reason=str(error)[:100]) from error

    def ask(self, reference: str) -> list[Heard]:
        """The payments of one order."""
        return self._payments({"reference": reference})

    def payments_of(self, day: date) -> list[Heard]:
        """The payments of one day."""
        return self._payments({"day": day.isoformat()})

    def browser_origin(self) -> str:
        """Scheme and host of the gateway."""
        parts = urlsplit(self._config("url"))
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    def _payments(self, asked: dict[str, str]) -> list[Heard]:
        answer = self._send("/payments", asked | {"merchant": self._config("merchant")})
        try:
            return [_heard(each) for each in answer["payments"]]
        except (ValueError, KeyError, TypeError) as error:
            raise GatewayDown from error

    def _send(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        body, moment = json.dumps(told).encode(), str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            TIME: moment,
            SIGNATURE: signature(self._config("secret"), moment, body),
        }
        try:
            answer = requests.post(self._config("url") + path, data=body, headers=headers, timeout=TIMEOUT)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise GatewayDown from error
        if not isinstance(found, dict):
            raise GatewayDown
        return found

    def _config(self, name: str) -> str:
        return str(settings.CONGSO_PAY.get(name, ""))


def _heard(message: dict[str, Any]) -> Heard:
    amount, gateway_id = message["amount"], str(message["transaction"])
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        raise ValueError("amount")
    if not 0 < len(gateway_id) <= 80:
        raise ValueError("transaction")
    paid_at = datetime.fromisoformat(message["paid_at"])
    if paid_at.tzinfo is None:
        raise ValueError("paid_at")
    return Heard(gateway_id, str(message["reference"]), amount, paid_at, message)
