"""Invented officials of the demonstration province."""

from __future__ import annotations

import random
from collections.abc import Iterator

from django.contrib.auth.hashers import make_password

from congso.core.actors import Actor
from congso.core.text import fold
from congso.flows.demonstration.accounts import PASSWORD
from congso.flows.demonstration.units import DEPARTMENTS, REORGANISED, read
from congso.foundation.people.loading import OfficialSpec, load_officials

HOME = "Phường Cao Lãnh"
STAFFED = (HOME, "Phường Mỹ Tho", "Phường Sa Đéc", "Phường Gò Công", "Phường Hồng Ngự", "Xã Tháp Mười", "Xã Cái Bè",
           "Xã Lấp Vò")  # fmt: skip

_FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Trương", "Đinh", "Mai", "Lâm", "Cao", "Tạ"]
_MIDDLES = ["Văn", "Thị", "Minh", "Ngọc", "Thanh", "Hữu", "Thùy", "Quốc", "Kim", "Anh", "Hoàng", "Bảo", "Đức", "Phương", "Xuân", "Thu", "Gia", "Hồng", "Trung", "Tuấn"]
_GIVEN = ["An", "Anh", "Ánh", "Bình", "Chi", "Cường", "Diễm", "Dũng", "Duy", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hậu", "Hiền", "Hiếu", "Hòa", "Hoa", "Hùng", "Hương", "Khánh", "Khoa", "Lan", "Liên", "Linh", "Loan", "Long", "Mai", "Minh", "My", "Nam", "Nga", "Ngân", "Nghĩa", "Ngọc", "Nhàn", "Nhi", "Nhung", "Oanh", "Phong", "Phúc", "Phước", "Phương", "Quân", "Quý", "Quyên", "Sơn", "Tâm", "Tân", "Thảo", "Thắng", "Thịnh", "Thơ", "Thu", "Thủy", "Thúy", "Tiên", "Tín", "Toàn", "Trang", "Trâm", "Trí", "Trinh", "Trúc", "Tú", "Tuấn", "Tuyền", "Uyên", "Vân", "Vinh", "Vy", "Yến"]


def invented_name(rng: random.Random) -> str:
    """A Vietnamese name that belongs to nobody in particular."""
    return f"{rng.choice(_FAMILIES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"


def _demo_accounts(ids: dict[str, int], home: str) -> Iterator[tuple[str, str, int, str, str]]:
    """The accounts named on the login page: user name, full name, unit, role, title."""
    yield "motcua", "Nguyễn Thị Thanh Mai", ids[f"{home}-mc"], "clerk", "Công chức Một cửa"
    yield "chuyenvien", "Trần Minh Khoa", ids[f"{home}-vp"], "officer", "Công chức Tư pháp - Hộ tịch"
    yield "truongphong", "Lê Hoàng Phúc", ids[f"{home}-vp"], "head", "Chánh Văn phòng HĐND và UBND"
    yield "lanhdao", "Phạm Ngọc Hạnh", ids[home], "leader", "Chủ tịch UBND phường"
    yield "vanthu", "Huỳnh Kim Liên", ids[f"{home}-vp"], "registry", "Văn thư"
    yield "motcuatinh", "Võ Thùy Trang", ids["ttpvhcc"], "clerk", "Cán bộ tiếp nhận, TTPVHCC tỉnh"
    yield "theodoi", "Đặng Quốc Thắng", ids["so-01-2"], "inspector", "Chuyên viên Kiểm soát TTHC"
    yield "quantri", "Bùi Đức Long", ids["so-08-3"], "admin", "Quản trị hệ thống"


def _commune_staff(ids: dict[str, int], key: str, name: str) -> Iterator[tuple[int, str, str]]:
    is_ward = name.startswith("Phường")
    yield ids[f"{key}-mc"], "clerk", "Công chức Một cửa"
    yield ids[f"{key}-vp"], "officer", "Công chức Tư pháp - Hộ tịch"
    yield ids[f"{key}-vp"], "head", "Chánh Văn phòng HĐND và UBND"
    yield ids[f"{key}-vp"], "registry", "Văn thư"
    yield ids[f"{key}-kt"], "officer", "Chuyên viên Kinh tế"
    yield ids[f"{key}-kt"], "head", "Trưởng phòng"
    yield ids[f"{key}-vhxh"], "officer", "Chuyên viên Văn hóa - Xã hội"
    yield ids[f"{key}-vhxh"], "head", "Trưởng phòng"
    yield ids[key], "leader", "Phó Chủ tịch UBND phường" if is_ward else "Chủ tịch UBND xã"


def _department_staff(ids: dict[str, int], number: str, divisions: int) -> Iterator[tuple[int, str, str]]:
    key = f"so-{number}"
    yield ids[key], "leader", "Phó Giám đốc" if number not in {"01", "13"} else "Phó Thủ trưởng cơ quan"
    yield ids[f"{key}-vp"], "registry", "Văn thư"
    for place in range(2, 2 + divisions):
        yield ids[f"{key}-{place}"], "head", "Trưởng phòng"
        yield ids[f"{key}-{place}"], "officer", "Chuyên viên"


def _specs(ids: dict[str, int], seed: int) -> Iterator[OfficialSpec]:
    rng = random.Random(seed)
    wards = read("wards_2026.csv")
    home = next(f"xa-{ward['code']}" for ward in wards if ward["full_name"] == HOME)
    for username, name, unit_id, role, title in _demo_accounts(ids, home):
        yield OfficialSpec(username, name, unit_id, role, title, REORGANISED, f"{username}@dongthap.example")
    seats: list[tuple[int, str, str]] = [(ids["tinh"], "leader", "Phó Chủ tịch UBND tỉnh")]
    seats += [(ids["ttpvhcc"], "clerk", "Cán bộ tiếp nhận")] * 4
    for number, _name, _short, divisions in DEPARTMENTS:
        seats += _department_staff(ids, number, len(divisions))
    for ward in wards:
        key = f"xa-{ward['code']}"
        if ward["full_name"] in STAFFED:
            seats += _commune_staff(ids, key, ward["full_name"])
        else:
            seats.append((ids[f"{key}-mc"], "clerk", "Công chức Một cửa"))
    for place, (unit_id, role, title) in enumerate(seats, start=1):
        name = invented_name(rng)
        username = f"{fold(name).split()[-1]}{place:03}"
        yield OfficialSpec(username, name, unit_id, role, title, REORGANISED, f"{username}@dongthap.example")


def load_demo_officials(*, actor: Actor, ids: dict[str, int], seed: int = 2026) -> dict[str, int]:
    """Load about 250 invented officials; all share the demonstration's password."""
    return load_officials(actor=actor, officials=list(_specs(ids, seed)), password_hash=make_password(PASSWORD))
