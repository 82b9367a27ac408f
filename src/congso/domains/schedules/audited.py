"""Audited actions of this room in the words of the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "schedules.accept_proposal": _("Duyệt đề xuất lịch"),
    "schedules.add_entry": _("Thêm lịch công tác"),
    "schedules.change_entry": _("Điều chỉnh lịch công tác"),
    "schedules.make_feed": _("Tạo địa chỉ lịch riêng"),
    "schedules.postpone_entry": _("Hoãn lịch công tác"),
    "schedules.propose_entry": _("Đề xuất lịch công tác"),
    "schedules.publish_week": _("Phát hành lịch tuần"),
    "schedules.refuse_proposal": _("Từ chối đề xuất lịch"),
    "schedules.revoke_feed": _("Thu hồi địa chỉ lịch riêng"),
    "schedules.set_public_calendar": _("Công khai hoặc thôi công khai lịch công tác"),
    "schedules.withdraw_proposal": _("Rút đề xuất lịch"),
}
