"""The invented people, enterprises and records behind the platform, and how each service answers."""

from __future__ import annotations

import zlib
from typing import Any

from congso.flows.demonstration.citizens import CITIZENS, Citizen

PLACES = (
    "12 Nguyễn Huệ, phường Cao Lãnh, tỉnh Đồng Tháp", "45 Lý Thường Kiệt, phường Mỹ Tho, tỉnh Đồng Tháp",
    "Ấp Tân Hòa, xã Tháp Mười, tỉnh Đồng Tháp", "208 Trần Hưng Đạo, phường Sa Đéc, tỉnh Đồng Tháp",
)  # fmt: skip
CATEGORIES: dict[str, list[tuple[str, str]]] = {
    "madantoc": [("01", "Kinh"), ("02", "Tày"), ("03", "Thái"), ("04", "Hoa"), ("05", "Khmer"), ("14", "Chăm")],
    "magioitinh": [("1", "Nam"), ("2", "Nữ"), ("3", "Khác")],
    "matinhtranghonnhan": [("1", "Chưa kết hôn"), ("2", "Đang có vợ/chồng"), ("3", "Đã ly hôn"), ("4", "Góa")],
    "dokhanvanban": [("1", "Thường"), ("2", "Khẩn"), ("3", "Thượng khẩn"), ("4", "Hỏa tốc")],
    "maquocgia": [("VN", "Việt Nam"), ("LA", "Lào"), ("KH", "Campuchia")],
}  # fmt: skip


def _place(number: str) -> str:
    return PLACES[zlib.crc32(number.encode()) % len(PLACES)]


def insurance_number(citizen: Citizen) -> str:
    """The invented insurance number of an invented citizen: ten digits."""
    return f"87{citizen.number[-8:]}"


PEOPLE = {citizen.number: citizen for citizen in CITIZENS if citizen.number}
ENTERPRISES = {citizen.tax_code: citizen for citizen in CITIZENS if citizen.tax_code}
INSURED = {insurance_number(citizen): citizen for citizen in PEOPLE.values()}
FILINGS = {f"{place:05}/26": citizen for place, citizen in enumerate(ENTERPRISES.values(), start=1)}
CIVIL = {f"HT-2026-{place:04}": citizen for place, citizen in enumerate(PEOPLE.values(), start=1)}
JUDICIAL = {f"LLTP-2026-{place:04}": citizen for place, citizen in enumerate(PEOPLE.values(), start=1)}


def citizen(said: dict[str, Any]) -> dict[str, Any]:
    """Confirm a citizen by number, name and day of birth: all three must be theirs."""
    found = PEOPLE.get(str(said.get("soDinhDanh", "")))
    fits = found is not None and found.name == said.get("hoTen") and found.born == said.get("ngaySinh")
    rows = [_citizen(found)] if fits and found is not None else []
    return {"status": "1" if rows else "0", "message": "" if rows else "Không có công dân khớp", "data": rows}


def _citizen(found: Citizen) -> dict[str, Any]:
    return {"soDinhDanh": found.number, "hoTen": found.name, "ngaySinh": found.born, "gioiTinh": found.sex, "noiThuongTru": _place(found.number),
            "danToc": "Kinh", "tinhTrang": "Đang thường trú"}  # fmt: skip


def enterprise(number: str) -> dict[str, Any]:
    """An enterprise by its number."""
    found = ENTERPRISES.get(number)
    rows = [_enterprise(found)] if found else []
    return {"DataCount": len(rows), "Status": "1" if rows else "0", "Message": "" if rows else "Không tìm thấy", "Data": rows}


def _enterprise(found: Citizen) -> dict[str, Any]:
    return {
        "ENTERPRISE_GDT_CODE": found.tax_code, "NAME": found.name, "ENTERPRISE_TYPE_NAME": "Hợp tác xã" if "xã" in found.name.split()[2] else "Công ty TNHH",
        "FOUNDING_DATE": "2015-06-01", "LEGAL_NAMES": "Huỳnh Kim Chi", "CAPITAL_AMOUNT": "2000000000",
        "HOAdress": {"CityID": "82", "DistrictID": "", "WardID": "", "AddressFullText": _place(found.tax_code)},
        "BusinessActivity": [{"CODE": "0111", "NAME": "Trồng lúa", "IS_MAIN": "1"}, {"CODE": "4620", "NAME": "Bán buôn nông sản", "IS_MAIN": "0"}], "Member": [],
    }  # fmt: skip


