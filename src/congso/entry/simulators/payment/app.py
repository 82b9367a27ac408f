"""The gateway as a web application: ``congso mock-pay``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from congso.entry.simulators.payment import pages
from congso.entry.simulators.payment.bank import Bank, Order, Refused

Answer = tuple[str, list[tuple[str, str]], bytes]


class Application:
    """WSGI: one request in, one answer out."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; what is not signed well is 403, what is not there 404."""
        size = min(int(environ.get("CONTENT_LENGTH") or 0), 65536)
        body = environ["wsgi.input"].read(size) if environ["REQUEST_METHOD"] == "POST" else b""
        try:
            status, headers, content = self._answer(
                environ, environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/"), body
            )
        except Refused as error:
            status, headers, content = _json(
                {"error": str(error)}, "404 Not Found" if str(error) == "order" else "403 Forbidden"
            )
        except (ValueError, KeyError, TypeError) as error:
            status, headers, content = _json({"error": str(error)}, "400 Bad Request")
        start_response(
            status, [*headers, ("Cache-Control", "no-store"), ("Content-Length", str(len(content)))]
        )
        return [content]

    def _answer(self, environ: dict[str, Any], method: str, path: str, body: bytes) -> Answer:
        if method == "POST" and path in {"/orders", "/payments"}:
            told = self.bank.check(
                environ.get("HTTP_X_PAY_TIME", ""), environ.get("HTTP_X_PAY_SIGNATURE", ""), body
            )
            return _json(
                {"url": self.bank.open_order(told)}
                if path == "/orders"
                else {"payments": self.bank.known(told)}
            )
        if path == "/favicon.ico":
            return "204 No Content", [], b""
        if path.startswith("/pay/"):
            order = self.bank.order(path.removeprefix("/pay/"))
            if method == "GET":
                return _html(pages.pay(order))
            return self._press(order, dict(parse_qsl(body.decode("utf-8", "replace"))))
        return (
            _html(pages.front(self.bank.payments))
            if path == "/"
            else _html(pages.nothing_here(), "404 Not Found")
        )

    def _press(self, order: Order, typed: dict[str, str]) -> Answer:
        bank, do = self.bank, typed.get("do", "")
        if do == "refuse":
            return _html(pages.refused(order))
        if do == "late":
            bank.pay(
                order,
                order.amount,
                delay=min(float(typed.get("seconds", 0)), 600),
                overdue="overdue" in typed,
            )
        elif do == "wrong":
            bank.pay(order, int(typed["amount"]))
        elif do in {"now", "twice"}:
            for _time in range(2 if do == "twice" else 1):
                bank.pay(order, order.amount)
        return "302 Found", [("Location", order.return_url)], b""


def _json(content: object, status: str = "200 OK") -> Answer:
    return status, [("Content-Type", "application/json")], json.dumps(content).encode()


def _html(page: str, status: str = "200 OK") -> Answer:
    return status, [("Content-Type", "text/html; charset=utf-8")], page.encode()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        _ready = Application(
            Bank(
                os.environ["CONGSO_PAY_URL"],
                os.environ["CONGSO_PAY_MERCHANT"],
                os.environ["CONGSO_PAY_SECRET"],
            )
        )
    return _ready(environ, start_response)


_ready: Application | None = None
