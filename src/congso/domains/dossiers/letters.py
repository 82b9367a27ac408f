"""Default words of the letters and short messages to applicants; the office may change them by dated rows."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.foundation.notifications.wordings import Kind

_FIELDS: dict[str, str | Promise] = {
    "name": _("tên người nộp"), "code": _("mã hồ sơ"), "procedure": _("tên thủ tục"),
    "agency": _("cơ quan giải quyết"), "receiving": _("nơi tiếp nhận"), "due": _("thời điểm hẹn trả"),
    "items": _("giấy tờ cần bổ sung"), "reason": _("lý do"), "how": _("cách nhận kết quả"),
    "pay": _("phí, lệ phí cần nộp và địa chỉ nộp (nếu có)"), "url": _("địa chỉ trang theo dõi hồ sơ"),
    "rating_url": _("địa chỉ trang đánh giá"),
}  # fmt: skip
_HEAD = "Kính gửi {name},\n\n"
_FOOT = "\n\nTheo dõi hồ sơ: {url}\n\nThư này được gửi tự động, xin không trả lời thư này."


_ZALO = "ma_ho_so: {code}\nten_nguoi_nop: {name}\nnoi_dung: %s\nduong_dan: {url}"
"""Fields of a ZNS template; Zalo's names for them are the province's to agree (unverified)."""
_SAMPLES = {
    "name": "Trần Thị Ngọc Ẩn", "code": "H20.31-261122-0001", "procedure": "Thủ tục đăng ký lại khai sinh",
    "agency": "Ủy ban nhân dân phường Cao Lãnh", "receiving": "Trung tâm Phục vụ hành chính công phường Cao Lãnh",
    "due": "16:30 ngày 27/11/2026", "items": "Bản sao giấy tờ cư trú", "reason": "Giấy tờ đã nộp bị mờ", "how": "Tại quầy",
    "url": "https://dichvucong.example/tra-cuu/aB3dE6gH9jK2mN5pQ8sT/",
}  # fmt: skip
MANDATORY = {
    "received",
    "submitted",
    "not_accepted",
    "supplement",
    "payment",
    "apology",
    "extended",
    "finished",
    "result_replaced",
    "result_recalled",
    "result_corrected",
    "stopped",
}
"""What the law has the office tell (NĐ 118/2025: receipt, refusal, supplement, apology, result and what becomes of it); the rest may be refused."""


def _kind(what: str, label: Promise | str, subject: str, body: str, sms: str) -> Kind:
    return Kind(
        f"dossier-{what}", label, subject, _HEAD + body + _FOOT, _FIELDS, sms=f"{sms} Xem: {{url}}", zalo=_ZALO % sms,
        mandatory=what in MANDATORY, for_citizens=True, samples=_SAMPLES,
    )  # fmt: skip


LETTERS: dict[str, Kind] = {kind.key: kind for kind in (
    _kind("received", _("Đã tiếp nhận hồ sơ"), "Đã tiếp nhận hồ sơ {code}",
          "{receiving} đã tiếp nhận hồ sơ {code} ({procedure}).\nCơ quan giải quyết: {agency}.\nHẹn trả kết quả: {due}.{pay}",
          "Đã tiếp nhận hồ sơ {code}, hẹn trả {due}."),
    _kind("submitted", _("Đã nộp hồ sơ trực tuyến"), "Đã nộp hồ sơ {code}",
          "Hồ sơ {code} ({procedure}) đã được gửi tới {receiving}. Nơi tiếp nhận sẽ kiểm tra và trả lời trước {due}.",
          "Đã nộp hồ sơ {code}, nơi tiếp nhận đang kiểm tra."),
    _kind("not_accepted", _("Không tiếp nhận hồ sơ"), "Hồ sơ {code} không được tiếp nhận",
          "{receiving} không tiếp nhận hồ sơ {code} ({procedure}).\nLý do: {reason}",
          "Hồ sơ {code} không được tiếp nhận."),
    _kind("supplement", _("Yêu cầu bổ sung hồ sơ"), "Hồ sơ {code} cần bổ sung",
          "Hồ sơ {code} ({procedure}) cần bổ sung:\n{items}\n\nLý do: {reason}\n\n"
          "Thời gian giải quyết tạm dừng cho đến khi nhận đủ giấy tờ. Nơi nhận: {receiving}.",
          "Hồ sơ {code} cần bổ sung giấy tờ, thời gian giải quyết tạm dừng."),
    _kind("payment", _("Yêu cầu thực hiện nghĩa vụ tài chính"), "Hồ sơ {code}: cần thực hiện nghĩa vụ tài chính",
          "Hồ sơ {code} ({procedure}) cần thực hiện nghĩa vụ tài chính.\n{reason}{pay}\n\n"
          "Thời gian giải quyết tạm dừng cho đến khi hoàn thành.",
          "Hồ sơ {code} cần nộp phí, lệ phí."),
    _kind("resumed", _("Tiếp tục giải quyết"), "Hồ sơ {code} được tiếp tục giải quyết",
          "{receiving} đã nhận phần ông/bà bổ sung. Hồ sơ {code} được tiếp tục giải quyết.\nHẹn trả kết quả: {due}.",
          "Hồ sơ {code} được giải quyết tiếp, hẹn trả {due}."),
    _kind("apology", _("Xin lỗi và hẹn lại"), "Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {code}",
          "{agency} xin lỗi vì chưa trả được kết quả hồ sơ {code} ({procedure}) đúng hẹn.\nLý do: {reason}\n\n"
          "Thời điểm hẹn trả mới: {due}.",
          "Xin lỗi vì hồ sơ {code} chưa xong đúng hẹn. Hẹn trả mới: {due}."),
    _kind("extended", _("Gia hạn giải quyết"), "Gia hạn giải quyết hồ sơ {code}",
          "Thời hạn giải quyết hồ sơ {code} ({procedure}) được gia hạn.\nLý do: {reason}\n\nThời điểm hẹn trả mới: {due}.",
          "Hồ sơ {code} được gia hạn. Hẹn trả mới: {due}."),
    _kind("finished", _("Đã có kết quả"), "Hồ sơ {code} đã có kết quả",
          "Hồ sơ {code} ({procedure}) đã giải quyết xong.\nCách nhận kết quả đã đăng ký: {how}. Nơi trả: {receiving}.",
          "Hồ sơ {code} đã có kết quả. Cách nhận: {how}."),
    _kind("returned", _("Đã trả kết quả"), "Đã trả kết quả hồ sơ {code}",
          "Kết quả hồ sơ {code} ({procedure}) đã được trả. Cảm ơn ông/bà.\n\nXin đánh giá việc giải quyết hồ sơ (chưa đến một phút): {rating_url}",
          "Đã trả kết quả hồ sơ {code}."),
    _kind("result_replaced", _("Kết quả được thay thế"), "Kết quả hồ sơ {code} được thay thế",
          "Kết quả hồ sơ {code} ({procedure}) đã được {agency} thay thế bằng văn bản mới. Văn bản cũ không còn giá trị; "
          "văn bản mới có trên cổng dịch vụ công và tại {receiving}.",
          "Kết quả hồ sơ {code} được thay thế bằng văn bản mới."),
    _kind("result_recalled", _("Kết quả bị thu hồi"), "Kết quả hồ sơ {code} bị thu hồi",
          "{agency} đã thu hồi văn bản kết quả hồ sơ {code} ({procedure}). Văn bản đã nhận không còn giá trị; "
          "lý do và kết quả mới (nếu có) xem trên cổng dịch vụ công hoặc hỏi tại {receiving}.",
          "Văn bản kết quả hồ sơ {code} bị thu hồi, không còn giá trị."),
    _kind("result_corrected", _("Kết quả được sửa đổi, đính chính"), "Kết quả hồ sơ {code} được sửa đổi, đính chính",
          "{agency} đã ban hành văn bản sửa đổi, đính chính kết quả hồ sơ {code} ({procedure}). "
          "Văn bản này dùng kèm kết quả đã nhận, có trên cổng dịch vụ công và tại {receiving}.",
          "Kết quả hồ sơ {code} có văn bản sửa đổi, đính chính kèm theo."),
    _kind("stopped", _("Dừng giải quyết theo yêu cầu"), "Đã dừng giải quyết hồ sơ {code}",
          "Hồ sơ {code} ({procedure}) đã dừng giải quyết theo yêu cầu của ông/bà.",
          "Hồ sơ {code} đã dừng giải quyết theo yêu cầu."),
    _kind("message", _("Có tin nhắn mới"), "Có tin nhắn về hồ sơ {code}",
          "{agency} gửi tin nhắn về hồ sơ {code} ({procedure}). Đăng nhập cổng dịch vụ công để đọc và trả lời.",
          "Có tin nhắn về hồ sơ {code}. Đăng nhập cổng dịch vụ công để đọc."),
)}  # fmt: skip
