"""Units of the demonstration province: today's two levels, and the three levels of 2024 that they grew out of."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from congso.core.actors import Actor
from congso.foundation.orgs.loading import SuccessionSpec, UnitSpec, load_units
from congso.foundation.orgs.models import SuccessionKind, UnitFunction, UnitKind

DATA = Path(__file__).parent / "data"
REORGANISED = date(2025, 7, 1)
LONG_AGO = date(2004, 1, 1)
BASIS = "Nghị quyết 202/2025/QH15; Luật Tổ chức chính quyền địa phương 72/2025/QH15"

DEPARTMENTS: list[tuple[str, str, str, list[str]]] = [
    ("01", "Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh", ["Phòng Nội chính - Tổng hợp"]),
    ("02", "Sở Nội vụ", "Sở Nội vụ", ["Phòng Tổ chức, Biên chế", "Phòng Lao động, Việc làm"]),
    ("03", "Sở Tư pháp", "Sở Tư pháp", ["Phòng Hành chính và Bổ trợ tư pháp", "Phòng Xây dựng văn bản"]),
    ("04", "Sở Tài chính", "Sở Tài chính", ["Phòng Đăng ký kinh doanh", "Phòng Quản lý giá và Công sản"]),
    ("05", "Sở Công Thương", "Sở Công Thương", ["Phòng Quản lý thương mại", "Phòng Quản lý năng lượng"]),
    ("06", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", ["Phòng Quản lý đất đai", "Phòng Môi trường"]),
    ("07", "Sở Xây dựng", "Sở Xây dựng", ["Phòng Quản lý xây dựng", "Phòng Quản lý vận tải"]),
    ("08", "Sở Khoa học và Công nghệ", "Sở KH&CN", ["Phòng Quản lý công nghệ", "Phòng Chuyển đổi số"]),
    ("09", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", ["Phòng Quản lý văn hóa", "Phòng Quản lý du lịch"]),
    ("10", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT", ["Phòng Giáo dục phổ thông", "Phòng Quản lý chất lượng"]),
    ("11", "Sở Y tế", "Sở Y tế", ["Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Dược"]),
    ("12", "Sở Dân tộc và Tôn giáo", "Sở DT&TG", ["Phòng Tôn giáo"]),
    ("13", "Thanh tra tỉnh", "Thanh tra tỉnh", ["Phòng Tiếp công dân và Xử lý đơn"]),
    ("14", "Ban Quản lý Khu kinh tế", "BQL Khu kinh tế", ["Phòng Quản lý đầu tư"]),
    ("15", "Công an tỉnh", "Công an tỉnh", ["Phòng Quản lý hành chính về trật tự xã hội"]),
    ("16", "Bộ Chỉ huy Quân sự tỉnh", "BCHQS tỉnh", ["Ban Chính sách"]),
    ("17", "Bảo hiểm xã hội tỉnh", "BHXH tỉnh", ["Phòng Chế độ, chính sách"]),
    ("18", "Thuế tỉnh", "Thuế tỉnh", ["Phòng Hỗ trợ người nộp thuế"]),
]  # fmt: skip


def read(name: str) -> list[dict[str, str]]:
    """The rows of one of the shipped files."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _province_units() -> Iterator[UnitSpec]:
    yield UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", REORGANISED, identifier="H20",
                   short_name="UBND tỉnh", area_code="82")  # fmt: skip
    yield UnitSpec("ttpvhcc", UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công tỉnh Đồng Tháp", REORGANISED,
                   parent="so-01", identifier="H20.01.09", function=UnitFunction.ONE_STOP,
                   short_name="TTPVHCC tỉnh")  # fmt: skip
    for number, name, short, divisions in DEPARTMENTS:
        key = f"so-{number}"
        yield UnitSpec(key, UnitKind.DEPARTMENT, name, REORGANISED, parent="tinh", identifier=f"H20.{number}",
                       short_name=short)  # fmt: skip
        yield UnitSpec(f"{key}-vp", UnitKind.DIVISION, "Phòng Hành chính - Tổng hợp" if number == "01" else f"Văn phòng {short}",
                       REORGANISED, parent=key, identifier=f"H20.{number}.01", function=UnitFunction.OFFICE)  # fmt: skip
        for place, division in enumerate(divisions, start=2):
            yield UnitSpec(f"{key}-{place}", UnitKind.DIVISION, division, REORGANISED, parent=key,
                           identifier=f"H20.{number}.{place:02}", function=UnitFunction.SPECIALIST)  # fmt: skip


