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
_SIDES = ("Hôm nay, ngày […ngày, tháng, năm], tại […địa điểm], chúng tôi gồm:\n\nBên A: {agency}, do ông (bà) […họ tên, chức vụ] làm đại diện.\n\n"
          "Bên B: […tên, địa chỉ], do ông (bà) […họ tên, chức vụ] làm đại diện.\n\n")  # fmt: skip
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
    "GM": "Tới dự: […cuộc họp]\n\nChủ trì: […người chủ trì]\n\nThời gian: […giờ, ngày]\n\nĐịa điểm: […địa điểm]./.",
    "CĐ": "Để […mục đích], yêu cầu các cơ quan nhận điện khẩn trương thực hiện các nhiệm vụ sau:\n\n1. […nhiệm vụ thứ nhất]\n\n2. […nhiệm vụ thứ hai]./.",
    "GGT": "{agency} trân trọng giới thiệu:\n\nÔng (bà): […họ và tên]\n\nChức vụ: […chức vụ]\n\nĐược cử đến: […cơ quan, tổ chức]\n\n"
           "Về việc: […công việc]\n\nĐề nghị quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.\n\n"
           "Giấy này có giá trị đến hết ngày […ngày, tháng, năm]./.",
    "BB": "Thời gian bắt đầu: […giờ, ngày]\n\nĐịa điểm: […địa điểm]\n\nThành phần tham dự: […thành phần]\n\nChủ trì: […người chủ trì]\n\n"
          "Thư ký: […người ghi biên bản]\n\nNội dung: […diễn biến cuộc họp]\n\nCuộc họp kết thúc vào […giờ] giờ […phút], ngày […ngày, tháng, năm]./.",
    "GNP": "Xét Đơn đề nghị nghỉ phép ngày […ngày, tháng, năm] của ông (bà) […họ và tên],\n\n{agency} cấp cho:\n\nÔng (bà): […họ và tên]\n\n"
           "Chức vụ: […chức vụ]\n\nĐược nghỉ phép từ ngày […ngày đầu] đến hết ngày […ngày cuối] tại […nơi nghỉ phép].\n\n"
           "Số ngày nghỉ phép nêu trên được tính vào […thời gian nghỉ của năm nào]./.",
    "THU": "Thân gửi […người nhận],\n\n[…nội dung thư]\n\n[…lời chúc, lời cảm ơn]./.",
    "PG": "{agency} gửi kèm phiếu này các văn bản sau:\n| STT | Số, ký hiệu, trích yếu | Số bản |\n| 1 | […văn bản] | […số bản] |\n\n"
          "Đề nghị nơi nhận ký xác nhận và gửi lại phiếu này./.",
    "PC": "{agency} nhận được […đơn, văn bản] của […người gửi] về việc […nội dung].\n\nXét nội dung thuộc thẩm quyền của quý cơ quan, "
          "{agency} chuyển đến để xem xét, giải quyết và trả lời người gửi theo quy định./.",
    "PB": "{agency} báo để […người nhận] biết:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.",
    "GUQ": "Căn cứ nhiệm vụ được giao, […người ủy quyền, chức vụ] ủy quyền cho:\n\nÔng (bà): […họ và tên]\n\nChức vụ: […chức vụ]\n\n"
           "Nội dung ủy quyền: […nội dung]\n\nThời hạn ủy quyền: từ ngày […ngày đầu] đến hết ngày […ngày cuối]./.",
    "HĐ": _SIDES + "Hai bên thống nhất ký kết hợp đồng với các điều khoản sau:\n\nĐiều 1. Nội dung hợp đồng: […nội dung]\n\n"
          "Điều 2. Thời hạn, giá trị, phương thức thanh toán: […thỏa thuận]\n\nĐiều 3. Quyền và nghĩa vụ của hai bên: […thỏa thuận]\n\n"
          "Điều 4. Hợp đồng này có hiệu lực kể từ ngày ký./.",
    "BGN": _SIDES + "Hai bên ghi nhớ các nội dung sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.",
    "BTT": _SIDES + "Hai bên thỏa thuận các nội dung sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.",
}  # fmt: skip
_GROUNDED = frozenset({"NQ", "QĐ", "QC", "QyĐ", "HĐ", "CT"})
_ADDRESSED = {"CĐ": "[…nơi nhận điện]", "GM": "[…người được mời]", "PG": "[…nơi nhận]", "PC": "[…nơi nhận]", "PB": "[…nơi nhận]"}
_CONFIRMED = {"GNP": "Xác nhận của chính quyền địa phương nơi nghỉ phép", "PG": "Xác nhận của nơi nhận"}
_RECIPIENTS = {"QĐ": f"Như Điều 3\n{_FILE}", "BB": f"Như thành phần tham dự\n{_FILE}", "GNP": f"[…người được cấp]\n{_FILE}", "THU": "",
               "HĐ": f"Bên B\n{_FILE}", "BGN": f"Bên B\n{_FILE}", "BTT": f"Bên B\n{_FILE}"}  # fmt: skip
_GROUND = ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025\n"
           "Theo đề nghị của […chức vụ người đứng đầu đơn vị trình]")  # fmt: skip


def skeleton(type_code: str, *, agency: str) -> dict[str, Any]:
    """First words of body, grounds, addressees and receivers for a type, and who confirms below it."""
    about = type_name(type_code).lower() if type_code else ""
    body = _BODIES.get(type_code, f"{{agency}} ban hành {about} như sau:\n\n1. […nội dung thứ nhất]\n\n2. […nội dung thứ hai]./.")
    return {
        "type_code": type_code, "body": body.replace("{agency}", agency), "recipients": _RECIPIENTS.get(type_code, f"Như trên\n{_FILE}"),
        "addressees": _ADDRESSED.get(type_code, ""), "confirmation": _CONFIRMED.get(type_code, ""),
        "grounds": _GROUND if type_code in _GROUNDED else "",
    }  # fmt: skip
