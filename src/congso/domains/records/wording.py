"""Audited actions of this room in the words of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "records.add_entry": _("Thêm mục vào danh mục hồ sơ"),
    "records.add_paper": _("Thêm giấy tờ vào hồ sơ công việc"),
    "records.amend_list": _("Bổ sung danh mục hồ sơ"),
    "records.answer_line": _("Trả lời hồ sơ nộp lưu"),
    "records.arrange": _("Sắp xếp hồ sơ công việc"),
    "records.answer_keeping": _("Trả lời đề nghị giữ lại hồ sơ"),
    "records.ask_keeping": _("Đề nghị giữ lại hồ sơ"),
    "records.end_keeping": _("Thôi giữ lại hồ sơ"),
    "records.remind_of_keepings": _("Nhắc hồ sơ sắp hết thời gian giữ lại"),
    "records.change_dossier": _("Sửa thông tin hồ sơ công việc"),
    "records.change_entry": _("Sửa mục của danh mục hồ sơ"),
    "records.close_dossier": _("Kết thúc hồ sơ công việc"),
    "records.copy_list": _("Lập danh mục theo năm trước"),
    "records.drop_line": _("Bỏ hồ sơ khỏi đợt nộp lưu"),
    "records.file_document": _("Lưu văn bản vào hồ sơ"),
    "records.file_documents": _("Lưu nhiều văn bản vào hồ sơ"),
    "records.grant": _("Cho phép xem hồ sơ công việc"),
    "records.hand_to": _("Giao hồ sơ cho người khác lập"),
    "records.import_list": _("Nhập danh mục hồ sơ từ tệp"),
    "records.issue_list": _("Ban hành danh mục hồ sơ"),
    "records.look": _("Xem hồ sơ hạn chế tiếp cận"),
    "records.make_handover": _("Lập đợt nộp lưu"),
    "records.number_sheets": _("Đánh số tờ"),
    "records.open_listed": _("Mở hồ sơ theo danh mục"),
    "records.open_outside": _("Mở hồ sơ ngoài danh mục"),
    "records.remove_entry": _("Bỏ mục khỏi danh mục hồ sơ"),
    "records.remove_item": _("Lấy tài liệu ra khỏi hồ sơ"),
    "records.reopen_dossier": _("Mở lại hồ sơ đã kết thúc"),
    "records.send_handover": _("Nộp lưu hồ sơ"),
    "records.set_handover_term": _("Đặt hạn nộp lưu"),
    "records.set_retention_rule": _("Đặt thời hạn bảo quản"),
    "records.start_list": _("Lập danh mục hồ sơ"),
    "records.withdraw_grant": _("Thôi cho xem hồ sơ công việc"),
}
