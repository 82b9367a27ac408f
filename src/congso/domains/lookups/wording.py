"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "lookups.ask": _("Tra cứu cơ sở dữ liệu quốc gia"),
    "lookups.note": _("Ghi kết quả tra cứu cơ sở dữ liệu quốc gia"),
    "lookups.verify_paper": _("Đối chiếu giấy tờ với cơ sở dữ liệu quốc gia"),
    "lookups.connect": _("Đặt kết nối nền tảng chia sẻ dữ liệu"),
    "lookups.set_keeping": _("Đặt thời gian lưu kết quả tra cứu"),
    "lookups.call": _("Gọi dịch vụ cho hồ sơ đã chuyển"),
    "lookups.forward": _("Chuyển hồ sơ sang hệ thống khác"),
    "lookups.follow": _("Ghi trạng thái hồ sơ đã chuyển"),
    "lookups.list_changed": _("Hỏi hồ sơ đã chuyển nào có thay đổi"),
    "lookups.set_forward_rule": _("Gắn thủ tục với hệ thống nhận hồ sơ"),
    "lookups.end_forward_rule": _("Dừng chuyển hồ sơ của thủ tục"),
    "lookups.fetch_list": _("Tải danh mục dùng chung"),
    "lookups.approve_list": _("Duyệt điểm khác của danh mục dùng chung"),
    "lookups.ignore_list": _("Bỏ qua điểm khác của danh mục dùng chung"),
    "lookups.add_list_row": _("Thêm dòng vào danh mục dùng chung"),
    "lookups.forget": _("Xóa kết quả tra cứu hết hạn lưu"),
}
