"""What keeping the first page refuses.

InvalidInput
├─ NoProcedureNamed     a life event without a procedure in force
├─ LevelTooLow          the account's assurance is below what the procedure demands
├─ OnlyForPersons       an organisation asks for what is only for persons
├─ DraftIncomplete      answers are missing or wrong; the page shows which
├─ NotAgreed            the statement of truth is not ticked
├─ TooMuch              more files or bytes than a draft may hold
├─ TooOften             more of it than one account may do in an hour (429)
│  └─ EnoughCopies      more copies of one's data in a day than are made
├─ RuleInThePast        a rule would begin on a day that is over
├─ NothingChosen        a request about data names nothing
├─ GroundMissing        an answer about data without its legal ground
├─ PiecesOutOfOrder     a piece of an upload begins elsewhere than the last one ended
├─ NoticeTooLate        a planned stop is announced less than seven working days before
└─ NoticeOutOfOrder     the stop ends before it begins, or has ended already
Conflict
├─ EventExists          another life event has this address
├─ AlreadyClosed        it is no longer shown
├─ DraftOutdated        the procedure was replaced while the draft was open
├─ AlreadyAsked         the same is being asked for already
├─ DossiersAreKept      dossiers are kept by the law on archives
├─ AlreadyAnswered      somebody has answered the request
└─ NotReady             the export is not packed yet, or was thrown away
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from congso.core.errors import Conflict, InvalidInput


class NoProcedureNamed(InvalidInput):
    """Raised for a life event none of whose codes is a procedure in force, or with an unknown code."""

    code = "no_procedure_named"
    message = _("Cần ít nhất một mã thủ tục đang có hiệu lực. Không tìm thấy: %(codes)s")


class LevelTooLow(InvalidInput):
    """Raised when the identity is not assured enough for the procedure (VNeID level 2 for submissions, domain D2)."""

    code = "level_too_low"
    message = _("Thủ tục này cần tài khoản định danh mức %(wanted)s; tài khoản của bạn ở mức %(level)s.")


class OnlyForPersons(InvalidInput):
    """Raised when an organisation's account begins a procedure whose applicants are persons alone."""

    code = "only_for_persons"
    message = _("Thủ tục này chỉ dành cho cá nhân. Xin đăng nhập bằng tài khoản định danh của người cần làm thủ tục.")


class DraftIncomplete(InvalidInput):
    """Raised when a draft is sent in with answers missing or wrong."""

    code = "draft_incomplete"
    message = ngettext_lazy(
        "Còn %(count)s ô chưa đúng; hãy sửa rồi nộp lại.", "Còn %(count)s ô chưa đúng; hãy sửa rồi nộp lại.", "count"
    )


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


class TooOften(InvalidInput):
    """Raised when one account has done too much within the hour; says when it may go on."""

    code = "too_often"
    status = 429
    message = _(
        "Mỗi giờ chỉ nhận tối đa %(most)s từ một tài khoản. Xin thử lại sau %(again)s; những gì đã gửi vẫn được giữ."
    )


class EnoughCopies(TooOften):
    """Raised when somebody asks for more copies of their data in a day than are made."""

    code = "enough_copies"
    message = _("Mỗi ngày chỉ tạo được tối đa %(most)s bản sao dữ liệu. Xin thử lại ngày mai.")


class RuleInThePast(InvalidInput):
    """Raised when a rule would begin before today: what was done under the old one stands."""

    code = "rule_in_the_past"
    message = _("Ngày bắt đầu áp dụng phải từ hôm nay trở đi.")


class NothingChosen(InvalidInput):
    """Raised when a request about data names nothing that is known."""

    code = "nothing_chosen"
    message = _("Hãy chọn dữ liệu muốn xóa.")


class GroundMissing(InvalidInput):
    """Raised when an official answers a request about data without the legal ground."""

    code = "ground_missing"
    message = _("Hãy ghi căn cứ pháp lý của câu trả lời.")


class DraftOutdated(Conflict):
    """Raised when a draft is sent in on terms that are no longer in force."""

    code = "draft_outdated"
    message = _("Thủ tục đã thay đổi kể từ khi bạn bắt đầu khai; xin xem những điểm thay đổi trước khi nộp.")


class AlreadyAsked(Conflict):
    """Raised when the same is being asked for already."""

    code = "already_asked"
    message = _("Yêu cầu này đang được xử lý.")


class AlreadyAnswered(Conflict):
    """Raised when somebody has answered a request already."""

    code = "already_answered"
    message = _("Yêu cầu này đã được trả lời.")


class DossiersAreKept(Conflict):
    """Raised when dossiers sent in were to be deleted: Luật Lưu trữ keeps them for their period."""

    code = "dossiers_are_kept"
    message = _(
        "Hồ sơ đã nộp phải được lưu trữ theo Luật Lưu trữ nên không xóa được ở đây; hãy trả lời từ chối kèm căn cứ."
    )


class NotReady(Conflict):
    """Raised when an export is asked for that is not packed yet, or was thrown away."""

    code = "not_ready"
    message = _("Bản sao dữ liệu chưa đóng gói xong hoặc đã quá hạn tải; xin xem lại trang dữ liệu của tôi.")
