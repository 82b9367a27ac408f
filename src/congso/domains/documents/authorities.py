"""In whose name a decision is made, as it stands below the subject (NĐ 30/2020, Phụ lục III, forms 1.1 to 1.3)."""

from __future__ import annotations

from datetime import date

from congso.domains.documents.enums import Authority
from congso.foundation.orgs.models import UnitKind
from congso.foundation.orgs.queries import tree

COMMITTEES = frozenset({UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.DISTRICT})
DECIDES = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}
"""The word before the articles of a type that decides; other types have neither it nor the line of authority."""
_OF_COLLECTIVES = frozenset({"NQ"})
"""Types that only a collective issues."""
_HEADS = (
    ("sở ", "Giám đốc "), ("trung tâm ", "Giám đốc "), ("bệnh viện ", "Giám đốc "), ("văn phòng", "Chánh "), ("thanh tra", "Chánh "),
    ("ban ", "Trưởng "), ("phòng ", "Trưởng "), ("chi cục ", "Chi cục trưởng "), ("cục ", "Cục trưởng "), ("trường ", "Hiệu trưởng "),
)  # fmt: skip
"""Who heads a unit, by how its name begins."""


def default_authority(agency_id: int) -> Authority:
    """The collective of a people's committee; the head of every other agency, which has no collective that decides."""
    node = tree().nodes.get(agency_id)
    return Authority.AGENCY if node is None or node.kind in COMMITTEES else Authority.HEAD


def head_title(agency_id: int, on: date) -> str:
    """``Chủ tịch Ủy ban nhân dân phường Cao Lãnh``, ``Giám đốc Sở Tư pháp``."""
    node = tree(on).nodes.get(agency_id)
    if node is None:
        return ""
    if node.kind in COMMITTEES:
        return f"Chủ tịch {node.name}"
    name = node.name.lower()
    title = next((title for begin, title in _HEADS if name.startswith(begin)), "Thủ trưởng ")
    return f"{title}{node.name}"


def authority_line(type_code: str, agency_id: int, agency: str, authority: str, on: date) -> str:
    """The line of authority of a decision or resolution; empty for types without one."""
    if type_code not in DECIDES:
        return ""
    is_heads = authority == Authority.HEAD and type_code not in _OF_COLLECTIVES
    return head_title(agency_id, on) if is_heads else agency