def _commune_units(ward: dict[str, str], number: int) -> Iterator[UnitSpec]:
    key, place = f"xa-{ward['code']}", ward["full_name"][0].lower() + ward["full_name"][1:]
    identifier = f"H20.{number}"
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if ward["kind"] == "phuong" else "Phòng Kinh tế"
    yield UnitSpec(key, UnitKind.COMMUNE, f"Ủy ban nhân dân {place}", REORGANISED, parent="tinh",
                   identifier=identifier, short_name=f"UBND {place}", area_code=ward["code"])  # fmt: skip
    parts = [
        ("vp", UnitKind.DIVISION, "Văn phòng HĐND và UBND", UnitFunction.OFFICE),
        ("kt", UnitKind.DIVISION, economy, UnitFunction.ECONOMY),
        ("vhxh", UnitKind.DIVISION, "Phòng Văn hóa - Xã hội", UnitFunction.SOCIETY),
        ("mc", UnitKind.CENTRE, f"Trung tâm Phục vụ hành chính công {place}", UnitFunction.ONE_STOP),
    ]
    for order, (code, kind, name, function) in enumerate(parts, start=1):
        yield UnitSpec(f"{key}-{code}", kind, name, REORGANISED, parent=key, identifier=f"{identifier}.{order:02}",
                       function=function)  # fmt: skip


def _units_of_2024(rows: list[dict[str, str]]) -> Iterator[UnitSpec]:
    identifiers = {"Tỉnh Đồng Tháp": "H20", "Tỉnh Tiền Giang": "H58"}
    for name, identifier in identifiers.items():
        yield UnitSpec(f"cu-{name}", UnitKind.PROVINCE, f"Ủy ban nhân dân {name[0].lower()}{name[1:]}", LONG_AGO,
                       identifier=identifier, valid_to=REORGANISED)  # fmt: skip
    districts = {row["district_code"]: row for row in rows}
    for code, row in districts.items():
        district = row["district"][0].lower() + row["district"][1:]
        yield UnitSpec(f"cu-{code}", UnitKind.DISTRICT, f"Ủy ban nhân dân {district}", LONG_AGO,
                       parent=f"cu-{row['province']}", area_code=code, valid_to=REORGANISED)  # fmt: skip
    for row in rows:
        ward = row["ward"][0].lower() + row["ward"][1:]
        yield UnitSpec(f"cu-{row['ward_code']}", UnitKind.COMMUNE, f"Ủy ban nhân dân {ward}", LONG_AGO,
                       parent=f"cu-{row['district_code']}", area_code=row["ward_code"], valid_to=REORGANISED)  # fmt: skip


def _successions(rows: list[dict[str, str]]) -> Iterator[SuccessionSpec]:
    for name in ("Tỉnh Đồng Tháp", "Tỉnh Tiền Giang"):
        yield SuccessionSpec(f"cu-{name}", "tinh", REORGANISED, SuccessionKind.MERGE, legal_basis=BASIS)
    for code in {row["district_code"] for row in rows}:
        yield SuccessionSpec(f"cu-{code}", "tinh", REORGANISED, SuccessionKind.DISSOLVE, legal_basis=BASIS)
    known = {row["ward_code"] for row in rows}
    for row in read("ward_mapping.csv"):
        if row["old_ward_code"] in known:
            kind = SuccessionKind.MERGE if row["share"] == "whole" else SuccessionKind.SPLIT
            yield SuccessionSpec(f"cu-{row['old_ward_code']}", f"xa-{row['new_ward_code']}", REORGANISED, kind,
                                 is_main=row["default_target"] == "1", legal_basis=BASIS)  # fmt: skip


def load_province(*, actor: Actor) -> dict[str, int]:
    """Load all units of 2024 and of today with their successions; ids by key (``xa-<ward code>``, ``so-<number>``)."""
    old = read("wards_2024.csv")
    units = [*_units_of_2024(old), *_province_units()]
    for number, ward in enumerate(read("wards_2026.csv"), start=31):
        units.extend(_commune_units(ward, number))
    return load_units(actor=actor, units=units, successions=list(_successions(old)))
