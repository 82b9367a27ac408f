"""Audited actions of this room in the words of the office."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "lookups.ask": _("Tra cứu cơ sở dữ liệu quốc gia"),
    "lookups.note": _("Ghi kết quả tra cứu cơ sở dữ liệu quốc gia"),
    "lookups.verify_paper": _("Đối chiếu giấy tờ với cơ sở dữ liệu quốc gia"),
    "lookups.connect": _("Đặt kết nối nền tảng chia sẻ dữ liệu"),
    "lookups.set_keeping": _("Đặt thời gian lưu kết quả tra cứu"),
    "lookups.forget": _("Xóa kết quả tra cứu hết hạn lưu"),
}
