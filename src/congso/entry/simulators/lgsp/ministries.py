"""The systems of ministries behind the stand-in's platform: they take dossiers and work on them, one state further each time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from congso.entry.simulators.lgsp import databases

CIVIL, JUDICIAL = "apiHoTichTuPhap", "apiLyLichTuPhap"
COUNTRIES, PEOPLES = [("VN", "Việt Nam"), ("LA", "Lào")], [("01", "Kinh"), ("05", "Khmer")]
CIVIL_LISTS = {"1": COUNTRIES, "2": COUNTRIES, "3": PEOPLES, "4": [("82", "Đồng Tháp")], "5": [("3", "Căn cước")]}
JUDICIAL_LISTS = {"1": [("82", "Đồng Tháp")], "2": COUNTRIES, "3": PEOPLES, "4": [("STP82", "Sở Tư pháp Đồng Tháp")], "5": [("C82", "Công an Đồng Tháp")]}
NEEDED = ("fullName", "genderId", "birthDateStr", "identifyNo")


@dataclass
class Taken:
    """A dossier that was handed over."""

    code: str
    module: str
    name: str
    state: str
    is_marked: bool = False


def _wrong(code: str, message: str) -> dict[str, Any]:
    return {"errorCode": code, "errorMessage": message, "data": None}


def _facts(xml: str) -> dict[str, str]:
    """The text of each element; raises ExpatError for what is no XML."""
    found: dict[str, str] = {}
    path: list[str] = []

    def text(data: str) -> None:
        found[path[-1]] = found.get(path[-1], "") + data

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = lambda name, _more: path.append(name), lambda _name: path.pop(), text
    parser.Parse(xml, True)
    return found


class Ministries:
    """Civil status and judicial record. ``move`` lets a test bring a dossier further."""

    def __init__(self) -> None:
        self.civil: dict[str, Taken] = {}
        self.judicial: dict[str, Taken] = {}
        self.refuse = ""
        """A code of the civil service to refuse the next dossier with."""
        self._lock = threading.Lock()

    def move(self, code: str, state: str) -> None:
        """Bring a dossier to a state."""
        (self.civil if code in self.civil else self.judicial)[code].state = state

    def lines(self) -> list[tuple[str, str, str]]:
        """What the page shows."""
        return [(name, each.code, each.state) for name, kept in ((CIVIL, self.civil), (JUDICIAL, self.judicial)) for each in kept.values()]

    def answer(self, path: str, said: dict[str, Any]) -> dict[str, Any] | None:
        """What a service says; None for one that is not here."""
        serve: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            f"{CIVIL}/dangKyHoTich": self._register, f"{CIVIL}/traTrangThaiHoSo": self._civil_state, f"{CIVIL}/ketQuaDangKyHS": self._civil_state,
            f"{CIVIL}/dsHoSoDangKy": self._civil_changed, f"{CIVIL}/danhMuc": lambda said: _listed(CIVIL_LISTS, said),
            f"{JUDICIAL}/nhanHoSoDangKy": self._request, f"{JUDICIAL}/traTrangThaiHs": self._judicial_state, f"{JUDICIAL}/traHoSo": self._certificate,
            f"{JUDICIAL}/danhDauHsThanhCong": self._mark, f"{JUDICIAL}/traDanhMuc": lambda said: _listed(JUDICIAL_LISTS, said),
        }  # fmt: skip
        with self._lock:
            return serve[path](said) if path in serve else None

    def _register(self, said: dict[str, Any]) -> dict[str, Any]:
        if self.refuse:
            code, self.refuse = self.refuse, ""
            return _wrong(code, "REFUSED")
        if not said.get("maDonVi"):
            return _wrong("106", "AGENCY_ID_INCORRECT")
        try:
            facts = _facts(said["data"])
        except (expat.ExpatError, KeyError, TypeError):
            return _wrong("302", "DATA_TYPE_INVALID")
        if not facts.get("hoTen"):
            return _wrong("200", "RECORD_UNCOMPLETE")
        code = str(said["maHoSo"])
        self.civil[code] = Taken(code, str(said["module"]), facts["hoTen"], "1")
        return {"errorCode": "0", "errorMessage": "", "data": None}

    def _civil_state(self, said: dict[str, Any]) -> dict[str, Any]:
        found = self.civil.get(str(said.get("maHoSo", "")))
        if found is None:
            return databases.civil(said)
        data: dict[str, Any] = {"maHoSo": found.code, "status": found.state, "hoTen": found.name}
        if found.state == "4":
            data |= {"so": "15", "quyenSo": "01/2026", "trangSo": "15", "ngayDangKy": "20261128"}
        return {"errorCode": "0", "errorMessage": "", "data": data}

    def _civil_changed(self, said: dict[str, Any]) -> dict[str, Any]:
        rows = [{"maHoSo": each.code, "status": each.state} for each in self.civil.values() if each.module == said.get("module") and each.state != "1"]
        return {"errorCode": "0", "errorMessage": "", "data": rows}

    def _request(self, said: dict[str, Any]) -> dict[str, Any]:
        declared = said.get("declarationWSForm") or {}
        absent = [name for name in NEEDED if not declared.get(name)]
        code = str(said.get("idReceivedDec", ""))
        if absent or not code:
            return {"idReceivedDec": code, "errorCode": "400", "message": f"Thiếu {', '.join(absent)}"}
        self.judicial[code] = Taken(code, "", str(declared["fullName"]), "3")
        return {"idReceivedDec": code, "receiveNo": f"TN{len(self.judicial):04}", "message": ""}

    def _judicial_state(self, said: dict[str, Any]) -> dict[str, Any]:
        found = self.judicial.get(str(said.get("idReceivedDec", "")))
        if found is None:
            return databases.judicial(said)
        return {"idReceivedDec": found.code, "DEC_STATUS_ID": found.state, "receiveNo": "TN0001", "fullName": found.name, "datePromissoryDec": "20261215"}

    def _certificate(self, said: dict[str, Any]) -> dict[str, Any]:
        found = self.judicial.get(str(said.get("idReceivedDec", "")))
        if found is None or found.state != "5":
            return {"idReceivedDec": str(said.get("idReceivedDec", "")), "message": "Chưa có phiếu"}
        return {"idReceivedDec": found.code, "fullName": found.name, "certificateNo": "1204/STP-LLTP", "certificateDate": "20261128"}

    def _mark(self, said: dict[str, Any]) -> dict[str, Any]:
        found = self.judicial.get(str(said.get("idReceivedDec", "")))
        if found is None:
            return {"idReceivedDec": "", "errorCode": "404", "message": "Không tìm thấy"}
        found.is_marked = True
        return {"idReceivedDec": found.code, "message": "OK"}


def _listed(lists: dict[str, list[tuple[str, str]]], said: dict[str, Any]) -> dict[str, Any]:
    rows = lists.get(str(said.get("loaiDanhMuc", "")), [])
    return {"errorCode": "0", "errorMessage": "", "data": [{"ma": code, "ten": name} for code, name in rows]}
