"""The portal as a web application: ``congso simulate national-portal``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from congso.entry.simulators.national.catalogue import agencies, with_differences
from congso.entry.simulators.national.portal import BUSY, Portal
from congso.entry.simulators.plain_http import Answer, Asked, JsonApplication, table

PATH = "/dvcqg"
SHOWN = 60


class Application(JsonApplication):
    """One address takes every service; the header ``dstcode`` must name the portal."""

    title = "Cổng Dịch vụ công quốc gia (mô phỏng)"

    def __init__(self, portal: Portal, destination: str) -> None:
        super().__init__()
        self.portal, self.destination = portal, destination

    def service_of(self, asked: Asked) -> str:
        """The service named in the body; empty for what is no JSON."""
        try:
            return str(asked.json().get("service", ""))
        except (ValueError, AttributeError):
            return ""

    def answer(self, asked: Asked) -> Answer:
        """What the portal says."""
        if asked.method != "POST" or asked.path != PATH:
            return Answer({"error": "not found"}, "404 Not Found")
        if asked.header("dstcode") != self.destination:
            return Answer({"error_code": 7, "message": "Sai mã đích dstcode", "session": "", "result": []})
        return Answer(self.portal.call(asked.json()))

    def failing(self) -> Answer:
        """Its own fault, in its own envelope."""
        return Answer({"error_code": BUSY, "message": "Hệ thống đang bận", "session": "", "result": []})

    def page(self) -> str:
        """What came in, the latest first."""
        portal = self.portal
        counts = table(("Dịch vụ", "Số lần gọi"), sorted(portal.counts.items()))
        rows = table(("Việc", "Hồ sơ"), list(reversed(portal.log))[:SHOWN])
        return f"<p>{len(portal.dossiers)} hồ sơ</p>{counts}<h2>Mới nhất</h2>{rows}"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        portal = Portal(os.environ["CONGSO_DVCQG_ACCOUNT"], os.environ["CONGSO_DVCQG_PASSWORD"], with_differences, agencies)
        _ready = Application(portal, os.environ["CONGSO_DVCQG_DESTINATION"])
    return _ready(environ, start_response)


_ready: Application | None = None
