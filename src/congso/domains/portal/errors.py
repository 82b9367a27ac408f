"""What keeping the first page refuses.

InvalidInput
├─ NoProcedureNamed     a life event without a procedure in force
├─ LevelTooLow          the account's assurance is below what the procedure demands
├─ DraftIncomplete      answers are missing or wrong; the page shows which
├─ NotAgreed            the statement of truth is not ticked
├─ TooMuch              more files or bytes than a draft may hold
├─ PiecesOutOfOrder     a piece of an upload begins elsewhere than the last one ended
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


class LevelTooLow(InvalidInput):
    """Raised when the identity is not assured enough for the procedure (VNeID level 2 for submissions, domain D2)."""

    code = "level_too_low"
    message = _("Thủ tục này cần tài khoản định danh mức %(wanted)s; tài khoản của bạn ở mức %(level)s.")


class DraftIncomplete(InvalidInput):
    """Raised when a draft is sent in with answers missing or wrong."""

    code = "draft_incomplete"
    message = _("Còn %(count)s ô chưa đúng; hãy sửa rồi nộp lại.")


class NotAgreed(InvalidInput):
    """Raised when the statement of truth is not confirmed."""

    code = "not_agreed"
    message = _("Hãy đọc và đánh dấu vào lời cam đoan trước khi nộp.")


class TooMuch(InvalidInput):
    """Raised when a draft would hold more than it may."""

    code = "too_much"
    message = _("Hồ sơ đang soạn chỉ giữ được %(most)s.")


class PiecesOutOfOrder(Conflict):
    """Raised when a piece of an upload does not follow the last one."""

    code = "pieces_out_of_order"
    message = _("Phần tệp vừa gửi không nối tiếp phần trước; đã nhận %(received)s byte.")


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
