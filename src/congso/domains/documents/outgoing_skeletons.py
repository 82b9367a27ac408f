"""What a new draft of each type begins with; the drafter changes it (NĐ 30/2020, Phụ lục III, forms 1.1 to 1.10)."""

from __future__ import annotations

from typing import Any

from congso.domains.documents.types import type_name

_FILE = "Lưu: VT, ..."
_DECISION = ("Điều 1. ...\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
             "Điều 3. Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")  # fmt: skip
_BODIES = {
    "": "Thực hiện ..., {agency} ... như sau:\n\n1. ...\n\n2. ...\n\nTrân trọng./.",
    "NQ": "Điều 1. ...\n\nĐiều 2. ...\n\nĐiều 3. Nghị quyết này có hiệu lực kể từ ngày ký./.",
    "QĐ": _DECISION,
    "CT": "Để ..., {agency} yêu cầu:\n\n1. ...\n\n2. ...\n\nYêu cầu các đơn vị nghiêm túc thực hiện Chỉ thị này./.",
    "QC": "Chương I. QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh ...\n\nĐiều 2. Đối tượng áp dụng ...",
    "QyĐ": "Chương I. QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh ...\n\nĐiều 2. Đối tượng áp dụng ...",
    "TB": "Ngày ..., {agency} thông báo ... như sau:\n\n1. ...\n\n2. .../.",
    "KH": "I. MỤC ĐÍCH, YÊU CẦU\n\n1. ...\n\nII. NỘI DUNG\n\n1. ...\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. .../.",
    "BC": "I. KẾT QUẢ THỰC HIỆN\n\n1. ...\n\nII. TỒN TẠI, HẠN CHẾ\n\n1. ...\n\nIII. PHƯƠNG HƯỚNG, NHIỆM VỤ\n\n1. .../.",
    "TTr": "1. Sự cần thiết ...\n\n2. Nội dung ...\n\n{agency} kính trình ... xem xét, quyết định./.",
    "GM": "{agency} trân trọng kính mời: ...\n\nTới dự: ...\n\nThời gian: ...\n\nĐịa điểm: .../.",
    "CĐ": "{agency} yêu cầu ... khẩn trương thực hiện các nhiệm vụ sau:\n\n1. ...\n\n2. .../.",
}
_GROUNDED = frozenset({"NQ", "QĐ", "QC", "QyĐ", "HĐ", "CT"})
_GROUND = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025\nTheo đề nghị của ..."


def skeleton(type_code: str, *, agency: str) -> dict[str, Any]:
    """First words of body, grounds and receivers for a type."""
    about = type_name(type_code).lower() if type_code else ""
    body = _BODIES.get(type_code, f"{{agency}} ban hành {about} như sau:\n\n1. ...\n\n2. .../.")
    recipients = f"Như Điều 3\n{_FILE}" if type_code == "QĐ" else f"Như trên\n{_FILE}"
    return {
        "type_code": type_code, "body": body.replace("{agency}", agency), "recipients": recipients,
        "grounds": _GROUND if type_code in _GROUNDED else "",
    }  # fmt: skip
