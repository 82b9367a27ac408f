"""The plumbing of the JSON stand-ins: a request in, an answer out, the control address, a page that shows what came in."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from congso.entry.simulators.misbehaving import Behaviour, Told, drifted

LARGEST = 8 << 20


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    environ: dict[str, Any]

    def json(self) -> Any:
        """Its body as JSON; raises ValueError."""
        return json.loads(self.body or b"{}")

    def header(self, name: str) -> str:
        """A header; empty when it did not come."""
        return str(self.environ.get("HTTP_" + name.upper().replace("-", "_"), ""))


@dataclass(frozen=True)
class Answer:
    """An answer."""

    content: Any
    status: str = "200 OK"
    is_html: bool = False


class JsonApplication(ABC):
    """WSGI. Subclasses say what service a request asks for, what is answered, and what the page shows."""

    title = ""

    def __init__(self) -> None:
        self.told = Told()

    @abstractmethod
    def service_of(self, asked: Asked) -> str:
        """The name by which ``only`` knows it."""

    @abstractmethod
    def answer(self, asked: Asked) -> Answer:
        """The answer when it behaves."""

    @abstractmethod
    def page(self) -> str:
        """What came in, as HTML."""

    def failing(self) -> Answer:
        """The answer when it is told to be wrong."""
        return Answer({"error": "internal"}, "500 Internal Server Error")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; one that is no JSON is 400."""
        size = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST)
        body = environ["wsgi.input"].read(size) if size else b""
        asked = Asked(environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/"), dict(parse_qsl(environ.get("QUERY_STRING", ""))), body, environ)
        try:
            found = self._route(asked)
        except (ValueError, KeyError, TypeError) as error:
            found = Answer({"error": str(error)}, "400 Bad Request")
        content = _bytes(found)
        kind = "text/html" if found.is_html else "application/json"
        start_response(found.status, [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store"), ("Content-Length", str(len(content)))])
        return [content]

    def _route(self, asked: Asked) -> Answer:
        if asked.path == "/favicon.ico":
            return Answer("", "404 Not Found", is_html=True)
        if asked.path == "/__control":
            told = self.told.set(asked.json()) if asked.method == "POST" else self.told.behaviour
            return Answer(vars(told))
        if asked.path == "/" and asked.method == "GET":
            return Answer(self._frame(), is_html=True)
        behaviour = self.told.now(self.service_of(asked))
        return self._behaved(behaviour, asked)

    def _behaved(self, behaviour: Behaviour, asked: Asked) -> Answer:
        if behaviour.down:
            return Answer("<html>Service Unavailable</html>", "503 Service Unavailable", is_html=True)
        if behaviour.wrong == "garbage":
            return Answer("<html>?</html>", is_html=True)
        if behaviour.wrong == "empty":
            return Answer({})
        if behaviour.wrong:
            return self.failing()
        found = self.answer(asked)
        return Answer(drifted(behaviour, found.content), found.status) if not found.is_html else found

    def _frame(self) -> str:
        return _FRAME.format(title=escape(self.title), body=self.page(), behaviour=escape(json.dumps(vars(self.told.behaviour), ensure_ascii=False)))


def _bytes(answer: Answer) -> bytes:
    return str(answer.content).encode() if answer.is_html else json.dumps(answer.content, ensure_ascii=False).encode()


_FRAME = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>{title}</title><style>
body{{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1f2937}}main{{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}}
h1{{font-size:1.4rem}}.flag{{background:#7c2d12;color:#fff;padding:.5rem 1rem;text-align:center;margin:0}}table{{border-collapse:collapse;width:100%;background:#fff}}
td,th{{padding:.3rem .6rem;text-align:left;border-bottom:1px solid #d1d5db;vertical-align:top}}code{{overflow-wrap:anywhere}}
</style></head><body><p class="flag">Hệ thống mô phỏng: người và số liệu đều không có thật</p><main><h1>{title}</h1>{body}
<h2>Cách trả lời hiện nay</h2><p><code>{behaviour}</code></p><p>Đổi bằng POST /__control, ví dụ <code>{{"down": true}}</code>, <code>{{"slow": 5}}</code>, <code>{{"rename": {{"TENTTHC": "TEN_THU_TUC"}}}}</code>; <code>{{}}</code> để trở lại bình thường.</p></main></body></html>"""


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A plain table; everything escaped."""
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
