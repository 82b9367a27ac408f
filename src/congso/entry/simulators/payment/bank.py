"""The gateway's rules: orders, payments, signed callbacks with retries. All in memory; no money is real."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import requests

HANOI = timezone(timedelta(hours=7))
FRESH = 300
PAUSES = (0.0, 1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds before each try of a callback."""


class Refused(Exception):
    """The asker did not sign, or asks for what is not there."""


@dataclass(frozen=True)
class Order:
    """What a merchant wants collected; amounts in đồng."""

    key: str
    reference: str
    amount: int
    text: str
    expires_at: datetime
    return_url: str
    callback_url: str


@dataclass
class Paid:
    """A payment, and whether the merchant has heard of it."""

    transaction: str
    order: Order
    amount: int
    paid_at: datetime
    told: bool = False
    tries: int = 0

    def message(self) -> dict[str, Any]:
        """What the merchant is told."""
        return {"transaction": self.transaction, "reference": self.order.reference, "amount": self.amount,
                "paid_at": self.paid_at.isoformat()}  # fmt: skip


@dataclass
class Bank:
    """The gateway of one merchant."""

    base: str
    merchant: str
    secret: str
    calls: bool = True
    """Whether it tells the merchant at all; without, the merchant has to ask."""
    orders: dict[str, Order] = field(default_factory=dict)
    payments: list[Paid] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sign(self, moment: str, body: bytes) -> str:
        """HMAC-SHA256 over “time.body”."""
        return hmac.new(self.secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()

    def check(self, moment: str, signature: str, body: bytes) -> dict[str, Any]:
        """The signed message. Raises Refused."""
        fresh = moment.isdecimal() and abs(time.time() - int(moment)) <= FRESH
        if not fresh or not hmac.compare_digest(self.sign(moment, body), signature):
            raise Refused("signature")
        message: dict[str, Any] = json.loads(body)
        if message.get("merchant") != self.merchant:
            raise Refused("merchant")
        return message

    def open_order(self, told: Mapping[str, Any]) -> str:
        """Keep an order; the address of its page."""
        order = Order(
            secrets.token_urlsafe(12), str(told["reference"]), int(told["amount"]), str(told["text"]),
            datetime.fromisoformat(told["expires_at"]), str(told["return_url"]), str(told["callback_url"]),
        )  # fmt: skip
        with self.lock:
            self.orders[order.key] = order
        return f"{self.base}/pay/{order.key}"

    def order(self, key: str) -> Order:
        """An order by its key. Raises Refused."""
        found = self.orders.get(key)
        if found is None:
            raise Refused("order")
        return found

    def pay(self, order: Order, amount: int, *, delay: float = 0, overdue: bool = False) -> Paid:
        """Take money for an order and tell the merchant, after ``delay`` seconds; ``overdue`` dates it after its time."""
        at = datetime.now(HANOI)
        if overdue:
            at = max(at, order.expires_at) + timedelta(seconds=60)
        paid = Paid("GD" + secrets.token_hex(6).upper(), order, amount, at)
        threading.Thread(target=self._tell, args=(paid, delay), daemon=True).start()
        return paid

    def _tell(self, paid: Paid, delay: float) -> None:
        time.sleep(delay)
        with self.lock:
            self.payments.append(paid)
        if not self.calls:
            return
        for pause in PAUSES:
            time.sleep(pause)
            paid.tries += 1
            if self._call(paid):
                paid.told = True
                return

    def _call(self, paid: Paid) -> bool:
        body, moment = json.dumps(paid.message()).encode(), str(int(time.time()))
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Pay-Time": moment,
                   "X-Pay-Signature": self.sign(moment, body)}  # fmt: skip
        try:
            return requests.post(paid.order.callback_url, data=body, headers=headers, timeout=8).ok
        except requests.RequestException:
            return False

    def known(self, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Payments of one order, or of one day."""
        with self.lock:
            rows = list(self.payments)
        if "reference" in asked:
            rows = [each for each in rows if each.order.reference == asked["reference"]]
        else:
            rows = [
                each for each in rows if each.paid_at.astimezone(HANOI).date().isoformat() == asked.get("day")
            ]
        return [each.message() for each in rows]
