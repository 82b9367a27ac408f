"""Invented people and companies of the demonstration; no number belongs to anybody.

The stand-in identity provider lets them log in, and the demonstration plays their online dossiers. Plain data: the
provider reads it without the rest of the program.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with an account of the national identity."""

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


CITIZENS = (
    Citizen("7b1e-0001", "Nguyễn Văn An", "087085001236", "19850214", "Nam", note="người dân, đã có hồ sơ"),
    Citizen("7b1e-0002", "Trần Thị Bích Ngọc", "087192004561", "19920809", "Nữ", note="người dân, mẹ của hai con nhỏ"),
    Citizen("7b1e-0003", "Lê Minh Khôi", "082203007894", "20030521", "Nam", note="sinh viên"),
    Citizen("7b1e-0004", "Phạm Hồng Loan", "087164002219", "19640317", "Nữ", level=1, note="định danh mức 1, chưa nộp được hồ sơ"),
    Citizen("7b1e-0005", "Võ Thanh Hùng", "087090005678", "19900930", "Nam", note="tổ công nghệ số cộng đồng, nộp hộ tại chỗ"),
    Citizen("7b1e-0006", "Huỳnh Kim Chi", "087188006543", "19881112", "Nữ", note="nhân viên được công ty giao nộp hồ sơ"),
    Citizen("7b1e-0101", "Công ty TNHH Sen Hồng Đồng Tháp", tax_code="1400000158", enterprise_code="1400000158", note="doanh nghiệp"),
    Citizen("7b1e-0102", "Hợp tác xã Nông nghiệp Tháp Mười", tax_code="1400000207", enterprise_code="1400000207", note="hợp tác xã"),
)  # fmt: skip
