"""The catalogue that the stand-in serves: the one the program ships, with a few things otherwise, so that there is something to see."""

from __future__ import annotations

import csv
import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from congso.domains.procedures.legal import split_legal_bases

_ROOT = Path(__file__).resolve().parents[3]
SHIPPED = _ROOT / "domains" / "procedures" / "data" / "thu_tuc_hanh_chinh_2642.jsonl.gz"
WARDS = _ROOT / "flows" / "demonstration" / "data" / "wards_2026.csv"
MINISTRIES = (("G09", "Bộ Nội vụ"), ("G12", "Bộ Tài chính"), ("G15", "Bộ Tư pháp"), ("G18", "Bộ Y tế"))
DEPARTMENTS = {
    1: "Văn phòng Ủy ban nhân dân tỉnh", 2: "Sở Nội vụ", 3: "Sở Tư pháp", 4: "Sở Tài chính", 5: "Sở Công Thương",
    6: "Sở Nông nghiệp và Môi trường", 7: "Sở Xây dựng", 8: "Sở Thông tin và Truyền thông", 9: "Sở Văn hóa, Thể thao và Du lịch",
    10: "Sở Giáo dục và Đào tạo", 11: "Sở Y tế", 12: "Sở Dân tộc và Tôn giáo", 13: "Thanh tra tỉnh",
}  # fmt: skip
_WAYS = {"Trực tiếp": "1", "Trực tuyến": "2", "Dịch vụ bưu chính": "3"}
NEW_CODE = "1.999001"


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """Every procedure in the portal's form, by code."""
    with gzip.open(SHIPPED, "rt", encoding="utf-8") as lines:
        return {record["ma_thu_tuc"]: procedure_row(record) for record in map(json.loads, lines)}


@cache
def with_differences() -> dict[str, dict[str, Any]]:
    """The shipped ones but one, two of them changed, and one more that nobody here has."""
    rows = dict(shipped())
    codes = sorted(rows)
    rows.pop(codes[-1])
    quicker = json.loads(json.dumps(rows[codes[10]]))
    for way in quicker["CACHTHUCTHUCHIEN"]:
        for limit in way["THOIGIAN"]:
            limit["THOIGIANGIAIQUYET"], limit["DONVITINH"] = "3", "Ngày làm việc"
    rows[codes[10]] = quicker
    lighter = json.loads(json.dumps(rows[codes[20]]))
    lighter["THANHPHANHOSO"] = lighter["THANHPHANHOSO"][:1]
    lighter["THANHPHANHOSO"][0]["GIAYTO"] = lighter["THANHPHANHOSO"][0]["GIAYTO"][:1]
    rows[codes[20]] = lighter
    rows[NEW_CODE] = json.loads(json.dumps(rows[codes[30]])) | {"MATTHC": NEW_CODE, "TENTTHC": "Xác nhận thông tin nhà ở của hộ gia đình (mô phỏng)"}
    return rows


def procedure_row(record: dict[str, Any]) -> dict[str, Any]:
    """A record of the catalogue as ``LayThuTuc`` tells it."""
    return {
        "MATTHC": record["ma_thu_tuc"], "TENTTHC": record["ten_thu_tuc"],
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "", "TENLINHVUC": record["linh_vuc"]}], "MACOQUANCONGBO": "",
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": line} for line in (record.get("trinh_tu") or "").split("\n")]}],
        "CACHTHUCTHUCHIEN": [_way(row) for row in record.get("cach_thuc", [])], "THANHPHANHOSO": _cases(record.get("thanh_phan_ho_so", [])),
        "YEUCAU": record.get("yeu_cau", ""), "MOTADOITUONGTHUCHIEN": "; ".join(record.get("doi_tuong", [])),
        "KETQUATHUCHIEN": [{"MAKETQUA": row.get("ma") or "", "TENKETQUA": row.get("ten") or ""} for row in record.get("ket_qua", [])],
        "CANCUPHAPLY": [{"SOVANBAN": number, "TENVANBAN": title} for number, title in split_legal_bases(record.get("can_cu_goc", ""))],
        "TRANGTHAI": 1, "COQUANTHUCHIEN": [{"TENDONVI": record.get("co_quan_thuc_hien", ""), "MADONVI": ""}],
    }  # fmt: skip


def _way(row: dict[str, Any]) -> dict[str, Any]:
    fee = [{"MAPHILEPHI": "", "SOTIEN": row["phi"], "DONVI": "", "MOTA": ""}] if row.get("phi") else []
    limit = {"THOIGIANGIAIQUYET": row.get("thoi_gian") or "", "DONVITINH": row.get("don_vi") or "", "MOTA": row.get("ghi_chu") or "", "PHILEPHI": fee}
    return {"KENH": _WAYS[row["kenh"]], "THOIGIAN": [limit]}


def _cases(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in papers:
        label = row.get("truong_hop") or ""
        if not found or found[-1]["TRUONGHOP"] != label:
            found.append({"TRUONGHOP": label, "GIAYTO": []})
        found[-1]["GIAYTO"].append({"MAGIAYTO": "", "TENGIAYTO": row.get("ten") or "", "TENMAUDON": row.get("tep_mau") or "", "URL": "",
                                    "SOBANCHINH": row.get("so_ban_chinh"), "SOBANSAO": row.get("so_ban_sao")})  # fmt: skip
    return found



@cache
def agencies() -> list[dict[str, Any]]:
    """The province and its communes by the identifiers of the demonstration, some of its departments, and ministries.

    One department bears a name that is no longer its own, and one is missing, so that comparing shows something.
    """
    found = [_agency("H20", "Ủy ban nhân dân tỉnh Đồng Tháp", ""), *(_agency(code, name, "") for code, name in MINISTRIES)]
    found += [_agency(f"H20.{number:02}", name, "H20") for number, name in DEPARTMENTS.items()]
    with WARDS.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=31):
            place = row["full_name"][0].lower() + row["full_name"][1:]
            found.append(_agency(f"H20.{number}", f"Ủy ban nhân dân {place}", "H20"))
    return found


def _agency(code: str, name: str, parent: str) -> dict[str, Any]:
    return {"MADONVI": code, "TENDONVI": name, "MADONVICHA": parent}
