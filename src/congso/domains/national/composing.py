"""A dossier as the portal wants to be told of it (D3): made when it leaves, from the dossier as it then stands."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from congso.core import clock
from congso.domains.dossiers.facade import Dossier, event_label, verify_address, ways_paid_of
from congso.domains.national.queries.codes import Codes, codes_of_procedure
from congso.domains.national.states import code_of
from congso.domains.procedures.facade import service
from congso.foundation.casework.definitions import step_names
from congso.foundation.casework.models import CaseEvent
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

_KINDS = {"citizen": "1", "organisation": "2"}
_RETURN = {"counter": "0", "post": "1", "online": "1"}
"""HinhThuc: how the result is given back; the meaning of 0 and 1 is (unverified)."""
_PAID_AT_PORTAL, _PAID_AT_GATEWAY, _NOT_ONLINE = "1", "2", "0"
OFFLINE_WAYS = frozenset({"cash", "transfer"})


def moment(at: datetime | None) -> str:
    """``yyyyMMddHHmmss`` in the office's zone; empty for none."""
    return f"{clock.local(at):%Y%m%d%H%M%S}" if at else ""


def read_dossier(dossier_id: UUID) -> Dossier | None:
    """A dossier with all that is told of it, in a constant number of statements."""
    rows = Dossier.objects.select_related("case", "party", "result")
    return rows.prefetch_related("papers__files", "fees", "supplements", "files").filter(pk=dossier_id).first()


def dossier_body(dossier: Dossier) -> dict[str, Any]:
    """One row of ``DongBoHoSoMC``."""
    offered, papers = service(dossier.publication_id), list(dossier.papers.all())
    codes = codes_of_procedure(dossier.procedure_code)
    identified = dossier.submitter_party_id is not None
    return {
        "MaHoSo": dossier.code, "MaTTHC": dossier.procedure_code, "TenTTHC": dossier.procedure_name, "MaLinhVuc": codes.field,
        "TenLinhVuc": dossier.field_name, "SoBienNhan": f"{dossier.register_number or ''}", "ChuHoSo": dossier.applicant_name,
        "LoaiDoiTuong": _KINDS[dossier.party.kind], "MaDoiTuong": dossier.applicant_number, "ThongTinKhac": dossier.applicant_address,
        "Email": dossier.applicant_email, "Fax": "", "SoDienThoai": dossier.applicant_phone, "TrichYeuHoSo": dossier.request_summary,
        "NgayTiepNhan": moment(dossier.arrived_at), "NgayHenTra": moment(dossier.promised_at), "TrangThaiHoSo": code_of(dossier.status),
        "NgayTra": moment(dossier.returned_at), "ThongTinTra": dossier.returned_to, "HinhThuc": _RETURN[dossier.return_method],
        "NgayKetThucXuLy": moment(dossier.finished_at), "DonViXuLy": tree().name(dossier.agency_id), "GhiChu": dossier.note,
        "KenhThucHien": str(dossier.channel), "DuocThanhToanTrucTuyen": _paid_online(dossier),
        "HoSoCoThanhPhanSoHoa": _flag(any(paper.files.all() for paper in papers) or bool(dossier.files.all())),
        "TaiKhoanDuocXacThucVoiVNeID": _flag(identified), "TaiLieuNop": _papers(papers, codes), "DanhSachLePhi": _fees(dossier, codes),
        "DanhSachTepDinhKemKhac": [{"TenGiayTo": each.name, "SoLuong": each.quantity, "LoaiGiayTo": str(each.kind)}
                                   for each in papers if not each.files.all()],
        "DanhSachHoSoBoSung": _supplements(dossier), "DanhSachGiayToKetQua": _results(dossier, offered.result_code),
    }  # fmt: skip


def _flag(holds: bool) -> str:
    return "1" if holds else "0"


