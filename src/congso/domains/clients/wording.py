"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "clients.register": _("Đăng ký ứng dụng kết nối"),
    "clients.change": _("Sửa ứng dụng kết nối"),
    "clients.renew_secret": _("Cấp lại khóa bí mật cho ứng dụng kết nối"),
    "clients.close": _("Thu hồi ứng dụng kết nối"),
    "clients.set_reach": _("Đặt phạm vi của ứng dụng kết nối"),
    "clients.issue_token": _("Cấp mã truy cập cho ứng dụng kết nối"),
    "clients.sweep_tokens": _("Dọn mã truy cập đã hết hạn"),
    "clients.read_people": _("Ứng dụng kết nối đọc dữ liệu người nộp hồ sơ"),
    "clients.keep_file": _("Ứng dụng kết nối gửi tệp"),
    "clients.sweep_files": _("Dọn tệp ứng dụng gửi đã quá hạn"),
    "clients.add_hook": _("Ứng dụng kết nối đăng ký nhận tin"),
    "clients.remove_hook": _("Ứng dụng kết nối thôi nhận tin"),
    "clients.try_hook": _("Ứng dụng kết nối thử nhận tin"),
    "clients.tell": _("Báo tin cho ứng dụng kết nối"),
}
