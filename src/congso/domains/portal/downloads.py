"""The catalogue as files: written once for each content, then served from the disk."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from congso.domains.portal.structured import absolute, canonical
from congso.domains.procedures.facade import PublicOffer, PublicProcedure, catalogue_state, whole_catalogue

KINDS = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}
SCHEMA = 1
"""Raised when a field changes its meaning; fields are only ever added under one number."""
COLUMNS = {
    "ma_thu_tuc": _("Mã thủ tục quốc gia"), "ten_thu_tuc": _("Tên thủ tục"), "linh_vuc": _("Lĩnh vực"),
    "bo_nganh": _("Bộ, ngành công bố"), "so_quyet_dinh": _("Số quyết định công bố của bộ, ngành"),
    "cap_thuc_hien": _("Cấp thực hiện"), "doi_tuong": _("Đối tượng thực hiện"), "cach_thuc": _("Cách nộp"),
    "thoi_han": _("Thời hạn, theo thứ tự cách nộp có ghi"), "phi_le_phi": _("Phí theo cách nộp: số đồng (0: miễn phí) hoặc chữ của nguồn"),
    "thanh_phan_ho_so": _("Tên giấy tờ, không kể ghi chú"), "mau_don": _("Tên tệp mẫu đơn"), "ket_qua": _("Kết quả"),
    "can_cu_phap_ly": _("Số văn bản, hoặc tên khi không có số"), "co_quan_tham_quyen": _("Cơ quan có thẩm quyền"),
    "co_quan_cong_bo": _("Cơ quan của tỉnh công bố"), "muc_do_truc_tuyen": _("Mức độ tại tỉnh: full toàn trình, partial một phần, information thông tin"),
    "hieu_luc_tu": _("Ngày có hiệu lực của nội dung"), "dia_chi_trang": _("Trang của thủ tục"), "nguon": _("Trang nguồn"),
}  # fmt: skip
"""Columns of the CSV in their order; several values in one cell are parted by “ | ”."""


def catalogue_file(kind: str) -> Path:
    """The download of today's content (``json`` or ``csv``), written if nobody asked for it before.

    The folder may be emptied at any time; files of an older content are removed when a new one is written.
    """
    folder = Path(settings.CONGSO_CACHE) / "open-data"
    target = folder / f"{catalogue_state().mark}-{SCHEMA}.{kind}"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(target, _json() if kind == "json" else _csv())
        for old in folder.glob(f"*.{kind}"):
            if old != target:
                old.unlink(missing_ok=True)
    return target


def _write(target: Path, pieces: Iterator[str]) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        for piece in pieces:
            out.write(piece)
    Path(name).chmod(0o644)
    Path(name).replace(target)


def _json() -> Iterator[str]:
    state = catalogue_state()
    head = {
        "phien_ban_cau_truc": SCHEMA, "tinh": str(settings.CONGSO_PROVINCE_NAME), "so_thu_tuc": state.count,
        "cap_nhat": state.changed_on.isoformat(), "mo_ta": absolute("/du-lieu-mo/"),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "thu_tuc": [\n'
    for number, procedure in enumerate(whole_catalogue()):
        yield (",\n" if number else "") + json.dumps(record_of(procedure), ensure_ascii=False)
    yield "\n]}\n"


def record_of(procedure: PublicProcedure) -> dict[str, Any]:
    """A procedure as the JSON has it."""
    return {
        "ma_thu_tuc": procedure.code, "ten_thu_tuc": procedure.name, "linh_vuc": procedure.field_name,
        "bo_nganh": procedure.ministry, "so_quyet_dinh": procedure.decision_number,
        "cap_thuc_hien": list(procedure.level_names), "doi_tuong": list(procedure.audience),
        "cach_thuc": [
            {"kenh": each.name, "thoi_han": each.limit, "phi": each.fee_text, "phi_dong": each.fee_amount, "ghi_chu": each.note}
            for each in procedure.channels
        ],
        "thanh_phan_ho_so": [
            {"truong_hop": paper.heading, "ten": paper.name, "so_ban_chinh": paper.originals, "so_ban_sao": paper.copies,
             "la_ghi_chu": paper.is_note, "tep_mau": paper.form_file}
            for paper in procedure.papers
        ],
        "trinh_tu": "\n".join(line for step in procedure.steps for line in (step.title, *step.lines) if line),
        "yeu_cau": procedure.requirements,
        "ket_qua": [{"ma": code, "ten": name} for code, name in procedure.results],
        "can_cu": [{"so": number, "ten": title} for number, title in procedure.legal_bases],
        "co_quan_tham_quyen": procedure.deciding_authority, "co_quan_thuc_hien": procedure.performing_authority,
        "cong_bo_tai_tinh": [_offer(offer) for offer in procedure.offers],
        "hieu_luc_tu": procedure.valid_from.isoformat(), "dia_phuong_chinh_sua": procedure.is_local,
        "dia_chi_trang": canonical(procedure.code), "nguon": procedure.source_url,
    }  # fmt: skip


def _offer(offer: PublicOffer) -> dict[str, Any]:
    return {
        "co_quan": offer.agency, "thoi_han": offer.limit, "muc_do": offer.service_level, "ly_do_mot_phan": offer.level_reason,
        "phi_le_phi": [{"ten": fee.name, "dong": fee.amount} for fee in offer.fees], "so_quyet_dinh": offer.decision_number,
        "tu_ngay": offer.valid_from.isoformat(),
    }  # fmt: skip


def _csv() -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"  # so that Excel reads it as UTF-8
    writer.writerow(COLUMNS)
    for procedure in whole_catalogue():
        writer.writerow(_row(procedure))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _row(procedure: PublicProcedure) -> list[str]:
    channels = procedure.channels
    values = [
        procedure.code, procedure.name, procedure.field_name, procedure.ministry, procedure.decision_number,
        _many(procedure.level_names), _many(procedure.audience), _many(each.name for each in channels),
        _many(each.limit for each in channels), _many(_fee(each.fee_amount, each.fee_text) for each in channels),
        _many(paper.name for paper in procedure.papers if not paper.is_note), _many(procedure.form_files),
        _many(name for _code, name in procedure.results), _many(number or title for number, title in procedure.legal_bases),
        procedure.deciding_authority, _many(offer.agency for offer in procedure.offers),
        _many(dict.fromkeys(offer.service_level for offer in procedure.offers)), procedure.valid_from.isoformat(),
        canonical(procedure.code), procedure.source_url,
    ]  # fmt: skip
    return [_harmless(value) for value in values]


def _fee(amount: int | None, text: str) -> str:
    return text if amount is None else str(amount)


def _many(values: Any) -> str:
    return " | ".join(" ".join(value.split()) for value in values if value)


def _harmless(value: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "@", "\t", "\r"} else value
