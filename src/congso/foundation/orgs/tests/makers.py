"""A small organisation for tests of this room."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor, system_actor
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitFunction, UnitKind

SYSTEM = system_actor("tests")
START = date(2025, 7, 1)
NOBODY = Actor(account_id=7, name="Người không có quyền")


def make_units() -> dict[str, int]:
    """A province with two communes (office and centre each), and a department with two specialist divisions."""
    division, centre, commune = UnitKind.DIVISION, UnitKind.CENTRE, UnitKind.COMMUNE
    specs = [UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20")]
    for number, key, name in ((31, "a", "phường Cao Lãnh"), (32, "b", "xã Tháp Mười")):
        specs += [
            UnitSpec(key, commune, f"Ủy ban nhân dân {name}", START, "tinh", f"H20.{number}"),
            UnitSpec(f"{key}-vp", division, "Văn phòng HĐND và UBND", START, key, f"H20.{number}.01", UnitFunction.OFFICE),
            UnitSpec(f"{key}-mc", centre, f"Trung tâm Phục vụ hành chính công {name}", START, key, f"H20.{number}.04",
                     UnitFunction.ONE_STOP),
        ]  # fmt: skip
    specs += [
        UnitSpec("b-kt", division, "Phòng Kinh tế", START, "b", "H20.32.02", UnitFunction.ECONOMY),
        UnitSpec("so", UnitKind.DEPARTMENT, "Sở Tư pháp", START, "tinh", "H20.03"),
        UnitSpec(
            "so-1", division, "Phòng Hành chính tư pháp", START, "so", "H20.03.02", UnitFunction.SPECIALIST
        ),
        UnitSpec(
            "so-2", division, "Phòng Xây dựng văn bản", START, "so", "H20.03.03", UnitFunction.SPECIALIST
        ),
    ]
    return load_units(actor=SYSTEM, units=specs)
