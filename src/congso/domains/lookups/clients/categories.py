"""Shared categories (dmdc, danh mục dùng chung) and the lists of two services of their own: rows, properties, adding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from congso.core.outside import Rejected, Silent
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, drift_of, text_of
from congso.domains.lookups.enums import ListSource
from congso.foundation.outbox.shapes import CODE, LIST, OPTIONAL, Shape

PATH, METADATA = "dmdc/Category", "dmdc/Metadata"
ROW = Shape({"Code": OPTIONAL, "Name": OPTIONAL}, {"ParentCode": OPTIONAL, "Note": OPTIONAL})
"""The names of these fields are (unverified); what a list has besides stands in its properties."""
PROPERTY = Shape({"PropertyCode": OPTIONAL, "PropertyName": OPTIONAL}, {"PropertyType": OPTIONAL})
POSTED = Shape({"MSG": OPTIONAL}, {"Count": CODE})
OWN_ROW = Shape({"ma": CODE, "ten": OPTIONAL})
OWN = Shape({"errorCode": CODE, "data": LIST}, {"errorMessage": OPTIONAL}, {"data": OWN_ROW})
"""danhMuc, traDanhMuc: the names of the fields of a row are (unverified)."""
LISTS = (
    *(f"qlvanbandieuhanhcap{level}" for level in range(1, 5)), *(f"donvihanhchinhcap{level}" for level in range(1, 4)),
    *(f"mabuuchinhcap{level}" for level in range(1, 4)), "madantoc", "matongiao", "magioitinh", "manhommau", "maquocgia", "matinhtranghonnhan",
    *(f"giaoducdaotaovncap{level}" for level in range(1, 6)), "machucdanh", "mabacluong", "mabangluong", "manhomluong", "mahesoluong",
    "mathiduakhenthuong", "maloaivanbantheoqdpl", "matenvanbantheoqdpl", "matenvanbanhanhchinh", "dokhanvanban",
)  # fmt: skip
"""Lists that the platform offers (D4)."""
SHOWN = 200
MOST = 50_000
DONE = "Done"


@dataclass(frozen=True)
class Told:
    """A row as the other side has it."""

    code: str
    name: str
    parent_code: str = ""


def ask_categories(gateway: Gateway, query: Query) -> Reply:
    """The rows of a list."""
    answer = gateway.get(f"{PATH}/{query.number}")
    rows: list[Any] = answer if isinstance(answer, list) else []
    facts = [(str(row.get("Code") or ""), str(row.get("Name") or "")) for row in rows[:SHOWN] if isinstance(row, dict)]
    return Reply(Data(facts) if facts else None, _drift(PATH, ROW, answer))


def _drift(path: str, shape: Shape, answer: Any) -> tuple[str, ...]:
    if not isinstance(answer, list):
        return drift_of(path, shape, answer)
    return tuple(dict.fromkeys(each for row in answer[:SHOWN] for each in drift_of(path, shape, row)))


def fetch_rows(gateway: Gateway, source: str, code: str) -> tuple[list[Told], tuple[str, ...]]:
    """All rows of a list, from wherever it comes; raises Silent, Rejected."""
    if source == ListSource.SHARED:
        answer = gateway.fetch(f"{PATH}/{code}")
        drift = _drift(PATH, ROW, answer)
        rows, names = answer, ("Code", "Name", "ParentCode")
    else:
        service = "apiHoTichTuPhap/danhMuc" if source == ListSource.CIVIL else "apiLyLichTuPhap/traDanhMuc"
        answer = gateway.send(service, {"loaiDanhMuc": code})
        drift = drift_of(service, OWN, answer)
        rows, names = answer.get("data") if isinstance(answer, dict) else None, ("ma", "ten", "maCha")
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Silent("; ".join(drift))
    told = [Told(*(text_of(row, name) for name in names)) for row in rows if isinstance(row, dict)]
    found = list({each.code: each for each in told if each.code}.values())
    if rows and not found:
        raise Silent("; ".join(drift))
    return found, drift


def fetch_properties(gateway: Gateway, code: str) -> tuple[list[tuple[str, str, str]], tuple[str, ...]]:
    """Metadata/{code}: (code, name, kind) of the fields that rows of a list have."""
    answer = gateway.fetch(f"{METADATA}/{code}")
    rows: list[Any] = answer if isinstance(answer, list) else []
    found = [(text_of(row, "PropertyCode"), text_of(row, "PropertyName"), text_of(row, "PropertyType")) for row in rows if isinstance(row, dict)]
    return found, _drift(METADATA, PROPERTY, answer)


def add_rows(gateway: Gateway, code: str, rows: list[Told]) -> tuple[str, ...]:
    """POST Category/{code}: have rows added; raises Rejected with what the platform said when it took none."""
    said = [{"Code": row.code, "Name": row.name, **({"ParentCode": row.parent_code} if row.parent_code else {})} for row in rows]
    answer = gateway.send(f"{PATH}/{code}", said)
    words = text_of(answer, "MSG") if isinstance(answer, dict) else ""
    if words != DONE:
        raise Rejected("400", words or "; ".join(drift_of(PATH, POSTED, answer)))
    return drift_of(PATH, POSTED, answer)