def _paid_online(dossier: Dossier) -> str:
    online = ways_paid_of(dossier.pk) - OFFLINE_WAYS if dossier.fee_total else frozenset[str]()
    return _PAID_AT_GATEWAY if online else _NOT_ONLINE


def _papers(papers: list[Any], codes: Codes) -> list[dict[str, str]]:
    """Papers handed in with their files; a file stays here, so that it has an id and no address open to all."""
    return [
        {"TepDinhKemId": file.stored_id, "TenTepDinhKem": file.name, "IsDeleted": "False", "MaThanhPhanHoSo": codes.paper(paper.name),
         "DuongDanTaiTepTin": "", "DuocSoHoa": _flag(file.reused), "DuocLayTuKhoDMQG": "0", "MaCSDL": paper.checked_source}
        for paper in papers for file in paper.files.all()
    ]  # fmt: skip


def _fees(dossier: Dossier, codes: Codes) -> list[dict[str, str]]:
    return [
        {"TenPhiLePhi": fee.name, "MaPhiLePhi": codes.fee(fee.amount), "HinhThucThu": str(fee.collected_when), "Gia": str(fee.amount),
         "LoaiPhiLePhi": fee.kind}
        for fee in dossier.fees.all()
    ]  # fmt: skip


def _supplements(dossier: Dossier) -> list[dict[str, Any]]:
    rows = list(dossier.supplements.all())
    names = account_names() if rows else {}
    return [
        {"HoSoBoSungId": str(row.pk), "NguoiYeuCauBoSung": names.get(row.asked_by or 0, ""), "NoiDungBoSung": row.items,
         "NgayBoSung": moment(row.asked_at), "NguoiTiepNhanBoSung": "", "ThongTinTiepNhan": row.reason,
         "NgayTiepNhanBoSung": moment(row.completed_at), "TrangThaiBoSung": _flag(row.completed_at is not None),
         "DanhSachGiayToBoSung": [], "DanhSachLePhiBoSung": [], "NgayHenTraTruoc": moment(row.promised_before),
         "NgayHenTraMoi": moment(row.promised_after)}
        for row in rows
    ]  # fmt: skip


def _results(dossier: Dossier, code: str) -> list[dict[str, str]]:
    """The approved result, by the page where anybody may verify it."""
    result = getattr(dossier, "result", None)
    if result is None or result.approved_at is None or dossier.proposal == "refusal":
        return []
    link = verify_address(result) if result.verify_token else ""
    return [{"TenGiayTo": result.name, "MaThanhPhanHoSo": "", "GiayToId": result.number, "DuongDanTepTinKetQua": link,
             "MaKetQua": result.code or code}]  # fmt: skip


def progress_body(dossier: Dossier, seq: int, status: int) -> dict[str, str] | None:
    """One row of ``CapNhatTienDoHoSoMC``: who did what of a dossier; None when there is no such event."""
    events = list(CaseEvent.objects.filter(case_id=dossier.pk, seq__in=[seq - 1, seq]).order_by("seq"))
    if not events or events[-1].seq != seq:
        return None
    event, before = events[-1], events[0] if len(events) > 1 else None
    target = step_names().get(event.to_step_id or 0, "")
    words = [event_label(event.action), f"→ {target}" if target else "", event.note]
    due = dossier.case.step_due_at if dossier.case.seq == seq else None
    return {
        "MaHoSo": dossier.code, "NguoiXuLy": event.actor_name, "ChucDanh": event.actor_title, "ThoiDiemXuLy": moment(event.at),
        "PhongBanXuLy": tree().name(event.from_unit_id or event.to_unit_id), "NoiDungXuLy": " ".join(filter(None, words)),
        "TrangThai": code_of(status), "NgayBatDau": moment(before.at if before else event.at), "NgayKetThucTheoQuyDinh": moment(due),
    }  # fmt: skip


def digest(body: dict[str, Any]) -> str:
    """What tells one telling from another."""
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
