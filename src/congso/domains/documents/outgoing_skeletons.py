"""What a new draft of each type begins with; the drafter changes it (NĐ 30/2020, Phụ lục III, forms 1.1 to 1.10).

A gap is marked ``[…what belongs here]``: the page of the draft lists what is open, and a draft with gaps goes to nobody.
"""

from __future__ import annotations

from typing import Any

from congso.domains.documents.types import type_name

_FILE = "Lưu: VT, […đơn vị soạn thảo]"
_SUBJECT = "[…nội dung]"
_DECISION = (f"Điều 1. {_SUBJECT}\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
             "Điều 3. Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")  # fmt: skip
_RULES = ("Chương I. QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh: […phạm vi điều chỉnh]\n\n"
          "Điều 2. Đối tượng áp dụng: […đối tượng áp dụng]")  # fmt: skip
_BODIES = {
    "": "Thực hiện […văn bản, chỉ đạo], {agency} […ý kiến, đề nghị] như sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]\n\nTrân trọng./.",
    "NQ": f"Điều 1. {_SUBJECT}\n\nĐiều 2. […tổ chức thực hiện]\n\nĐiều 3. Nghị quyết này có hiệu lực kể từ ngày ký./.",
    "QĐ": _DECISION,
    "CT": "Để […mục đích], {agency} yêu cầu:\n\n1. […yêu cầu thứ nhất]\n\n2. […yêu cầu thứ hai]\n\n"
          "Yêu cầu các đơn vị nghiêm túc thực hiện Chỉ thị này./.",
    "QC": _RULES,
    "QyĐ": _RULES,
    "TB": "Ngày […ngày, tháng, năm], {agency} thông báo […việc thông báo] như sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.",
    "KH": "I. MỤC ĐÍCH, YÊU CẦU\n\n1. […mục đích, yêu cầu]\n\nII. NỘI DUNG\n\n1. […nội dung]\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. […phân công]./.",
    "BC": "I. KẾT QUẢ THỰC HIỆN\n\n1. […kết quả]\n\nII. TỒN TẠI, HẠN CHẾ\n\n1. […tồn tại, hạn chế]\n\n"
          "III. PHƯƠNG HƯỚNG, NHIỆM VỤ\n\n1. […nhiệm vụ]./.",
    "TTr": "1. Sự cần thiết: […sự cần thiết]\n\n2. Nội dung: […nội dung trình]\n\n{agency} kính trình […cấp có thẩm quyền] xem xét, quyết định./.",
    "GM": "{agency} trân trọng kính mời: […người được mời]\n\nTới dự: […cuộc họp]\n\nThời gian: […giờ, ngày]\n\nĐịa điểm: […địa điểm]./.",
    "CĐ": "{agency} yêu cầu […nơi nhận] khẩn trương thực hiện các nhiệm vụ sau:\n\n1. […nhiệm vụ thứ nhất]\n\n2. […nhiệm vụ thứ hai]./.",
}  # fmt: skip
_GROUNDED = frozenset({"NQ", "QĐ", "QC", "QyĐ", "HĐ", "CT"})
_GROUND = ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025\n"
           "Theo đề nghị của […chức vụ người đứng đầu đơn vị trình]")  # fmt: skip


def skeleton(type_code: str, *, agency: str) -> dict[str, Any]:
    """First words of body, grounds and receivers for a type."""
    about = type_name(type_code).lower() if type_code else ""
    body = _BODIES.get(type_code, f"{{agency}} ban hành {about} như sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.")
    recipients = f"Như Điều 3\n{_FILE}" if type_code == "QĐ" else f"Như trên\n{_FILE}"
    return {
        "type_code": type_code, "body": body.replace("{agency}", agency), "recipients": recipients,
        "grounds": _GROUND if type_code in _GROUNDED else "",
    }  # fmt: skip
