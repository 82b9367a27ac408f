"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "axis.offer_again": _("Trục giao lại gói tin nơi gửi gửi lại"),
    "axis.take_in": _("Trục nhận gói tin"),
    "axis.settle": _("Trục ghi nơi nhận đã lấy gói tin"),
    "axis.register_system": _("Đăng ký hệ thống với trục"),
    "axis.renew_secret": _("Cấp lại khóa bí mật cho hệ thống"),
    "axis.change_system": _("Sửa hệ thống kết nối trục"),
    "axis.close_system": _("Ngắt hệ thống khỏi trục"),
    "axis.add_certificate": _("Thêm chứng thư số của hệ thống"),
    "axis.withdraw_certificate": _("Ngừng chứng thư số của hệ thống"),
    "axis.register_member": _("Đăng ký đơn vị trên trục"),
    "axis.change_member": _("Sửa đơn vị trên trục"),
    "axis.load_table": _("Nạp hệ thống, đơn vị của trục từ bảng"),
    "axis.ask_to_register": _("Hệ thống đề nghị cho đơn vị tham gia trục"),
    "axis.ask_to_end": _("Hệ thống đề nghị ngừng đơn vị của mình trên trục"),
    "axis.approve_registration": _("Duyệt đơn vị tham gia trục"),
    "axis.refuse_registration": _("Từ chối đơn vị tham gia trục"),
    "axis.end_member": _("Kết thúc đơn vị trên trục, chuyển cho đơn vị kế thừa"),
    "axis.lock_member": _("Khóa, mở đơn vị trên trục"),
    "axis.hand_on": _("Chuyển gói tin đang chờ cho đơn vị kế thừa"),
    "axis.take_log": _("Tải nhật ký trục liên thông"),
    "axis.try_all_again": _("Đưa mọi gói tin lỗi của một hệ thống cho nơi nhận lần nữa"),
    "axis.take_down": _("Nhận gói tin từ trục cấp trên"),
    "axis.connect_upper": _("Kết nối trục cấp trên"),
    "axis.change_upper": _("Sửa kết nối trục cấp trên"),
    "axis.close_upper": _("Ngắt trục cấp trên"),
    "axis.refresh_above": _("Lấy danh bạ của trục cấp trên"),
    "axis.try_all_up_again": _("Chuyển lại mọi gói tin trục cấp trên không nhận"),
    "axis.try_again": _("Đưa gói tin cho nơi nhận lần nữa"),
}
