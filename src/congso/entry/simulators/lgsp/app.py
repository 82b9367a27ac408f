"""The platform as a web application: ``congso simulate lgsp``."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from congso.entry.simulators.lgsp import databases
from congso.entry.simulators.plain_http import Answer, Asked, JsonApplication, table

LASTS = 600
POSTED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "/apiCSDLDanCu/xacNhanCongDan": databases.citizen, "/apiBHXH/getTraCuuTtHgdByMaSoBhxh": databases.insured,
    "/apiBHXH/getMaSoBhxhTheoTieuChi": databases.searched,
    "/apiLyLichTuPhap/traTrangThaiHs": databases.judicial, "/apiHoTichTuPhap/traTrangThaiHoSo": databases.civil,
}  # fmt: skip
ENTERPRISE, FILING, CATEGORY = "/apiCSDLDKDN/chiTietDoanhNghiep", "/apiCSDLDKDN/tinhTrangHoSo", "/dmdc/Category/"
NOT_FOUND = Answer({"message": "not found"}, "404 Not Found")


class Application(JsonApplication):
    """Tokens by client credentials, then the services; what came in is shown without the numbers."""

    title = "Nền tảng chia sẻ dữ liệu của tỉnh và các cơ sở dữ liệu quốc gia (mô phỏng)"

    def __init__(self, client_id: str, secret: str) -> None:
        super().__init__()
        self.client_id, self.secret = client_id, secret
        self.tokens: dict[str, float] = {}
        self.log: deque[tuple[str, str]] = deque(maxlen=200)
        self._lock = threading.Lock()

    def service_of(self, asked: Asked) -> str:
        """The group: apiBHXH, apiCSDLDKDN …, or ``token``."""
        return asked.path.strip("/").split("/")[0]

    def answer(self, asked: Asked) -> Answer:
        """What the platform says."""
        if asked.path == "/token":
            return self._give_token(asked)
        with self._lock:
            self.log.append((time.strftime("%H:%M:%S"), asked.path))
        if self.tokens.get(asked.header("authorization").removeprefix("Bearer "), 0.0) < time.time():
            return Answer({"message": "invalid token"}, "401 Unauthorized")
        if asked.method == "GET" and asked.path == ENTERPRISE:
            return Answer(databases.enterprise(asked.query.get("msdn", "")))
        if asked.method == "GET" and asked.path == FILING:
            return Answer(databases.filing(asked.query.get("in_journal_no", "")))
        if asked.method == "GET" and asked.path.startswith(CATEGORY):
            return Answer(databases.category(asked.path.removeprefix(CATEGORY)))
        serve = POSTED.get(asked.path) if asked.method == "POST" else None
        return Answer(serve(asked.json())) if serve else NOT_FOUND

    def _give_token(self, asked: Asked) -> Answer:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode("utf-8", "replace")).items()}
        if form.get("grant_type") != "client_credentials" or (form.get("client_id"), form.get("client_secret")) != (self.client_id, self.secret):
            return Answer({"error": "invalid_client"}, "401 Unauthorized")
        token = secrets.token_urlsafe(24)
        self.tokens[token] = time.time() + LASTS
        return Answer({"access_token": token, "token_type": "Bearer", "expires_in": LASTS})

    def page(self) -> str:
        """What was asked, the latest first, and whom one may ask for."""
        people = table(("Số định danh", "Họ tên", "Ngày sinh", "Mã số BHXH"), (
            (each.number, each.name, f"{each.born[6:]}/{each.born[4:6]}/{each.born[:4]}", databases.insurance_number(each)) for each in databases.PEOPLE.values()))  # fmt: skip
        firms = table(("Mã số thuế", "Tên"), ((each.tax_code, each.name) for each in databases.ENTERPRISES.values()))
        return f"<h2>Đã hỏi</h2>{table(('Lúc', 'Dịch vụ'), list(reversed(self.log))[:60])}<h2>Người mô phỏng</h2>{people}{firms}"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        _ready = Application(os.environ["CONGSO_LGSP_CLIENT"], os.environ["CONGSO_LGSP_SECRET"])
    return _ready(environ, start_response)


_ready: Application | None = None
