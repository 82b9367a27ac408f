"""Invented people and companies; no number belongs to anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the identity provider, with the claims of VNConnect (domain D2)."""

    sub: str
    name: str
    number: str = ""
    born: str = ""
    """yyyymmdd."""
    sex: str = ""
    level: int = 2
    tax_code: str = ""
    enterprise_code: str = ""
    note: str = ""
    """What the demonstration shows with this account."""

    @property
    def is_company(self) -> bool:
        """Whether it is the account of an organisation."""
        return bool(self.tax_code)

    def claims(self) -> dict[str, object]:
        """What userinfo answers."""
        return {
            "sub": self.sub, "TechID": self.sub, "LoaiTaiKhoan": 2 if self.is_company else 1, "HoVaTen": self.name,
            "SoDinhDanh": self.number, "SoCMND": "", "NgayThangNamSinh": self.born, "GioiTinh": self.sex,
            "MaSoThue": self.tax_code, "MaSoDoanhNghiep": self.enterprise_code, "HoChieu": "", "loginIdp": "BCA",
            "loAs": self.level,
        }  # fmt: skip


PEOPLE = (
    Person("7b1e-0001", "Nguyễn Văn An", "087085001236", "19850214", "Nam", note="người dân, đã có hồ sơ"),
    Person("7b1e-0002", "Trần Thị Bích Ngọc", "087192004561", "19920809", "Nữ", note="người dân, mẹ của hai con nhỏ"),
    Person("7b1e-0003", "Lê Minh Khôi", "082203007894", "20030521", "Nam", note="sinh viên"),
    Person("7b1e-0004", "Phạm Hồng Loan", "087164002219", "19640317", "Nữ", level=1, note="định danh mức 1, chưa nộp được hồ sơ"),
    Person("7b1e-0005", "Võ Thanh Hùng", "087090005678", "19900930", "Nam", note="tổ công nghệ số cộng đồng, nộp hộ tại chỗ"),
    Person("7b1e-0006", "Huỳnh Kim Chi", "087188006543", "19881112", "Nữ", note="nhân viên được công ty giao nộp hồ sơ"),
    Person("7b1e-0101", "Công ty TNHH Sen Hồng Đồng Tháp", tax_code="1400000158", enterprise_code="1400000158", note="doanh nghiệp"),
    Person("7b1e-0102", "Hợp tác xã Nông nghiệp Tháp Mười", tax_code="1400000207", enterprise_code="1400000207", note="hợp tác xã"),
)  # fmt: skip
BY_SUB = {person.sub: person for person in PEOPLE}
