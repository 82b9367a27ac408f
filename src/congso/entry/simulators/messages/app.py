"""The gateway as a web application: ``congso mock-sms``."""

from __future__ import annotations

import hmac
import json
import os
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

KEPT = 500
LARGEST = 65536
_ADDRESSES = {"/sms": "to", "/zalo": "phone"}
_FRAME = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cổng tin nhắn mô phỏng</title><style>
body{{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1f2937}}main{{max-width:40rem;margin:0 auto;padding:1.5rem 1rem}}
h1{{font-size:1.4rem}}.flag{{background:#7c2d12;color:#fff;padding:.5rem 1rem;margin:0;text-align:center}}
ul{{list-style:none;margin:0;padding:0}}li{{margin:.75rem 0;padding:.75rem 1rem;background:#fff;border:1px solid #9ca3af;border-radius:.75rem}}
small{{color:#4b5563;display:block;overflow-wrap:anywhere}}p{{margin:.25rem 0;overflow-wrap:anywhere}}
</style></head><body><p class="flag">Cổng tin nhắn mô phỏng: không tin nào được gửi đi thật</p><main><h1>Tin đã nhận ({count})</h1>{body}</main></body></html>"""


@dataclass(frozen=True)
class Sent:
    """A message that a telephone would have received."""

    kind: str
    to: str
    text: str
    template: str
    key: str


class Application:
    """WSGI: take messages with the right key, each idempotency key once; show them."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.sent: deque[Sent] = deque(maxlen=KEPT)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        path, method = environ.get("PATH_INFO", "/"), environ["REQUEST_METHOD"]
        if method == "POST" and path in _ADDRESSES:
            status, kind, body = self._take(path, environ)
        elif method == "GET" and path == "/":
            status, kind, body = "200 OK", "text/html; charset=utf-8", self._page()
        else:
            status, kind, body = "404 Not Found", "text/plain; charset=utf-8", "Không có trang này."
        content = body.encode()
        start_response(
            status,
            [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Length", str(len(content)))],
        )
        return [content]

    def _take(self, path: str, environ: dict[str, Any]) -> tuple[str, str, str]:
        raw = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST))
        given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            return _answer("401 Unauthorized", -124, "Access token is invalid")
        try:
            asked = json.loads(raw)
            made = _read(path, asked, environ.get("HTTP_IDEMPOTENCY_KEY", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            return _answer("400 Bad Request", -100, "Parameter is invalid")
        if not made.key or all(each.key != made.key for each in self.sent):
            self.sent.append(made)
        return _answer("200 OK", 0, "Success")

    def _page(self) -> str:
        rows = "".join(
            f"<li><small>{escape(each.kind)} → {escape(each.to)}{f', mẫu {escape(each.template)}' if each.template else ''}</small>"
            f"<p>{escape(each.text)}</p></li>" for each in reversed(self.sent)
        )  # fmt: skip
        return _FRAME.format(
            count=len(self.sent), body=f"<ul>{rows}</ul>" if rows else "<p>Chưa có tin nào.</p>"
        )


def _read(path: str, asked: dict[str, Any], key: str) -> Sent:
    to = str(asked[_ADDRESSES[path]])
    if not to.isdecimal():
        raise ValueError(to)
    if path == "/sms":
        return Sent("SMS", to, str(asked["text"]), "", key)
    text = "; ".join(f"{name}: {value}" for name, value in asked["template_data"].items())
    return Sent("Zalo", to, text, str(asked["template_id"]), key)


def _answer(status: str, error: int, message: str) -> tuple[str, str, str]:
    return status, "application/json", json.dumps({"error": error, "message": message})


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        _ready = Application(os.environ["CONGSO_SMS_KEY"])
    return _ready(environ, start_response)


_ready: Application | None = None
