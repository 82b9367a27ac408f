"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "national.connect": _("Đặt kết nối Cổng Dịch vụ công quốc gia"),
    "national.close_connection": _("Đóng kết nối Cổng Dịch vụ công quốc gia"),
    "national.send_again": _("Đồng bộ lại hồ sơ lên Cổng Dịch vụ công quốc gia"),
    "national.send_day_again": _("Đồng bộ lại hồ sơ của một ngày lên Cổng Dịch vụ công quốc gia"),
    "national.look_up": _("Tra cứu hồ sơ trên Cổng Dịch vụ công quốc gia"),
    "national.begin_pull": _("Bắt đầu tải danh mục thủ tục của Cổng Dịch vụ công quốc gia"),
    "national.stop_pull": _("Dừng tải danh mục thủ tục của Cổng Dịch vụ công quốc gia"),
    "national.note_pull": _("Ghi danh mục thủ tục tải về"),
    "national.approve_difference": _("Duyệt thay đổi thủ tục theo Cổng Dịch vụ công quốc gia"),
    "national.ignore_difference": _("Bỏ qua điểm khác của danh mục"),
    "national.declare": _("Khai số hồ sơ phải đồng bộ"),
    "national.end_declared": _("Thôi dùng số liệu đã khai"),
    "national.pull_agencies": _("Tải danh mục cơ quan của Cổng Dịch vụ công quốc gia"),
}
