"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "exchange.receive": _("Nhận gói tin liên thông"),
    "exchange.answer_demand": _("Trả lời đề nghị thu hồi, cập nhật, thay thế của nơi gửi"),
    "exchange.connect": _("Thêm kết nối trục liên thông"),
    "exchange.change_connection": _("Sửa kết nối trục liên thông"),
    "exchange.close_connection": _("Đóng kết nối trục liên thông"),
    "exchange.register_at_axis": _("Đề nghị trục cho đơn vị tham gia"),
    "exchange.end_at_axis": _("Báo trục đơn vị ngừng tham gia"),
    "exchange.refresh_directory": _("Cập nhật danh bạ đơn vị liên thông"),
    "exchange.hear_of_failures": _("Trục báo nơi nhận không nhận được văn bản"),
    "exchange.send_again": _("Gửi lại văn bản qua trục"),
    "exchange.make_key": _("Tạo khóa ký gói tin liên thông"),
    "exchange.take_key": _("Nhận khóa ký gói tin liên thông"),
    "exchange.end_waiting": _("Hết thời gian chờ văn bản đến sau thay đổi của nó"),
    "exchange.remind": _("Nhắc văn thư về nơi nhận chưa trả lời"),
}