def insured(said: dict[str, Any]) -> dict[str, Any]:
    """Somebody by insurance number."""
    number = str(said.get("maSoBhxh", ""))
    found = INSURED.get(number)
    if found is None:
        return {"hoTen": "", "maSo": number, "errorCode": "404", "errorMessage": "Không tìm thấy"}
    return {"hoTen": found.name, "maSo": number, "soSoCu": "", "maHo": f"H{number[-6:]}", "diaChi": _place(found.number), "trangThai": "Đang tham gia", "errorCode": "0"}


def searched(said: dict[str, Any]) -> dict[str, Any]:
    """Somebody's insurance number by name and day of birth."""
    number = next((number for number, each in INSURED.items() if (each.name, each.born) == (said.get("hoTen"), said.get("ngaySinh"))), "")
    return insured({"maSoBhxh": number})


def filing(number: str) -> dict[str, Any]:
    """How far a filing with the business register has come."""
    found = FILINGS.get(number)
    rows = [{"IN_JOURNAL_NO": number, "NAME": found.name, "PROCESS_STATUS": "Đang xử lý", "RECEIPT_DATE": "2026-11-20", "PLAN_DATE": "2026-11-25"}] if found else []
    return {"DataCount": len(rows), "Status": "1" if rows else "0", "Message": "" if rows else "Không tìm thấy", "Data": rows}


def judicial(said: dict[str, Any]) -> dict[str, Any]:
    """How far a request for a judicial record has come."""
    number = str(said.get("idReceivedDec", ""))
    found = JUDICIAL.get(number)
    if found is None:
        return {"idReceivedDec": number, "DEC_STATUS_ID": "", "message": "Không tìm thấy"}
    return {"idReceivedDec": number, "DEC_STATUS_ID": str(3 + int(number[-1]) % 3), "receiveNo": f"TN{number[-4:]}", "fullName": found.name, "datePromissoryDec": "20261215"}


def civil(said: dict[str, Any]) -> dict[str, Any]:
    """How far a civil registration has come."""
    number = str(said.get("maHoSo", ""))
    found = CIVIL.get(number)
    if not said.get("maDonVi"):
        return {"errorCode": "106", "errorMessage": "AGENCY_ID_INCORRECT", "data": None}
    if found is None:
        return {"errorCode": "201", "errorMessage": "RECORD_NOT_FOUND", "data": None}
    data = {"status": "4", "maHoSo": number, "hoTen": found.name, "so": number[-2:], "quyenSo": "01/2026", "trangSo": number[-2:]}
    return {"errorCode": "0", "errorMessage": "", "data": data}


def household(said: dict[str, Any]) -> dict[str, Any]:
    """The insured of a household, by its number."""
    number = str(said.get("maHo", ""))
    found = [insured({"maSoBhxh": each}) for each in INSURED if f"H{each[-6:]}" == number]
    return {"errorCode": "0" if found else "404", "errorMessage": "" if found else "Không tìm thấy", "data": found}


def filed_between(first: str, last: str) -> dict[str, Any]:
    """The filings that came between two days (yyyyMMdd): all of them came on 20/11/2026."""
    rows = [row for number in FILINGS for row in filing(number)["Data"]] if first <= "20261120" <= last else []
    return {"DataCount": len(rows), "Status": "1", "Message": "", "Data": rows}


def properties(code: str) -> list[dict[str, Any]]:
    """The fields of a shared list."""
    names = (("Code", "Mã"), ("Name", "Tên"))
    return [{"PropertyCode": key, "PropertyName": name, "PropertyType": "string"} for key, name in names] if code in CATEGORIES else []
