"""The portal's rules: sessions, dossiers taken once and updated after, steps, the catalogue, the agencies."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

OK, SESSION_ENDED, EXISTS, MISSING, INCOMPLETE, BUSY = 0, -1, 2, 3, 4, 99
MUST = ("MaHoSo", "MaTTHC", "ChuHoSo", "LoaiDoiTuong", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo")
"""The fields that the contract marks as needed; only whether they are there is looked at, since a promise may be open."""
STATES = frozenset(str(code) for code in range(1, 11))


class Fault(Exception):
    """Refused with a code and a sentence."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass
class Portal:
    """The portal of one province's account."""

    account: str
    password: str
    catalogue: Callable[[], Mapping[str, dict[str, Any]]] = dict
    agencies: Callable[[], list[dict[str, Any]]] = list
    session_calls: int = 0
    """After so many calls a session ends; 0: never."""
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    steps: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    """(service, what of) in the order it came."""
    counts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    _sessions: dict[str, int] = field(default_factory=dict)

    def call(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a service in the portal's envelope."""
        service = str(said.get("service", ""))
        try:
            with self.lock:
                result, session = self._serve(service, said)
        except Fault as fault:
            return {"error_code": fault.code, "message": fault.message, "session": "", "result": []}
        return {"error_code": OK, "message": "Thành công", "session": session, "result": result}

    def end_sessions(self) -> None:
        """Forget every session, as after a night."""
        with self.lock:
            self._sessions.clear()

    def _serve(self, service: str, said: Mapping[str, Any]) -> tuple[list[Any], str]:
        self.counts[service] += 1
        if service == "DangNhap":
            return [], self._log_in(said)
        session = str(said.get("session", ""))
        self._use(session)
        rows = said.get("data") or []
        match service:
            case "DongBoHoSoMC":
                return [self._keep(row, is_updating=str(said.get("isUpdating")) == "True") for row in rows], session
            case "CapNhatTienDoHoSoMC":
                return [self._step(row) for row in rows], session
            case "TraCuuHoSo":
                return [_shown(self._found(row["mahoso"])) for row in rows], session
            case "LayDanhSachTTHC":
                return [{"MATTHC": code, "TENTTHC": row["TENTTHC"], "TRANGTHAI": 1} for code, row in self.catalogue().items()], session
            case "LayThuTuc":
                return [row for row in (self.catalogue().get(each["maTTHC"]) for each in rows) if row], session
            case "LayDanhMucCoQuan":
                return self.agencies(), session
        raise Fault(5, f"Không có dịch vụ {service}")

    def _log_in(self, said: Mapping[str, Any]) -> str:
        if (said.get("username"), said.get("password")) != (self.account, self.password):
            raise Fault(6, "Sai tài khoản hoặc mật khẩu")
        session = secrets.token_hex(12)
        self._sessions[session] = 0
        return session

    def _use(self, session: str) -> None:
        if session not in self._sessions or (self.session_calls and self._sessions[session] >= self.session_calls):
            self._sessions.pop(session, None)
            raise Fault(SESSION_ENDED, "Phiên làm việc đã hết hạn")
        self._sessions[session] += 1

    def _keep(self, row: dict[str, Any], *, is_updating: bool) -> dict[str, Any]:
        missing = [name for name in MUST if name not in row or (row[name] == "" and name != "NgayHenTra")]
        if missing or str(row.get("TrangThaiHoSo")) not in STATES:
            raise Fault(INCOMPLETE, "Thiếu hoặc sai: " + ", ".join(missing or ["TrangThaiHoSo"]))
        code = str(row["MaHoSo"])
        if is_updating and code not in self.dossiers:
            raise Fault(MISSING, f"Chưa có hồ sơ {code}")
        if not is_updating and code in self.dossiers:
            raise Fault(EXISTS, f"Đã có hồ sơ {code}")
        self.dossiers[code] = row
        self.log.append(("cập nhật" if is_updating else "thêm mới", f"{code}: {row['TrangThaiHoSo']}"))
        return {"MaHoSo": code}

    def _step(self, row: dict[str, Any]) -> dict[str, Any]:
        self._found(row["MaHoSo"])
        self.steps.setdefault(str(row["MaHoSo"]), []).append(row)
        self.log.append(("tiến độ", f"{row['MaHoSo']}: {row.get('NoiDungXuLy', '')}"))
        return {"MaHoSo": row["MaHoSo"]}

    def _found(self, code: object) -> dict[str, Any]:
        found = self.dossiers.get(str(code))
        if found is None:
            raise Fault(MISSING, f"Chưa có hồ sơ {code}")
        return found


SHOWN = ("MaHoSo", "MaTTHC", "TenTTHC", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "DonViXuLy", "KenhThucHien",
         "TrangThaiHoSo")  # fmt: skip


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(name, "") for name in SHOWN}
