"""Audited actions of this room in the words of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "documents.add_arrival_files": _("Bổ sung tệp cho văn bản đến"),
    "documents.answer_demand": _("Trả lời đề nghị thu hồi, cập nhật, thay thế của nơi gửi"),
    "documents.ask_copy": _("Hỏi mượn bản lưu"),
    "documents.change_main": _("Đổi đơn vị chủ trì văn bản đến"),
    "documents.change_signer": _("Đổi người ký văn bản"),
    "documents.check_arrivals": _("Kiểm tra chữ ký của văn bản đến qua trục"),
    "documents.close_year": _("Khóa sổ năm"),
    "documents.correct_arrival": _("Sửa đăng ký văn bản đến"),
    "documents.decide_copy": _("Quyết định cho sử dụng bản lưu"),
    "documents.delete_phrase": _("Xóa câu mẫu bút phê"),
    "documents.delete_search": _("Xóa tìm kiếm đã lưu"),
    "documents.fill_index": _("Bổ sung chỉ mục tìm văn bản"),
    "documents.hand_out_copy": _("Giao bản lưu"),
    "documents.keep_month": _("Ghi số liệu tháng văn bản đến"),
    "documents.make_copy": _("Cấp số, lập bản sao văn bản"),
    "documents.note_posting": _("Ghi sổ gửi bưu điện"),
    "documents.note_step": _("Ghi bước xử lý của nơi nhận vào phiếu gửi"),
    "documents.open_year": _("Mở sổ năm"),
    "documents.pass_directly": _("Văn thư chuyển thẳng văn bản đến"),
    "documents.pass_to_leader": _("Chuyển văn bản đến cho lãnh đạo khác"),
    "documents.read_by_machine": _("Đọc bản quét bằng máy"),
    "documents.reassign_draft": _("Phân công lại văn bản đi"),
    "documents.reassign_work": _("Phân công lại văn bản đến"),
    "documents.save_search": _("Lưu tìm kiếm văn bản"),
    "documents.sign_copy": _("Ký số bản sao"),
    "documents.set_forwarding_rule": _("Cho phép hoặc thôi cho văn thư chuyển thẳng"),
    "documents.set_speech_rule": _("Cho phép hoặc thôi cho đọc bút phê bằng giọng nói"),
    "documents.take_copy_back": _("Nhận lại bản lưu"),
    "documents.tell_of_new": _("Báo văn bản mới theo tìm kiếm đã lưu"),
    "documents.void_arrival": _("Hủy đăng ký văn bản đến"),
    "numbering.open_books": _("Mở sổ cấp số"),
    "bench.prepare": _("Chuẩn bị đo tốc độ"),
}
