"""Audited actions of this room in the words of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "documents.add_file": _("Thêm phụ lục, tệp kèm theo"),
    "documents.ask_copy": _("Hỏi mượn bản lưu"),
    "documents.change_file": _("Sửa phụ lục, tệp kèm theo"),
    "documents.check_arrivals": _("Kiểm tra chữ ký của văn bản đến qua trục"),
    "documents.close_year": _("Khóa sổ năm"),
    "documents.decide_copy": _("Quyết định cho sử dụng bản lưu"),
    "documents.delete_phrase": _("Xóa câu mẫu bút phê"),
    "documents.delete_search": _("Xóa tìm kiếm đã lưu"),
    "documents.end_authority": _("Ghi ngày hết hiệu lực của thẩm quyền ký"),
    "documents.fill_index": _("Bổ sung chỉ mục tìm văn bản"),
    "documents.hand_out_copy": _("Giao bản lưu"),
    "documents.keep_month": _("Ghi số liệu tháng văn bản đến"),
    "documents.make_copy": _("Cấp số, lập bản sao văn bản"),
    "documents.note_authority": _("Ghi thẩm quyền ký thừa lệnh, thừa ủy quyền"),
    "documents.note_opened": _("Đơn vị trong cơ quan mở xem văn bản gửi đến"),
    "documents.note_posting": _("Ghi sổ gửi bưu điện"),
    "documents.open_year": _("Mở sổ năm"),
    "documents.read_by_machine": _("Đọc bản quét bằng máy"),
    "documents.remove_file": _("Bỏ phụ lục, tệp kèm theo"),
    "documents.relate": _("Ghi căn cứ, văn bản liên quan"),
    "documents.unrelate": _("Bỏ căn cứ, văn bản liên quan"),
    "documents.save_search": _("Lưu tìm kiếm văn bản"),
    "documents.sign_copy": _("Ký số bản sao"),
    "documents.set_speech_rule": _("Cho phép hoặc thôi cho đọc bút phê bằng giọng nói"),
    "documents.take_copy_back": _("Nhận lại bản lưu"),
    "documents.tell_of_new": _("Báo văn bản mới theo tìm kiếm đã lưu"),
    "numbering.open_books": _("Mở sổ cấp số"),
    "bench.prepare": _("Chuẩn bị đo tốc độ"),
}
