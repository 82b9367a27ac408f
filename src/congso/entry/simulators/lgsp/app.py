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
from congso.entry.simulators.lgsp.ministries import Ministries
from congso.entry.simulators.lgsp.shared import Shared
from congso.entry.simulators.plain_http import Answer, Asked, JsonApplication, table

LASTS = 600
POSTED: dict[str, Callable[[dict[str, Any]], Any]] = {
    "/apiCSDLDanCu/xacNhanCongDan": databases.citizen, "/apiBHXH/getTraCuuTtHgdByMaSoBhxh": databases.insured,
    "/apiBHXH/getMaSoBhxhTheoTieuChi": databases.searched,
    "/apiBHXH/getTraCuuThongTinHgd": databases.household,
}  # fmt: skip
ENTERPRISE, FILING = "/apiCSDLDKDN/chiTietDoanhNghiep", "/apiCSDLDKDN/tinhTrangHoSo"
FILED_ON = {"/apiCSDLDKDN/danhSachHoSoTrongNgay": ("from_ts", "to_ts"), "/apiCSDLDKDN/danhSachHoSo": ("from_date", "to_date")}
CATEGORY, METADATA = "/dmdc/Category/", "/dmdc/Metadata/"
NOT_FOUND = Answer({"message": "not found"}, "404 Not Found")


class Application(JsonApplication):
    """Tokens by client credentials, then the services; what came in is shown without the numbers."""

    title = "Nền tảng chia sẻ dữ liệu của tỉnh và các cơ sở dữ liệu quốc gia (mô phỏng)"

    def __init__(self, client_id: str, secret: str) -> None:
        super().__init__()
        self.client_id, self.secret = client_id, secret
        self.tokens: dict[str, float] = {}
        self.log: deque[tuple[str, str]] = deque(maxlen=200)
        self.ministries = Ministries()
        self.shared = Shared()
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
        return self._got(asked) if asked.method == "GET" else self._posted(asked)

    def _got(self, asked: Asked) -> Answer:
        if asked.path == ENTERPRISE:
            return Answer(databases.enterprise(asked.query.get("msdn", "")))
        if asked.path == FILING:
            return Answer(databases.filing(asked.query.get("in_journal_no", "")))
        if asked.path in FILED_ON:
            first, last = (asked.query.get(name, "") for name in FILED_ON[asked.path])
            return Answer(databases.filed_between(first[:8], last[:8]))
        if asked.path.startswith(CATEGORY):
            return Answer(self.shared.rows(asked.path.removeprefix(CATEGORY)))
        if asked.path.startswith(METADATA):
            return Answer(databases.properties(asked.path.removeprefix(METADATA)))
        return NOT_FOUND

    def _posted(self, asked: Asked) -> Answer:
        said = asked.json()
        if asked.path.startswith(CATEGORY):
            return Answer(self.shared.add(asked.path.removeprefix(CATEGORY), said))
        taken = self.ministries.answer(asked.path.strip("/"), said)
        if taken is not None:
            return Answer(taken)
        serve = POSTED.get(asked.path)
        return Answer(serve(said)) if serve else NOT_FOUND

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
        sent = table(("Hệ thống", "Mã hồ sơ", "Trạng thái"), self.ministries.lines())
        firms = table(("Mã số thuế", "Tên"), ((each.tax_code, each.name) for each in databases.ENTERPRISES.values()))
        return f"<h2>Đã hỏi</h2>{table(('Lúc', 'Dịch vụ'), list(reversed(self.log))[:60])}<h2>Hồ sơ đã nhận</h2>{sent}<h2>Người mô phỏng</h2>{people}{firms}"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application of this process, set by the environment; for a WSGI server."""
    global _ready
    if _ready is None:
        _ready = Application(os.environ["CONGSO_LGSP_CLIENT"], os.environ["CONGSO_LGSP_SECRET"])
    return _ready(environ, start_response)


_ready: Application | None = None
