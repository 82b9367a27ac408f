"""What keeping the first page refuses.

InvalidInput
├─ NoProcedureNamed     a life event without a procedure in force
├─ NoticeTooLate        a planned stop is announced less than seven working days before
└─ NoticeOutOfOrder     the stop ends before it begins, or has ended already
Conflict
├─ EventExists          another life event has this address
└─ AlreadyClosed        it is no longer shown
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput


class NoProcedureNamed(InvalidInput):
    """Raised for a life event none of whose codes is a procedure in force, or with an unknown code."""

    code = "no_procedure_named"
    message = _("Cần ít nhất một mã thủ tục đang có hiệu lực. Không tìm thấy: %(codes)s")


class NoticeTooLate(InvalidInput):
    """Raised when a planned stop is announced later than NĐ 224/2026/NĐ-CP, Điều 13 allows."""

    code = "notice_too_late"
    message = _(
        "Bảo trì có kế hoạch phải thông báo trước ít nhất %(days)d ngày làm việc (NĐ 224/2026/NĐ-CP, Điều 13): "
        "sớm nhất là ngày %(earliest)s."
    )


class NoticeOutOfOrder(InvalidInput):
    """Raised when a stop would end before it begins, or lies wholly in the past."""

    code = "notice_out_of_order"
    message = _("Giờ kết thúc phải sau giờ bắt đầu và chưa qua.")


class EventExists(Conflict):
    """Raised when another life event has the same address."""

    code = "event_exists"
    message = _("Đã có sự kiện dùng địa chỉ %(slug)s.")


class AlreadyClosed(Conflict):
    """Raised when a life event or notice is no longer shown."""

    code = "already_closed"
    message = _("Mục này đã thôi hiển thị.")
