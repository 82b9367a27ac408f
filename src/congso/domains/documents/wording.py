"""Audited actions of this room in the words of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "documents.ask_long_keeping": _("Yêu cầu bổ sung chứng cứ lưu trữ lâu dài"),
    "documents.keep_long": _("Bổ sung chứng cứ lưu trữ lâu dài vào văn bản"),
    "documents.renew_long_keeping": _("Gia hạn chứng cứ lưu trữ lâu dài"),
    "documents.tell_of_long_keeping": _("Báo kết quả bổ sung chứng cứ lưu trữ lâu dài"),
    "documents.ask_copy": _("Hỏi mượn bản lưu"),
    "documents.check_arrivals": _("Kiểm tra chữ ký của văn bản đến qua trục"),
    "documents.close_year": _("Khóa sổ năm"),
    "documents.decide_copy": _("Quyết định cho sử dụng bản lưu"),
    "documents.delete_phrase": _("Xóa câu mẫu bút phê"),
    "documents.delete_search": _("Xóa tìm kiếm đã lưu"),
    "documents.fill_index": _("Bổ sung chỉ mục tìm văn bản"),
    "documents.hand_out_copy": _("Giao bản lưu"),
    "documents.keep_month": _("Ghi số liệu tháng văn bản đến"),
    "documents.make_copy": _("Cấp số, lập bản sao văn bản"),
    "documents.note_posting": _("Ghi sổ gửi bưu điện"),
    "documents.open_year": _("Mở sổ năm"),
    "documents.read_by_machine": _("Đọc bản quét bằng máy"),
    "documents.save_search": _("Lưu tìm kiếm văn bản"),
    "documents.sign_copy": _("Ký số bản sao"),
    "documents.set_speech_rule": _("Cho phép hoặc thôi cho đọc bút phê bằng giọng nói"),
    "documents.take_copy_back": _("Nhận lại bản lưu"),
    "documents.tell_of_new": _("Báo văn bản mới theo tìm kiếm đã lưu"),
    "numbering.open_books": _("Mở sổ cấp số"),
    "bench.prepare": _("Chuẩn bị đo tốc độ"),
}
